/** What a page and its worker say to each other. A number tells one request from the next. */
import type { SimRequest } from "./figure.ts";
import type { Act } from "./foreseen.ts";
import type { News } from "./news.ts";

export type ToWorker =
  /** There is a reader. */
  | { readonly kind: "load" }
  /** A lab will ask for what follows from an act, when it lives: to be begun now. */
  | { readonly kind: "foresee"; readonly id: number; readonly act: Act }
  /** The number may be that of what was foreseen: if it is the same, it goes on. */
  | {
      readonly kind: "start";
      readonly id: number;
      readonly request: SimRequest;
    }
  /** The last figure is drawn: another may come. */
  | { readonly kind: "drawn"; readonly id: number }
  | { readonly kind: "cancel"; readonly id: number };

export type FromWorker =
  /** The simulator's file did not come. */
  | { readonly kind: "missing" }
  | {
      readonly kind: "figure";
      readonly id: number;
      readonly news: News;
      /** It is the last. */
      readonly done: boolean;
    }
  | {
      readonly kind: "failed";
      readonly id: number;
      /** What failed: under its number something else may be asked for by now. */
      readonly request: SimRequest;
      readonly why: string;
    };
