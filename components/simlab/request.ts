/** What a lab asks of the simulator for a state: the same when the book is built and in the page. */
import { scenarioToQuery } from "../../models/index.ts";
import type { SimRequest, SimSpan, SimSweep } from "./figure.ts";
import type { SimState } from "./state.ts";

/** What a chapter says of a lab's runs. */
export interface SimLabShape {
  /** A scenario's query: "workload=cpu&threads=8&cap=1". */
  readonly preset?: string;
  /** Simulated seconds that count. */
  readonly seconds: number;
  /** The span of the timeline, seconds from the start of the run; none when not given. */
  readonly timeline?: SimSpan;
  readonly sweep?: SimSweep;
  /** What the compared scenario has otherwise, as a query. */
  readonly against?: string;
}

export const requestOf = (shape: SimLabShape, state: SimState): SimRequest => {
  const query = scenarioToQuery(state.scenario);
  const against =
    state.against === null ? null : scenarioToQuery(state.against);
  return {
    query,
    // A scenario is not compared with itself.
    against: against === query ? null : against,
    seconds: state.seconds,
    timeline: shape.timeline ?? null,
    sweep: shape.sweep ?? null,
  };
};
