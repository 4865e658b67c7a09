/** What a page and its worker say to each other. A number tells one request from the next. */
import type { SimRequest } from "./figure.ts";
import type { News } from "./news.ts";

export type ToWorker =
  | {
      readonly kind: "start";
      readonly id: number;
      readonly request: SimRequest;
    }
  /** The last figure is drawn: another may come. */
  | { readonly kind: "drawn"; readonly id: number }
  | { readonly kind: "cancel"; readonly id: number };

export type FromWorker =
  | {
      readonly kind: "figure";
      readonly id: number;
      readonly news: News;
      /** It is the last. */
      readonly done: boolean;
    }
  | { readonly kind: "failed"; readonly id: number; readonly why: string };
