/**
 * The stops of a program and the servers of its stations, as a run begins with them.
 */
import { boundThreads, type PathNetwork } from "../../network.ts";
import { RandomStream } from "../random.ts";
import type { Program, Visit } from "./program.ts";
import { Queue, Server } from "./server.ts";
import { sharedCpusOf } from "./shared-cpus.ts";
import { noLine, Stop, type Line } from "./stop.ts";

export interface Stops {
  /** By visit. */
  readonly stops: readonly Stop[];
  /** Those of all stations. */
  readonly servers: readonly Server[];
  /** By end: a guest's I/O thread; null without one. */
  readonly io: readonly [Server | null, Server | null];
}

export interface StopsOptions {
  readonly seed: number;
  readonly exponential: boolean;
  /** By end: whether a cap parks threads that return to user mode. */
  readonly capped: readonly [boolean, boolean];
}

export const stopsOf = (program: Program, options: StopsOptions): Stops => {
  const { network, visits } = program;
  const lines = linesOf(network, visits);
  const { seed, exponential, capped } = options;
  const io = (end: "client" | "dest") => {
    const at = network.stations.findLastIndex(
      (station) => station.server === "io" && station.end === end,
    );
    return lines[at]?.servers[0] ?? null;
  };
  return {
    servers: lines.flatMap(({ servers }) => servers),
    io: [io("client"), io("dest")],
    stops: visits.map((visit) => {
      const line = lines[visit.station] ?? noLine;
      return new Stop(visit, line, {
        undisturbed: isUndisturbed(network, visits, visit, line),
        gated: visit.returnsToUser && capped[visit.end],
        exponential,
        draws: new RandomStream(seed, `service at ${visit.name}`),
        way:
          exponential && visit.spreadS > 0
            ? new RandomStream(seed, `way from ${visit.name}`)
            : null,
      });
    }),
  };
};

/** By station. */
const linesOf = (
  network: PathNetwork,
  visits: readonly Visit[],
): readonly Line[] => {
  const { threads } = network.scenario.workload;
  const cpus = sharedCpusOf(network);
  const isLocked = visits.some(({ takesLock }) => takesLock);
  let servers = 0;
  return network.stations.map((station, index): Line => {
    const shared = cpus[index]!;
    const bound = boundThreads(network, station);
    const ownThread = bound !== null;
    const queue = new Queue();
    const own = Array.from(
      { length: bound ?? station.servers },
      () => new Server(servers++, shared.cpus, ownThread ? new Queue() : queue),
    );
    const isIo = station.server === "io";
    return {
      servers: own,
      ownThread,
      serverOf: Array.from(
        { length: threads },
        (_, conn) => own[conn % own.length]!,
      ),
      takesAny: bound === null && own.length > 1,
      isIo,
      charged: station.capped,
      // The rounds of an I/O thread are told ahead to who waits for its lock.
      queued:
        (shared.oneByOne && !(isIo && isLocked)) ||
        visits.some((visit) => visit.station === index && visit.kickS > 0),
      cpus: shared.cpus,
      yields: shared.yields,
    };
  });
};

/**
 * Whether nothing comes between a visit and the one before it. A lone message's thread has no other,
 * and leaves nothing for later: nobody else comes to it, and it is served without a queue.
 */
const isUndisturbed = (
  { traffic, scenario }: PathNetwork,
  visits: readonly Visit[],
  visit: Visit,
  { ownThread, servers, yields }: Line,
): boolean =>
  traffic.medium !== "disk" &&
  traffic.unitsPerThread === 1 &&
  ownThread &&
  servers.length >= scenario.workload.threads &&
  visit.resumes &&
  visit !== visits.at(-1) &&
  visit.spreadS === 0 &&
  yields &&
  visits.every(
    ({ station, kickS, deferredS }) =>
      station !== visit.station || kickS + deferredS === 0,
  );
