/**
 * Relative to a measured machine: bare metal gives its measurement back, and all else moves with it.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scaleOf } from "./baseline.ts";
import { publishedValues } from "./parameters/published-values.ts";
import { technologies, technologyById } from "./paths/catalogue.ts";
import { parseScenario, queryToScenario } from "./scenario.ts";
import { solve } from "./solve.ts";

const answer = (query: string) => solve(queryToScenario(query).scenario);

/** What the model gives for bare metal without a baseline, times what another machine makes of it. */
const measured = fc.record({
  technology: fc.constantFrom(...technologies.map(({ id }) => id)),
  workload: fc.constantFrom(
    "tcp-stream",
    "packets",
    "request-response",
    "disk",
  ),
  threads: fc.integer({ min: 1, max: 32 }),
  more: fc.constantFrom("", "&rtt=40", "&disk-us=90", "&server-us=20"),
  factor: fc.double({ min: 0.3, max: 1.6, noNaN: true }),
});

const nativeQuery = (technology: string) =>
  `technology=${technologyById.get(technology)?.native ?? ""}&cap=none`;

describe("baseline", () => {
  test("every technology's native reference is a technology that is its own", () => {
    for (const { native } of technologies)
      expect(technologyById.get(native)?.native).toBe(native);
  });

  test("the native technology gives the measured rate back, within 1 %, or says that it cannot", () => {
    let reached = 0;
    fc.assert(
      fc.property(
        measured,
        ({ technology, workload, threads, more, factor }) => {
          const at = `workload=${workload}&threads=${String(threads)}${more}`;
          const native = nativeQuery(technology);
          const rate = answer(`${native}&${at}`).messagesPerSecond * factor;
          const again = answer(
            `${native}&${at}&baseline.rate=${String(rate)}&baseline.threads=${String(threads)}`,
          );
          if (again.baseline?.reached) {
            reached += 1;
            expect(again.messagesPerSecond / rate).toBeCloseTo(1, 6);
          } else {
            expect([0.01, 100]).toContain(again.baseline?.scale);
            expect(again.remarks.join(" ")).toContain(
              "No machine of the model",
            );
          }
        },
      ),
      { seed: 5, numRuns: 150 },
    );
    expect(reached).toBeGreaterThan(100);
  });

  test("a measurement equal to the model's own changes nothing", () => {
    for (const { id } of technologies)
      for (const workload of ["packets", "disk", "request-response"]) {
        const at = `workload=${workload}&threads=4`;
        const rate = answer(`${nativeQuery(id)}&${at}`).messagesPerSecond;
        const plain = answer(`technology=${id}&${at}`);
        const relative = answer(
          `technology=${id}&${at}&baseline.rate=${String(rate)}&baseline.threads=4`,
        );
        expect(relative.baseline?.scale).toBeCloseTo(1, 6);
        expect(
          relative.messagesPerSecond / plain.messagesPerSecond,
        ).toBeCloseTo(1, 6);
      }
  });

  test("a faster machine makes every technology faster", () => {
    for (const { id } of technologies)
      for (const workload of ["packets", "disk"]) {
        const rates = [2_000, 4_000, 6_000, 8_000].map(
          (rate) =>
            answer(
              `technology=${id}&workload=${workload}&baseline.rate=${String(rate)}`,
            ).messagesPerSecond,
        );
        expect(rates).toEqual([...rates].sort((a, b) => a - b));
        expect(new Set(rates).size).toBe(rates.length);
      }
  });

  test("a line and a stated round trip are not scaled: what they forbid is said", () => {
    const line = answer(
      "technology=unix&workload=tcp-stream&nic=1g&threads=4&baseline.rate=1000000",
    );
    expect(line.baseline?.reached).toBe(false);
    expect(line.bitsPerSecond).toBeLessThan(1e9);
    const far = answer(
      "technology=unix&workload=packets&rtt=1000&moderation=0&baseline.rate=5000",
    );
    expect(far.baseline?.reached).toBe(false);
    expect(far.messagesPerSecond).toBeLessThan(1_000);
  });

  test("without a measurement, or without a path, the scale is 1", () => {
    for (const query of ["", "workload=cpu&baseline.rate=5"])
      expect(
        scaleOf(queryToScenario(query).scenario, publishedValues).scale,
      ).toBe(1);
  });

  test("busy threads take what an event takes from the measurement", () => {
    const at = "technology=unix&workload=cpu&threads=4&baseline.rate=800";
    expect(answer(`${at}&baseline.threads=4`).messagesPerSecond).toBeCloseTo(
      800,
      9,
    );
    expect(answer(`${at}&baseline.threads=1`).messagesPerSecond).toBeCloseTo(
      3_200,
      9,
    );
  });

  test("the parsed scenario holds what was measured", () => {
    const { scenario, notices } = parseScenario({
      workload: "packets",
      baseline: { rate: 12_345, threads: 3 },
    });
    expect(notices).toEqual([]);
    expect(scenario.baseline).toEqual({ rate: 12_345, threads: 3 });
  });
});
