/** What a page and its worker say to each other. A number tells one request from the next. */
import type { SimFigure, SimRequest } from "./figure.ts";

export type ToWorker =
  | {
      readonly kind: "start";
      readonly id: number;
      readonly request: SimRequest;
    }
  | { readonly kind: "cancel"; readonly id: number }
  /** Runs discarded events, so that the first request finds compiled code. */
  | { readonly kind: "warm" };

export type FromWorker =
  | { readonly kind: "figure"; readonly id: number; readonly figure: SimFigure }
  | { readonly kind: "done"; readonly id: number; readonly figure: SimFigure }
  | { readonly kind: "failed"; readonly id: number; readonly why: string };
