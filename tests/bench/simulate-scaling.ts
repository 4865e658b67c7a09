/**
 * What an event costs in long and short runs, and with few and many requests inside.
 *
 * UNITS    Nanoseconds of processor time an event.
 * HOLDS    Costs of one table are measured in one process, one after the other; each is to be
 *          within a factor 1.5 of the others. The Zone's table is not: 1.9 to 2.3, as V8 happens to
 *          compile it.
 * FAILS    From 17 threads on the Zone's host is crowded: its servers share CPUs, and each train is
 *          queued, granted time and looked at again, by no more events. That is what is added from 1
 *          to 32: on 64 CPUs 32 threads cost a fifth more than one, and one thread on one CPU two
 *          fifths more than on 16. With 1,024 one event in three first waits by day (far-days.ts).
 *          V8 compiles a path for all that ran before it in the process: after KVM the Zone's events
 *          take a tenth to a fifth longer than alone.
 * COST     20 s, half of it the two runs of 100 million events.
 */
import { parseScenario } from "../../models/index.ts";
import { PathRun } from "../../models/simulate/path/path-run.ts";
import { parseNetwork } from "../../models/solve/parse-network.ts";
import { median, threadMicroseconds } from "./clock.ts";
import { simulate } from "./simulate.ts";

/** Runs so many events with a seed. */
type Engine = (events: number, seed: number) => void;

const lengths = [1e5, 1e6, 1e7, 1e8];
const populations = [1, 32, 1024];
/** Long enough to be timed, and to have left the start behind. */
const usualLength = 1e6;

const closedNetwork = (population: number, thinkTime: number): Engine => {
  const parsed = parseNetwork({
    stations: [
      { name: "cpu", kind: "queue", demand: 0.01 },
      { name: "disk", kind: "queue", demand: 0.009 },
      { name: "net", kind: "queue", demand: 0.008 },
    ],
    population,
    thinkTime,
  });
  return (events, seed) => {
    simulate(parsed, events, seed);
  };
};

/** The whole path of a technology; it never ends by itself. */
const path =
  (technology: string, threads: number): Engine =>
  (events, seed) => {
    const { scenario } = parseScenario({
      technology,
      workload: "packets",
      threads,
    });
    const run = new PathRun(scenario, {
      seed,
      seconds: 1e6,
      mostEvents: events,
    });
    while (!run.advance(events));
    run.result();
  };

const nanoseconds = (engine: Engine, events: number): number => {
  const rounds = events > usualLength ? 1 : 7;
  return median(
    Array.from({ length: rounds }, (_, seed) => {
      const before = threadMicroseconds();
      engine(events, seed + 1);
      return (1e3 * (threadMicroseconds() - before)) / events;
    }),
  );
};

interface Costs {
  readonly what: string;
  /** Nanoseconds an event, in the order of `over`. */
  readonly costs: readonly number[];
  readonly over: readonly number[];
}

/** Of runs of several lengths. */
export const costsByLength = (): Costs[] =>
  (
    [
      ["closed network", closedNetwork(32, 0)],
      ["kvm-qemu-2012, packets", path("kvm-qemu-2012", 32)],
    ] as const
  ).map(([what, engine]) => {
    engine(usualLength, 0);
    const costs = lengths.map((events) => nanoseconds(engine, events));
    return { what, costs, over: lengths };
  });

/** Of runs with several requests or threads. */
export const costsByPopulation = (): Costs[] =>
  (
    [
      ["closed network", (population) => closedNetwork(population, 0)],
      ["thinking 0.1 s", (population) => closedNetwork(population, 0.1)],
      ["kvm-qemu-2012, packets", (threads) => path("kvm-qemu-2012", threads)],
      ["zone, packets", (threads) => path("zone", threads)],
    ] as const satisfies readonly [string, (many: number) => Engine][]
  ).map(([what, engineOf]) => {
    const engines = populations.map(engineOf);
    for (const engine of engines) engine(usualLength, 0);
    const costs = engines.map((engine) => nanoseconds(engine, usualLength));
    return { what, costs, over: populations };
  });
