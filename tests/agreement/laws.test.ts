/**
 * Laws that any path must obey, whatever its costs, and the chapters' experiments as a reader makes them.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networkOf } from "../../models/network.ts";
import { queryToScenario, solve, technologies } from "../../models/index.ts";

const answer = (query: string) => solve(queryToScenario(query).scenario);
const gbit = (query: string) => answer(query).bitsPerSecond / 1e9;

test("a stream never exceeds its connections' windows over the round trip", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...technologies.map(({ id }) => id)),
      fc.integer({ min: 1, max: 64 }),
      fc.integer({ min: 0, max: 100_000 }),
      fc.constantFrom("", "&window=16384", "&window=1048576", "&offload=on"),
      (technology, threads, rttUs, more) => {
        const query = `technology=${technology}&cap=none&threads=${String(threads)}&rtt=${String(rttUs)}${more}`;
        const { windowBytes } = networkOf(
          queryToScenario(query).scenario,
        ).force;
        const ceiling = (threads * windowBytes * 8) / (rttUs * 1e-6);
        expect(answer(query).bitsPerSecond).toBeLessThanOrEqual(
          ceiling * (1 + 1e-9),
        );
      },
    ),
    { seed: 23, numRuns: 300 },
  );
});

test("a long round trip makes one stream its window over that round trip, within 5 %", () => {
  for (const technology of ["unix", "zone"]) {
    const query = `technology=${technology}&cap=none&rtt=20ms`;
    expect(gbit(query)).toBeGreaterThan((0.95 * 49_152 * 8) / 20e-3 / 1e9);
    expect(answer(query).limiter.id).toMatch(/^(latency|window)$/);
  }
});

test("no tenant uses more CPU than its cap", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 64 }),
      fc.double({ min: 0.1, max: 8, noNaN: true }),
      fc.constantFrom("tcp-stream", "packets"),
      (threads, cap, workload) => {
        const { cap: held } = answer(
          `technology=zone&workload=${workload}&threads=${String(threads)}&cap=${String(cap)}`,
        );
        expect(held?.utilisation ?? 0).toBeLessThanOrEqual(1 + 1e-9);
      },
    ),
    { seed: 29, numRuns: 300 },
  );
});

describe("throughput results: what the text says the reader will see", () => {
  const plain = "&cap-batching=off&cap-loss=off";

  test("with batching and loss off, two, four and eight threads come out alike", () => {
    const rates = [2, 4, 8].map((threads) =>
      gbit(`threads=${String(threads)}${plain}`),
    );
    expect(Math.max(...rates) / Math.min(...rates)).toBeLessThan(1.02);
  });

  test("the fall disappears with the larger ring, with one release a tick, and without loss", () => {
    const four = gbit("threads=4");
    expect(gbit("threads=8")).toBeLessThan(four / 2);
    for (const change of ["ring=1024", "cap-release=before", "cap-loss=off"])
      expect(gbit(`threads=8&${change}`), change).toBeGreaterThan(four);
  });

  test("try it 1: towards what the line lets eight threads use, throughput recovers and the line limits", () => {
    expect(answer("threads=8&cap=4").limiter.id).toBe("link");
  });

  test("try it 2: half the burst costs the timer's share, not half", () => {
    const whole = gbit("technology=kvm-qemu-2012");
    const half = gbit("technology=kvm-qemu-2012&tx-burst=64");
    expect(half / whole).toBeGreaterThan(0.9);
    expect(half / whole).toBeLessThan(1);
  });

  test("try it 3: without the self-copy the I/O thread limits, and the vCPU is next", () => {
    const { limiter, nextLimiter } = answer(
      "technology=kvm-qemu-2012&self-copy=off",
    );
    expect([limiter.id, nextLimiter?.id]).toEqual(["io", "vcpu"]);
  });
});

describe("packet-rate results: what the text says the reader will see", () => {
  const kvm = "technology=kvm-qemu-2012&workload=packets";

  test("try it 1: at thirty-two threads the timer makes no difference, at sixteen it does", () => {
    const gain = (threads: string) =>
      answer(`${kvm}&threads=${threads}&tx-timer=0`).packetsPerSecond /
      answer(`${kvm}&threads=${threads}`).packetsPerSecond;
    expect(Math.abs(gain("32") - 1)).toBeLessThan(0.05);
    expect(gain("16")).toBeGreaterThan(1.2);
  });

  test("try it 2: with a second vCPU the I/O threads limit, the number of threads close behind", () => {
    const { limiter, nextLimiter } = answer(`${kvm}&threads=32&vcpus=2`);
    expect([limiter.id, nextLimiter?.id].sort()).toEqual(["io", "threads"]);
  });

  test("try it 3: twice the cap does not double the rate, and the serial stack is next", () => {
    const one = answer("workload=packets&threads=16");
    const two = answer("workload=packets&threads=16&cap=2");
    expect(two.packetsPerSecond / one.packetsPerSecond).toBeLessThan(1.2);
    expect(two.limiter.id).toBe("stack");
  });
});

test("the model, try it 2: without its cap a Zone is traditional Unix", () => {
  for (const workload of ["tcp-stream", "packets"])
    for (const threads of [1, 8, 64]) {
      const query = `workload=${workload}&threads=${String(threads)}&cap=none`;
      expect(answer(`technology=zone&${query}`).bitsPerSecond).toBe(
        answer(`technology=unix&${query}`).bitsPerSecond,
      );
    }
});
