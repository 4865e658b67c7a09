/** What is measured: figures that can be counted by hand, and the simulator beside them. */
import { describe, expect, test } from "vitest";
import { agreementOf } from "./agreement.ts";
import { backEnds, costsOf } from "./back-ends.ts";
import { measure, measureAll } from "./measure.ts";
import { defaultVirtio, type VirtioScenario } from "./scenario.ts";

const measured = (chosen: Partial<VirtioScenario>, seconds?: number) =>
  measure({ ...defaultVirtio, ...chosen }, seconds);

describe("measure", () => {
  test("packets far apart: an exit each, no interrupt, and the same latency for all", () => {
    const all = measureAll({ ...defaultVirtio, ratePps: 1_000 }, 0.5);
    for (const each of all) {
      expect(each.sent).toBe(500);
      expect(each.kicksPerPacket).toBe(1);
      expect(each.exitsPerPacket).toBe(1);
      expect(each.packetsPerFlush).toBe(1);
      expect(each.interruptsPerPacket).toBe(0);
      expect(each.percentiles[0]?.seconds).toBeCloseTo(each.worstS, 12);
    }
    const [timer, bottomHalf, vhost] = all.map(({ meanS }) => meanS);
    expect(timer).toBeGreaterThan(bottomHalf ?? NaN);
    expect(bottomHalf).toBeGreaterThan(vhost ?? NaN);
  });

  test("the timer's first packet and those within its wait share a flush: 1 + ⌊240 / 50⌋ at 20 000 a second", () => {
    // From the kick's answer to C4: 8 + 200 + 32 µs; a packet every 50 µs, the fifth 40 µs before it.
    const { kickS, wakeS } = costsOf(backEnds[0]!);
    const shared = 1 + Math.floor((kickS + 200e-6 + wakeS) / 50e-6);
    expect(shared).toBe(5);
    // The flush takes more of them with it while it works: its own five take 57 µs.
    const { packetsPerFlush, kicksPerPacket } = measured({}, 1);
    expect(packetsPerFlush).toBeGreaterThanOrEqual(shared);
    expect(packetsPerFlush).toBeLessThanOrEqual(shared + 2);
    expect(1 / kicksPerPacket).toBeCloseTo(packetsPerFlush, 1);
  });

  test("CPU is what the steps took: 1 000 packets a second, each with the same work", () => {
    const { stackS, driverS, kickS, popS, sendS, ownCopyS } = costsOf(
      backEnds[0]!,
    );
    const { vcpu, backEndCpu } = measured({ ratePps: 1_000 }, 0.9999);
    expect(vcpu).toBeCloseTo(1_000 * (stackS + driverS + kickS), 5);
    expect(backEndCpu).toBeCloseTo(1_000 * (popS + sendS + ownCopyS), 5);
  });

  test("what is offered beyond the capacity is refused, and said", () => {
    const { offered, sent, dropped, inGuest, inRing } = measured(
      { ratePps: 200_000 },
      0.2,
    );
    expect(offered).toBe(40_001);
    expect(sent + dropped + inGuest + inRing).toBe(offered);
    expect(dropped).toBeGreaterThan(20_000);
  });

  test("bursts come at seeded times, the same for every back end", () => {
    const bursts = { arrivals: "bursts", atOnce: 10, seed: 7 } as const;
    const all = measureAll({ ...defaultVirtio, ...bursts }, 0.5);
    expect(new Set(all.map(({ offered }) => offered)).size).toBe(1);
    expect(measured({ ...bursts, seed: 8 }, 0.5).meanS).not.toBe(all[0]?.meanS);
  });

  test("a stranded rest shows in the worst latency, not with a bottom half", () => {
    const chosen = {
      ratePps: 2_000,
      arrivals: "bursts",
      atOnce: 200,
      workUs: 1,
    } as const;
    expect(measured(chosen, 2).worstS).toBeGreaterThan(0.05);
    expect(
      measured({ ...chosen, backEnd: "bottom-half" }, 2).worstS,
    ).toBeLessThan(0.05);
  });
});

describe("the simulator", () => {
  test.each(backEnds)(
    "has one packet a kick with one thread, as the machine: $id",
    (backEnd) => {
      const { simulated, machine } = agreementOf(backEnd, 1, "exponential", 1);
      expect(machine).toBe(1);
      expect(simulated).toBeCloseTo(1, 2);
    },
  );

  test.each([4, 16, 32])(
    "agrees within a tenth about packets a kick behind the timer, %i threads, constant service",
    (threads) => {
      const { simulated, machine } = agreementOf(
        backEnds[0]!,
        threads,
        "deterministic",
        2,
      );
      expect(Math.abs(machine / simulated - 1)).toBeLessThan(0.1);
    },
  );
});
