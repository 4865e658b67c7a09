import { describe, expect, test } from "vitest";
import { postRows } from "./measurements/post-2013.ts";
import { measuredRows, replay, rowLoopSeconds } from "./replay.ts";
import { queryToScenario, scenarioToQuery } from "./scenario.ts";
import { solve } from "./solve.ts";

const rows = replay();
const limiters = [
  "thread count",
  "latency",
  "CPU",
  "CPU cap",
  "scheduler latency",
];

describe("replay", () => {
  test("gives the 19 rows in the post's order, in the promised shape", () => {
    expect(rows.map(({ id }) => id)).toEqual(postRows.map(({ id }) => id));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(19);
    for (const row of rows) {
      expect(row).toMatchObject({
        id: `${row.unit === "bit/s" ? "throughput" : "packet-rate"}/${row.technology}/${row.threads}`,
        technology: expect.stringMatching(/^(zone|kvm-qemu-2012)$/) as string,
        workload: row.unit === "bit/s" ? "tcp-stream" : "packets",
        threads: expect.any(Number) as number,
        published: expect.any(Number) as number,
        model: expect.any(Number) as number,
        limiter: {
          published: expect.any(Array) as string[],
          words: expect.any(String) as string,
          model: expect.any(String) as string,
          agrees: expect.any(Boolean) as boolean,
        },
      });
      expect(limiters).toContain(row.limiter.model);
      for (const category of row.limiter.published)
        expect(limiters).toContain(category);
    }
  });

  test("error is model / published − 1", () => {
    for (const { error, model, published } of rows)
      expect(error).toBeCloseTo(model / published - 1, 12);
  });

  test("survives JSON without a change", () => {
    expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
  });

  test("each row's link is the scenario that was solved", () => {
    for (const { query, model, unit, limiter } of rows) {
      const prediction = solve(queryToScenario(query).scenario);
      expect(
        unit === "bit/s"
          ? prediction.bitsPerSecond
          : prediction.packetsPerSecond,
      ).toBe(model);
      expect(prediction.limiter.category).toBe(limiter.model);
      expect(
        scenarioToQuery(queryToScenario(query).scenario).length,
      ).toBeLessThan(80);
    }
  });

  test("looks nothing up: other hardware gives other figures for the same rows", () => {
    for (const { query, model, unit } of rows) {
      const faster = solve(
        queryToScenario(`${query}&cpu=skylake-2017&rtt=10`).scenario,
      );
      const rate =
        unit === "bit/s" ? faster.bitsPerSecond : faster.packetsPerSecond;
      expect(rate).not.toBe(model);
    }
  });
});

describe("measuredRows", () => {
  const ids = (query: string) =>
    measuredRows(queryToScenario(query).scenario).map(({ id }) => id);

  test("are those of the technology and workload, whatever the threads and the seed", () => {
    expect(ids("technology=zone&threads=3&seed=9")).toEqual(
      [1, 2, 4, 8].map((threads) => `throughput/zone/${threads}`),
    );
    expect(ids("technology=kvm-qemu-2012&workload=packets")).toHaveLength(6);
  });

  test("are none where the post measured nothing", () => {
    expect(ids("technology=xen-pv")).toEqual([]);
    expect(ids("technology=zone&cap=2")).toEqual([]);
    expect(ids("technology=zone&cpu=epyc-2023")).toEqual([]);
    expect(ids("technology=kvm-qemu-2012&tx-timer=0")).toEqual([]);
  });
});

test("rowLoopSeconds is threads by rate, for rows with one message a thread", () => {
  const row = {
    unit: "packets/s",
    threads: 4,
    published: 8,
    model: 16,
  } as const;
  expect(rowLoopSeconds(row, "published")).toBe(0.5);
  expect(rowLoopSeconds(row, "model")).toBe(0.25);
  expect(rowLoopSeconds({ ...row, unit: "bit/s" }, "model")).toBeNull();
});
