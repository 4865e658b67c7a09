/**
 * Where the requests of each class go in a simulated network, and what they draw there.
 *
 * IDEA   Places are the stations, and thinking as one more where anybody thinks. A class visits
 *        those of which it needs time, in order. It draws each place's times, and its arrivals,
 *        from a stream of their own names, so that two networks which differ in a demand meet the
 *        same draws.
 * UNITS  Seconds.
 * FAILS  Thinking and arrivals are exponential.
 */
import { exponential, ServiceSampler } from "./distributions.ts";
import type { NetworkPlan } from "./network-plan.ts";
import { RandomStream } from "./random.ts";

/** No place: the end of a route, or no route at all. */
export const nowhere = -1;

export interface NetworkRoutes {
  readonly places: number;
  /** The place of thinking; `places` where nobody thinks. */
  readonly think: number;
  /** By `class * places + place`: undefined where the class does not come. */
  readonly samplers: readonly (ServiceSampler | undefined)[];
  readonly nextPlace: Int32Array;
  /** By class: where its route begins. */
  readonly entry: Int32Array;
  /** By class: times between arrivals. */
  readonly arrivals: readonly ServiceSampler[];
}

export const networkRoutes = (
  plan: NetworkPlan,
  seed: number,
): NetworkRoutes => {
  const { classes, stations } = plan;
  const think = stations.length;
  const anyThinks = classes.some(({ thinkTime }) => thinkTime > 0);
  const places = anyThinks ? think + 1 : think;
  const nextPlace = new Int32Array(classes.length * places);
  const entry = new Int32Array(classes.length);
  const samplers: (ServiceSampler | undefined)[] = [];
  const draws = (name: string) => new RandomStream(seed, name);
  classes.forEach(({ name, demands, thinkTime }, c) => {
    let after = nowhere;
    for (let k = think - 1; k >= 0; k--) {
      nextPlace[c * places + k] = after;
      if (demands[k] !== 0) after = k;
    }
    if (anyThinks) nextPlace[c * places + think] = after;
    entry[c] = thinkTime > 0 ? think : after;
    stations.forEach(({ service, shape }, k) => {
      const demand = demands[k]!;
      samplers.push(
        demand === 0
          ? undefined
          : new ServiceSampler(
              service,
              demand,
              draws(`service of ${name} at ${shape.name}`),
            ),
      );
    });
    if (anyThinks)
      samplers.push(
        thinkTime > 0
          ? new ServiceSampler(
              exponential,
              thinkTime,
              draws(`thinking of ${name}`),
            )
          : undefined,
      );
  });
  const arrivals = classes.map(
    ({ name, arrivalRate }) =>
      new ServiceSampler(
        exponential,
        1 / arrivalRate,
        draws(`arrivals of ${name}`),
      ),
  );
  return { places, think, samplers, nextPlace, entry, arrivals };
};
