/**
 * What an event costs in long and short runs, and with few and many requests inside.
 *
 * UNITS    Nanoseconds of processor time an event.
 * HOLDS    Costs of one table are measured in one process, one after the other; each is to be
 *          within a factor 1.5 of the others. The Zone's is not: 1.9 to 2.3.
 * FAILS    Two things are added to the Zone's events from 1 thread to 32, 28 ns to 53 in a process of
 *          its own. Whose event is next cannot be foreseen, it seems: 28 to 38 on 64 CPUs, where the
 *          same is done, but 23 to 28 with constant service, which repeats itself (a branch foreseen
 *          wrongly takes 6 ns; there was no counter to count them). And the host is crowded from 16
 *          threads on: its servers share CPUs, and each grant looks for one. That is 12 to 15, with
 *          either service, and as much for one thread on one CPU. To 1,024 threads 14 more are added by
 *          and by: one event in three first waits by day (far-days.ts), and one grant in three to
 *          those who go last finds no CPU that idles and compares all.
 *          To do less an event was tried, with the same results to the byte: no event where a train
 *          only waits for an interrupt, 15 % of the calendar's; no queue for a thread that has one
 *          message; one branch to tell stops apart. They gave 5 % at most
 *          at 32 threads, nothing at 1,024, and took 2 to 4 % from KVM's path. Of 28 pending events
 *          only 12, the others kept in line at their servers, was 5 % slower; numbers of trains,
 *          servers and CPUs in rows of one array, read through accessors, a fifth to a quarter.
 *          V8 compiles a path for all that ran before it in the process: after KVM the Zone's events
 *          take a tenth to a fifth longer than alone. Two processes differ by as much, as compiling
 *          falls into the run: to compare changes, `node --single-threaded` repeats within 2 %.
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
