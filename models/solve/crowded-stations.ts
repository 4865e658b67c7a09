/**
 * What the stations of a crowded host ask of its CPUs, and how long they stand for want of one.
 *
 * IDEA   crowd.ts knows who stands when others take the CPUs; here every kind of station says what it
 *        takes, and what it has before it, as one customer more finds them. What it stands for adds
 *        to its queue, as under preemptive priority.
 * UNITS  Seconds, CPU seconds, units per second.
 * FAILS  As crowd.ts.
 */
import { alone, first as goingFirst, type Crowd } from "./crowd.ts";
import { places, type StationKinds } from "./station-kinds.ts";

const {
  alike,
  waiting,
  service,
  always,
  batched,
  behindBack,
  atDest,
  order,
  cpus,
  stretch,
  comes,
  lostS,
  kindSize,
} = places;

/** CPU seconds of a unit at a station of a kind, with a batch all to itself. */
const mostCpuS = (kinds: Float64Array, kind: number): number => {
  const seconds =
    kinds[kind + always]! + kinds[kind + batched]! + kinds[kind + behindBack]!;
  return seconds * kinds[kind + cpus]!;
};

/** Share of the time below which standing is a rounding error. */
const noticed = 1e-12;

/** Whether anybody stands for want of a CPU at the highest rate that the busiest station allows. */
export const missesCpus = (stations: StationKinds, crowd: Crowd): boolean => {
  const { kinds, variedStart } = stations;
  const crowded: number[] = [];
  let busiest = stations.plainBusiest;
  crowd.clear();
  for (let kind = variedStart; kind < kinds.length; kind += kindSize) {
    // No batch makes a service shorter than this, or its CPU time longer.
    const least = kinds[kind + always]! + kinds[kind + behindBack]!;
    if (least > busiest) busiest = least;
    if (kinds[kind + order] === alone) continue;
    crowded.push(kind);
    const end = kinds[kind + atDest]!;
    const cpuS = kinds[kind + alike]! * mostCpuS(kinds, kind);
    crowd.use(end, cpuS);
    if (kinds[kind + order] === goingFirst) crowd.offer(end, cpuS, 0);
  }
  const rate = 1 / busiest;
  if (rate * crowd.busiest >= 1) return true;
  return crowded.some((kind) => {
    const many = kinds[kind + cpus]!;
    const cpuS = mostCpuS(kinds, kind);
    const used = (rate * cpuS) / many;
    const end = kinds[kind + atDest]!;
    return (
      crowd.standing(end, kinds[kind + order]!, many, cpuS, used, rate) >
      noticed
    );
  });
};

/**
 * What those who go first take of a crowded host, and have before them when they hand a unit over:
 * those that one interrupt brought with it, and those that came meanwhile.
 */
export const offerFirst = (
  { kinds, variedStart }: StationKinds,
  crowd: Crowd,
  othersRate: number,
  interval: number,
  inOneAtClient: number,
  inOneAtDest: number,
): void => {
  crowd.clear();
  for (let kind = variedStart; kind < kinds.length; kind += kindSize) {
    if (kinds[kind + order] !== goingFirst) continue;
    const end = kinds[kind + atDest]!;
    const busy = kinds[kind + service]! + kinds[kind + behindBack]!;
    const all = kinds[kind + alike]!;
    const stays = kinds[kind + waiting]!;
    const mates = (end === 1 ? inOneAtDest : inOneAtClient) - 1;
    const came = (othersRate * stays * stays) / (stays + interval || 1);
    crowd.offer(
      end,
      all * busy * kinds[kind + cpus]!,
      all * busy * (Math.max(0, mates) / 2 + came),
    );
  }
};

/** Seconds of a unit's stay at a server of a crowded host that it stands for want of a CPU. */
export const standsAt = (
  { kinds }: StationKinds,
  crowd: Crowd,
  kind: number,
  busy: number,
  othersRate: number,
): number => {
  const end = kinds[kind + atDest]!;
  const many = kinds[kind + cpus]!;
  const used = othersRate * busy * kinds[kind + stretch]!;
  const rank = kinds[kind + order]!;
  crowd.use(end, kinds[kind + alike]! * busy * many);
  const share = crowd.standing(end, rank, many, busy * many, used, othersRate);
  let seconds = share * kinds[kind + waiting]!;
  if (rank !== goingFirst)
    seconds += kinds[kind + comes]! * crowd.handover(end, share, othersRate);
  kinds[kind + stretch] = 1 / (1 - share);
  kinds[kind + lostS] = seconds;
  return seconds;
};

/**
 * Where a fair share beside one that polls sets the rate: units wait for it where they would run,
 * and are found there by those that come.
 */
export const queueForShare = (
  { kinds, variedStart }: StationKinds,
  crowd: Crowd,
  seconds: number,
): void => {
  for (let kind = variedStart; kind < kinds.length; kind += kindSize) {
    if (kinds[kind + order] !== goingFirst) continue;
    const busy = kinds[kind + service]! + kinds[kind + behindBack]!;
    const cpuS = busy * kinds[kind + cpus]!;
    const each = seconds * crowd.shareOf(kinds[kind + atDest]!, cpuS);
    kinds[kind + waiting]! += each;
    kinds[kind + lostS]! += each;
  }
};
