/**
 * One more station, exactly, for a network whose solution without it is known.
 *
 * IDEA     The textbook recursion finds the chance that a multiserver station is empty as
 *          1 minus the other chances. Past the knee that chance is tiny, the difference is all
 *          rounding, and the error grows with every further request: 8 servers of 4 s with 10 s of
 *          think time give R(75) = 20 instead of 27.5. So find it as a product instead:
 *          P(empty | n) = P(empty | n - 1) x X(n) / X'(n), where X' is the throughput of the same
 *          network without the station. Every term below is positive and nothing is subtracted;
 *          past the length of `speeds` the chances fall geometrically and are kept as two sums.
 * UNITS    seconds. A network is held as its `spacing`: spacing[n] = 1 / X(n), the mean time
 *          between completions with n requests; spacing[0] is not used.
 * HOLDS    any station whose speed depends on its own number of requests, and any speeds > 0.
 * FAILS    not for a delay (its speed never stops growing): put it into the think time.
 * COST     time population x speeds; memory speeds.
 * SOURCE   Buzen 1973 and Reiser & Kobayashi 1975 (convolution), written in ratios of normalising
 *          constants; Casale 2008 for the instability and the conditional form, as cited by GNU
 *          Octave queueing, inst/qncscmva.m.
 */

/** What is to be learned of the station beside the new spacing. All indexed by population. */
export interface StationCurves {
  /** Mean number present. */
  readonly queueLength: Float64Array;
  /** Share of time with nobody present. */
  readonly empty: Float64Array;
}

/**
 * Adds a station to a network.
 *
 * @param demand   seconds per request at speed 1, > 0
 * @param speeds   speeds[n - 1] with n requests present, > 0; the last holds for all larger n
 * @param without  spacing of the network without the station, for populations 0 to N; zeros if
 *                 there is nothing else
 * @param within   filled with the spacing of the network with it; may be the same array
 * @param curves   filled for populations 0 to N when given
 */
export function addStation(
  demand: number,
  speeds: Float64Array,
  without: Float64Array,
  within: Float64Array,
  curves?: StationCurves,
): void {
  const population = without.length - 1;
  const edge = speeds.length - 1; // from here on the speed is constant
  const slowness = new Float64Array(speeds.length);
  for (let j = 0; j <= edge; j += 1) slowness[j] = 1 / (speeds[j] as number);
  const slowest = slowness[edge] as number;
  const chance = new Float64Array(edge); // P(exactly j present), j < edge
  let empty = 1; // P(nobody present)
  let crowded = edge === 0 ? 1 : 0; // P(at least `edge` present)
  let crowd = 0; // the part of the mean number present that is due to those states
  if (edge > 0) chance[0] = 1;
  if (curves) {
    curves.queueLength[0] = 0;
    curves.empty[0] = 1;
  }
  for (let n = 1; n <= population; n += 1) {
    const reached = n - 1 < edge ? n : edge; // chance[reached...] are still 0
    let slow = crowded * slowest;
    for (let j = 0; j < reached; j += 1) {
      slow += (chance[j] as number) * (slowness[j] as number);
    }
    const elsewhere = empty * (without[n] as number);
    const spacing = elsewhere + demand * slow;
    within[n] = spacing;
    const share = demand / spacing;
    empty = elsewhere / spacing;
    const atEdge =
      edge === 0
        ? empty
        : share * (slowness[edge - 1] as number) * (chance[edge - 1] as number);
    crowd = share * slowest * (crowd + crowded) + edge * atEdge;
    crowded = share * slowest * crowded + atEdge;
    for (let j = n < edge ? n : edge - 1; j >= 1; j -= 1) {
      chance[j] =
        share * (slowness[j - 1] as number) * (chance[j - 1] as number);
    }
    if (edge > 0) chance[0] = empty;
    if (curves) {
      let present = crowd;
      for (let j = 1; j < edge && j <= n; j += 1)
        present += j * (chance[j] as number);
      curves.queueLength[n] = present;
      curves.empty[n] = empty;
    }
  }
}

/** A station to be added: see `addStation`. */
export interface AddedStation {
  readonly demand: number;
  readonly speeds: Float64Array;
}

/**
 * Adds all `stations` to a network and returns the curves of each one in the whole.
 *
 * Each station must be added last once, to a network of all the others. Halving the list shares
 * the work: every half is added to the rest before looking into the other half, so k stations
 * take about k log2 k additions instead of k squared.
 *
 * @param stations  at least one
 * @param rest      spacing of the network without them, for populations 0 to N
 * @param whole     filled with the spacing of the network with all of them
 * @returns         the curves of each station, in the order given
 */
export function addAllStations(
  stations: readonly AddedStation[],
  rest: Float64Array,
  whole: Float64Array,
): StationCurves[] {
  const first = stations[0] as AddedStation;
  if (stations.length === 1) {
    const curves = {
      queueLength: new Float64Array(rest.length),
      empty: new Float64Array(rest.length),
    };
    addStation(first.demand, first.speeds, rest, whole, curves);
    return [curves];
  }
  const middle = stations.length >> 1;
  const left = stations.slice(0, middle);
  const right = stations.slice(middle);
  return [
    ...addAllStations(left, withStations(right, rest), whole),
    ...addAllStations(right, withStations(left, rest), whole),
  ];
}

function withStations(
  stations: readonly AddedStation[],
  rest: Float64Array,
): Float64Array {
  const spacing = Float64Array.from(rest);
  for (const { demand, speeds } of stations)
    addStation(demand, speeds, spacing, spacing);
  return spacing;
}
