/** Apart from request.ts: the page needs it before it has a reader, and the model not. */
import type { SimRequest } from "./figure.ts";

/** Two requests are the same when they ask for the same bytes. */
export const sameRequest = (a: SimRequest, b: SimRequest): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
