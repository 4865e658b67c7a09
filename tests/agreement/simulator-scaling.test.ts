/**
 * What a simulation costs does not grow: neither its memory with time, nor its events with threads.
 *
 * IDEA     Memory is read after a collection, before and after three periods of one run. V8
 *          compiles meanwhile and keeps what it learns, in one period or another, so the least
 *          growth counts: a leak grows in each, and one of eight bytes in every hundredth event
 *          would show. Work is counted in events a request: what an event costs in nanoseconds is
 *          `npm run bench`'s, which machines and their load move.
 * UNITS    Bytes, events.
 * COST     19 million events, 4 s.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { parseScenario } from "../../models/index.ts";
import { simulate, startSimulation } from "../../models/simulate/simulate.ts";
import { startNetwork } from "../../models/simulate/simulate-network.ts";
import { parseNetwork } from "../../models/solve/parse-network.ts";

const many = 1_000_000;
const periods = 3;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const bytesInUse = (): number => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

interface Advancing {
  advance(events: number): boolean;
}

const network = (more: object): Advancing =>
  startNetwork(
    parseNetwork({
      stations: [
        { name: "cpu", kind: "queue", demand: 0.01 },
        { name: "array", kind: "load-dependent", demand: 0.009, rates: [1, 2] },
        { name: "bus", kind: "multiserver", demand: 0.01, servers: 2 },
      ],
      ...more,
    }),
    { precision: 1e-6, mostEvents: 1e9 },
  );

const scenario = (input: object): Advancing =>
  startSimulation(parseScenario(input).scenario, {
    seconds: 1e6,
    mostEvents: 1e9,
  });

describe("memory does not grow with simulated time", () => {
  test.each<[string, () => Advancing]>([
    ["closed network", () => network({ population: 32, thinkTime: 0.1 })],
    ["open network", () => network({ arrivalRate: 60 })],
    [
      "KVM behind a timer",
      () =>
        scenario({
          technology: "kvm-qemu-2012",
          workload: "packets",
          threads: 32,
        }),
    ],
    [
      "capped zone",
      () =>
        scenario({
          technology: "zone",
          workload: "tcp-stream",
          threads: 8,
          cap: 1,
        }),
    ],
    [
      "disk",
      () => scenario({ technology: "xen-pv", workload: "disk", threads: 8 }),
    ],
    [
      "CPUs under a cap",
      () => scenario({ technology: "zone", workload: "cpu", threads: 8 }),
    ],
  ])("%s", { timeout: 60_000 }, (_, start) => {
    const run = start();
    expect(run.advance(many / 5)).toBe(false);
    const growths = Array.from({ length: periods }, () => {
      const before = bytesInUse();
      expect(run.advance(many)).toBe(false);
      return bytesInUse() - before;
    });
    expect(Math.min(...growths)).toBeLessThan(many * 0.08);
  });
});

describe("events a request do not grow with the threads", () => {
  test.each(["unix", "zone", "kvm-qemu-2012", "kvm-vhost"])(
    "%s",
    (technology) => {
      const [alone, some, thousand] = [1, 32, 1024].map((threads) => {
        const { messagesPerSecond, events, seconds, warmupSeconds } = simulate(
          parseScenario({ technology, workload: "packets", threads }).scenario,
          { seconds: threads === 1 ? 4 : 0.5, warmup: 0 },
        );
        return events / (messagesPerSecond.mean * (seconds + warmupSeconds));
      });
      expect(some! / alone!).toBeLessThan(1.2);
      expect(thousand! / some!).toBeLessThan(1.2);
    },
  );
});
