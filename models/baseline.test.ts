/**
 * Relative to a measured machine: bare metal gives its measurement back, and all else moves with it.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { machineOf, scaleOf } from "./baseline.ts";
import { solveCapped } from "./capping.ts";
import { compileNetwork } from "./compile.ts";
import { isScaled, valueInForce } from "./field-applies.ts";
import { unscaledMachine } from "./options-in-force.ts";
import { parameters } from "./parameters/catalogue.ts";
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
            expect(again.remarks.join(" ")).toMatch(
              /No machine of the model|near to what a full line/,
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
      for (const workload of [
        "packets",
        "disk",
        "request-response",
        "tcp-stream",
      ]) {
        const at = `workload=${workload}&threads=4`;
        const rate = answer(`${nativeQuery(id)}&${at}`).messagesPerSecond;
        const plain = answer(`technology=${id}&${at}`);
        const relative = answer(
          `technology=${id}&${at}&baseline.rate=${String(rate)}&baseline.threads=4`,
        );
        expect(relative.baseline?.cpuScale).toBeCloseTo(1, 6);
        expect(relative.baseline?.restScale).toBeCloseTo(1, 6);
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

  test("what limits moves: the wire of a lone message, the CPU of a full thread", () => {
    const scales = (query: string) => {
      const { baseline } = answer(`technology=kvm-vhost&${query}`);
      return [baseline?.cpuScale ?? NaN, baseline?.restScale ?? NaN] as const;
    };
    const [loneCpu, loneRest] = scales(
      "workload=request-response&baseline.rate=25000",
    );
    expect(loneRest).toBeLessThan(0.5);
    expect(loneCpu).toBeGreaterThan(0.8);
    const [fullCpu, fullRest] = scales(
      "workload=request-response&workers=1&baseline.threads=64&baseline.rate=300000",
    );
    expect(Math.abs(Math.log(fullCpu))).toBeGreaterThan(0.2);
    expect(fullRest).toBeCloseTo(1, 1);
  });

  test("a full line or disk says nothing of what it hides", () => {
    for (const [native, technology, at] of [
      ["container-host", "kvm-vhost", "workload=tcp-stream&threads=4"],
      ["container-host", "kvm-qemu", "workload=disk&disk-us=90&threads=64"],
    ] as const) {
      const rate = answer(`technology=${native}&${at}`).messagesPerSecond;
      const plain = answer(`technology=${technology}&${at}`);
      for (const times of [0.97, 0.999999, 1, 1.1, 3]) {
        const { baseline, messagesPerSecond, remarks } = answer(
          `technology=${technology}&${at}&baseline.threads=${String(plain.scenario.workload.threads)}&baseline.rate=${String(times * rate)}`,
        );
        expect(baseline).toMatchObject({ cpuScale: 1, restScale: 1 });
        expect(messagesPerSecond).toBe(plain.messagesPerSecond);
        expect(baseline?.reached).toBe(times === 1);
        if (times !== 1)
          expect(remarks.join(" ")).toContain("near to what a full line");
      }
    }
  });

  test("a pair far outside the published ranges is doubted in a remark", () => {
    const doubted = (rate: number) =>
      answer(
        `technology=kvm-vhost&workload=request-response&baseline.rate=${String(rate)}`,
      ).remarks.some((each) => each.startsWith("So far outside"));
    expect([doubted(15_000), doubted(300)]).toEqual([false, true]);
  });

  test("sensitivities are slopes: none where no machine gives the rate", () => {
    const { sensitivities } = answer(
      "technology=kvm-vhost&workload=tcp-stream&threads=4&baseline.threads=4&baseline.rate=1000000",
    );
    expect(sensitivities).toEqual([]);
    const smooth = answer(
      "technology=kvm-vhost&workload=request-response&baseline.rate=20000",
    ).sensitivities;
    expect(smooth.length).toBeGreaterThan(2);
    for (const { elasticity } of smooth)
      expect(Math.abs(elasticity)).toBeLessThan(1);
  });

  test("what the reader states is left, and the CPU does all of it", () => {
    const { baseline } = answer(
      "workload=packets&technology=unix&rtt=30&moderation=20&baseline.rate=20000",
    );
    expect(baseline?.restScale).toBe(1);
    expect(baseline?.reached).toBe(true);
  });

  test("a field left open has the measured machine's value, and is told from the parameters'", () => {
    const query = "technology=kvm-vhost&workload=packets&threads=1";
    const { scenario } = queryToScenario(`${query}&baseline.rate=20000`);
    const parameters = queryToScenario(query).scenario;
    const { restScale } = solve(scenario).baseline!;
    expect(restScale).toBeLessThan(0.9);
    const machine = machineOf(scenario);
    for (const key of ["rtt", "moderation"]) {
      expect(valueInForce(scenario, key, machine)).toBeCloseTo(
        Number(valueInForce(parameters, key, unscaledMachine)) * restScale,
        9,
      );
      expect(isScaled(scenario, key, machine)).toBe(true);
      expect(isScaled(parameters, key, machineOf(parameters))).toBe(false);
    }
    for (const key of ["bytes", "window", "cap"])
      expect(isScaled(scenario, key, machine), key).toBe(false);
  });

  test("no pair that gives the measured rate is likelier", () => {
    const width = ([low, high]: readonly [number, number]) =>
      Math.log(high / low) / 2;
    const widths = {
      cpu: width(parameters["cpu.westmere-2011"].range),
      rest: width(parameters["wire.oneway"].range),
    };
    const far = ({ cpu, rest }: { cpu: number; rest: number }) =>
      (Math.log(cpu) / widths.cpu) ** 2 + (Math.log(rest) / widths.rest) ** 2;
    let compared = 0;
    for (const [threads, rate] of [
      [1, 8_000],
      [1, 25_000],
      [4, 90_000],
      [16, 150_000],
    ] as const) {
      const { scenario } = queryToScenario(
        `technology=container-host&workload=request-response&threads=${String(threads)}&baseline.rate=${String(rate)}&baseline.threads=${String(threads)}`,
      );
      const found = scaleOf(scenario, publishedValues);
      const rateAt = (cpu: number, rest: number) =>
        solveCapped(
          compileNetwork(
            { ...scenario, limits: { ...scenario.limits, cap: "none" } },
            publishedValues,
            { cpu, rest },
          ),
        ).throughput;
      const wanted = rateAt(found.cpu, found.rest);
      for (const nudge of [0.95, 0.99, 1.01, 1.05]) {
        const cpu = found.cpu * nudge;
        // The rest that makes up for another CPU, by halving.
        let [low, high] = [found.rest / 10, found.rest * 10];
        for (let step = 0; step < 60; step++) {
          const middle = Math.sqrt(low * high);
          if (rateAt(cpu, middle) > wanted) low = middle;
          else high = middle;
        }
        if (Math.abs(rateAt(cpu, low) / wanted - 1) > 1e-6) continue;
        compared += 1;
        expect(far({ cpu, rest: low })).toBeGreaterThan(far(found) * 0.9999);
      }
    }
    expect(compared).toBeGreaterThan(8);
  });

  test("without a measurement, or without a path, the scale is 1", () => {
    for (const query of ["", "workload=cpu&baseline.rate=5"])
      expect(
        scaleOf(queryToScenario(query).scenario, publishedValues),
      ).toMatchObject({ cpu: 1, rest: 1, native: null });
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
