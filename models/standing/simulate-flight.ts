/**
 * The messages of a simulated path, followed for a span.
 *
 * UNITS  Seconds since the span began.
 * HOLDS  The run is that of `simulate` with the same seed: following draws no random number (tested).
 * FAILS  For streams and disks: their trains and blocks are no lone messages.
 */
import { meanOf } from "../simulate/paired-runs.ts";
import { SpanFollower } from "../simulate/path/follower.ts";
import { PathRun } from "../simulate/path/path-run.ts";
import { programOf } from "../simulate/path/program.ts";
import type { Estimate } from "../simulate/result.ts";
import { networkOf } from "../network.ts";
import type { Scenario } from "../scenario.ts";
import { doings, meanStanding, type Flight, type Way } from "./flight.ts";
import { placesOf } from "./places.ts";

/** Long enough for any start to be forgotten: hundreds of rounds. */
const warmupS = 0.5;

/** @param scenario  of lone messages: `packets` or `request-response` */
export function flightOf(
  scenario: Scenario,
  seed: number,
  seconds: number,
): Flight {
  const follower = new SpanFollower(warmupS, warmupS + seconds);
  const run = new PathRun(
    scenario,
    { seed, warmup: warmupS, seconds },
    undefined,
    follower,
  );
  while (!run.advance(1_000_000));
  const { places, placeOf } = placesOf(programOf(networkOf(scenario)));
  const messages = follower.stands.map((stands): Way => {
    const kept = stands.filter(({ fromS }) => fromS < warmupS + seconds);
    return {
      fromS: kept.map(({ fromS }) => Math.max(0, fromS - warmupS)),
      places: kept.map(({ visit, doing }) => placeOf(visit, doing)),
      doing: kept.map(({ doing }) => doings.indexOf(doing)),
    };
  });
  return { fromS: 0, toS: seconds, places, messages };
}

/** Messages at a place, on average. */
export interface Mean {
  readonly served: Estimate;
  readonly others: Estimate;
}

/** Of each place, over runs with several seeds. */
export function meansOf(
  scenario: Scenario,
  seeds: number,
  seconds: number,
): readonly Mean[] {
  const runs = Array.from({ length: seeds }, (_, seed) =>
    meanStanding(flightOf(scenario, seed + 1, seconds)),
  );
  return (runs[0]?.served ?? []).map((_, place) => ({
    served: meanOf(runs.map(({ served }) => served[place]!)),
    others: meanOf(runs.map(({ others }) => others[place]!)),
  }));
}
