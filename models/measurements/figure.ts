/**
 * A published figure beside the post's two tables: what was measured, where, and what the model says.
 *
 * IDEA   Quoted data. Each figure says how the model is asked for the same quantity, in what the two
 *        cases differ, and whether anything of the model was taken from it; a figure that the model
 *        cannot be asked for says why. None of them takes part in the fit.
 * HOLDS  Means are the solver's answer, percentiles the simulator's.
 * UNITS  SI: seconds, bits, requests or blocks a second; shares of one.
 */
import type { CiteKey } from "../cites.ts";
import type { ParameterId } from "../parameters/catalogue.ts";

export type FigureUnit =
  "s" | "bit/s" | "requests/s" | "blocks/s" | "share of bare metal";

/** How much a comparison proves. */
export type Standing =
  /** Nothing of the model was taken from the figure; others gave at most the machine or its disk. */
  | { readonly kind: "free" }
  /** These parameters were taken from it: agreement is no evidence. */
  | { readonly kind: "source"; readonly of: readonly ParameterId[] }
  /**
   * What the program computes was set so that this row of the same table comes out: how the figure
   * differs from that row is tested, and not how large it is.
   */
  | { readonly kind: "sibling"; readonly of: string }
  /** The scenario's options were chosen so that the model comes near. */
  | { readonly kind: "matched" }
  /** The scenario takes the figure as its measure of the machine. */
  | { readonly kind: "given" };

export const free: Standing = { kind: "free" };
export const given: Standing = { kind: "given" };

/** The lab that shows a scenario: its page, its id there. */
export interface LabPlace {
  readonly page: string;
  readonly id: string;
  /** Not the lab that owns the page's plain keys: in a link its keys begin with its id. */
  readonly further?: true;
}

/** The lab that opens on any scenario. */
export const anyLab: LabPlace = {
  page: "reference/the-model",
  id: "try-the-model",
};

/**
 * What a host with Linux of late 2015 or newer does, unless it is told otherwise: it polls for a
 * while before it lets a vCPU sleep. Said even where a CPU of 2017 says it too.
 */
export const pollingHost = "idle=host-polls";

export interface Asked {
  /** The scenario, whole: a lab opens on it, whatever its own start. */
  readonly query: string;
  /** A second scenario, of which the first one's rate is a share. */
  readonly over?: string;
  /** One way of a round trip. */
  readonly oneWay?: true;
  /** The share of all requests or events that takes no longer, which the simulator alone knows. */
  readonly percentile?: number;
  readonly standing: Standing;
  /** In what the measured case and the scenario differ, as far as we know: a sentence. */
  readonly differs: string;
  readonly lab: LabPlace;
}

export interface PublishedFigure {
  readonly id: string;
  /** A noun phrase. */
  readonly what: string;
  /** The machine and the test. */
  readonly on: string;
  readonly value: number;
  /** The far end, where an interval was published. */
  readonly high?: number;
  readonly unit: FigureUnit;
  readonly cite: CiteKey;
  readonly where: string;
  /** How the model is asked; or, as a sentence, why it is not. */
  readonly asked: Asked | string;
}
