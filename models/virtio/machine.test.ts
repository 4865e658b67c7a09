/** The machine: cases that can be counted by hand, and what must hold whatever the reader chooses. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { walkOf } from "../explore/walk.ts";
import { parseScenario } from "../scenario.ts";
import { costsOf, backEnds, technologyOf } from "./back-ends.ts";
import { Machine, type Done } from "./machine.ts";
import { measuredOf } from "./measure.ts";
import { freeSlots } from "./ring.ts";
import { defaultVirtio, type VirtioScenario } from "./scenario.ts";

const machineOf = (
  chosen: Partial<VirtioScenario>,
  packets?: number,
): Machine =>
  new Machine(
    { ...defaultVirtio, ...chosen },
    packets === undefined ? {} : { packets },
  );

/** Steps until `end` says so, or `most` of them. */
const stepsOf = (
  machine: Machine,
  end: (done: Done) => boolean = () => false,
  most = 5_000,
): Done[] => {
  const steps: Done[] = [];
  while (steps.length < most) {
    const done = machine.next();
    if (!done) break;
    steps.push(done);
    if (end(done)) break;
  }
  return steps;
};

const ids = (steps: readonly Done[]): string =>
  steps.map(({ step }) => step.id).join(" ");
const firstAt = (steps: readonly Done[], id: string): Done => {
  const found = steps.find(({ step }) => step.id === id);
  if (!found) throw new Error(`no step ${id}`);
  return found;
};

describe("one packet", () => {
  test.each([
    ["timer", "1 2 3 4 5 6 7 8 9 10 11 12 13 C1 C2 C4 C5 C6 C7 C8 C9 C3"],
    [
      "bottom-half",
      "1 2 3 4 5 6 7 8 9b 10b 11 12 13 C2b C4b C5 C6 C7 C8 C9 C16b C3",
    ],
    ["vhost", "1 2 3 4 5 6v 13 C2v C4v C5v C9v C16v"],
  ] as const)("with %s takes these steps", (backEnd, expected) => {
    const machine = machineOf({ backEnd, rescue: "off" }, 1);
    expect(ids(stepsOf(machine))).toBe(expected);
    expect(machine.kicks).toBe(1);
    expect(machine.interrupts).toBe(0);
    expect(machine.flushes).toBe(1);
  });

  test.each(backEnds)("is on the wire when the walk of $id says", (backEnd) => {
    const machine = machineOf({ backEnd: backEnd.id }, 1);
    machine.run(0.001);
    const { scenario } = parseScenario(backEnd.query);
    const { steps } = walkOf(scenario, technologyOf(backEnd).id, "transmit");
    const wire = steps.findIndex(({ step }) => step.id === "wire");
    const walked = steps
      .slice(0, wire)
      .reduce(
        (sum, each) => sum + (each.taken === "way" ? each.elapsedS : 0),
        0,
      );
    expect(machine.latencyS).toHaveLength(1);
    expect(machine.latencyS[0]).toBeCloseTo(walked, 12);
  });

  test("waits for the timer, whatever it is set to", () => {
    const latency = (timerUs: number): number => {
      const machine = machineOf({ timerUs }, 1);
      machine.run(0.1);
      return machine.latencyS[0] ?? NaN;
    };
    expect(latency(1_200) - latency(200)).toBeCloseTo(1e-3, 12);
  });
});

describe("the kick", () => {
  test("is masked from the first frame's until the flush: one exit, one flush, three frames", () => {
    const machine = machineOf({ ratePps: 20_000 }, 3);
    const steps = stepsOf(machine, ({ step }) => step.id === "C3");
    expect(
      steps
        .filter(({ step }) => step.id === "4")
        .map(({ packet, answer }) => [packet, answer]),
    ).toEqual([
      [1, "no"],
      [2, "yes"],
      [3, "yes"],
    ]);
    expect([machine.kicks, machine.masked, machine.flushes]).toEqual([1, 2, 1]);
    // The first frame waits longest: the other two come 50 and 100 µs later.
    const { popS, sendS } = costsOf(backEnds[0]!);
    const each = popS + sendS;
    const [first = 0, second = 0, third = 0] = machine.latencyS;
    expect(second).toBeCloseTo(first - 50e-6 + each, 12);
    expect(third).toBeCloseTo(first - 100e-6 + 2 * each, 12);
  });

  test("waits while the I/O thread drains: the vCPU stands until the round ends", () => {
    const machine = machineOf(
      { arrivals: "bursts", atOnce: 40, workUs: 10 },
      40,
    );
    const steps = stepsOf(machine, ({ step }) => step.id === "12", 200);
    const again = stepsOf(machine, ({ step }) => step.id === "8", 1_000);
    const waited = again.at(-1);
    expect(steps.length + again.length).toBeLessThan(1_200);
    // Step 8 took all that was left of the flush.
    const lastPushed = again.filter(({ step }) => step.id === "C9").at(-1);
    expect(waited?.atS).toBe(lastPushed?.atS);
    expect(waited?.tookS).toBeGreaterThan(50e-6);
    expect(machine.mutexWaitS).toBeCloseTo(waited?.tookS ?? NaN, 12);
  });
});

describe("the stop", () => {
  test.each([
    [32, 13],
    [64, 45],
    [256, 237],
  ])(
    "of a ring of %i comes with frame %i, which leaves 19 free",
    (slots, frame) => {
      const machine = machineOf(
        { ringSlots: slots, workUs: 0.1, arrivals: "bursts", atOnce: 500 },
        500,
      );
      const stop = stepsOf(machine, ({ step }) => step.id === "14").at(-1);
      expect(stop?.packet).toBe(frame);
      expect(stop && freeSlots(stop.ring)).toBe(19);
      expect(machine.stopped).toBe(true);
    },
  );

  test("ends with the first frame's interrupt: the flags know no threshold", () => {
    const machine = machineOf(
      { ringSlots: 32, workUs: 0.1, arrivals: "bursts", atOnce: 40 },
      40,
    );
    const steps = stepsOf(machine, ({ step }) => step.id === "C13");
    expect(firstAt(steps, "17").answer).toBe("no");
    expect(firstAt(steps, "C9").answer).toBe("no");
    expect(firstAt(steps, "C10").ring.used).toBe(1);
    expect(steps.at(-1)?.ring.noInterrupt).toBe(true);
    expect(steps.at(-1)?.stopped).toBe(false);
    // The halted vCPU is woken first.
    expect(firstAt(steps, "C11").tookS).toBeCloseTo(
      costsOf(backEnds[0]!).haltedS,
      12,
    );
  });

  test("is taken back at once, 19 to 23, when the host did all of it in between", () => {
    const machine = machineOf(
      {
        ringSlots: 32,
        workUs: 0.1,
        arrivals: "bursts",
        atOnce: 13,
        heldUs: 5_000,
      },
      13,
    );
    const steps = stepsOf(machine, ({ step }) => step.id === "23");
    expect(ids(steps.filter(({ step }) => Number(step.id) > 13))).toBe(
      "14 15 16 17 19 20 21 22 23",
    );
    expect(firstAt(steps, "17").answer).toBe("yes");
    expect(machine.missed).toBe(0);
    expect(machine.interrupts).toBe(0);
  });
});

describe("the burst rule", () => {
  const chosen = { workUs: 0.1, arrivals: "bursts", atOnce: 200 } as const;

  test("leaves what a flush did not take, until somebody kicks", () => {
    const machine = machineOf(chosen, 200);
    machine.run(8);
    expect(machine.sent).toBe(128);
    expect(machine.flushes).toBe(1);
    expect(measuredOf(machine).inRing).toBe(72);
    // The guest is not waiting: its queue runs, and the rescue does not see it.
    expect(machine.stopped).toBe(false);
    expect(machine.rescued).toBe(0);
    // It has looked 500 times, 10 ms apart, and then given up.
    expect([machine.ticks, machine.tickAtS]).toEqual([501, Infinity]);
  });

  test("does not hold for the bottom half, which goes round again", () => {
    const machine = machineOf({ ...chosen, backEnd: "bottom-half" }, 200);
    const steps = stepsOf(machine);
    expect(machine.sent).toBe(200);
    expect(steps.filter(({ step }) => step.id === "C15b")).toHaveLength(1);
    expect(machine.kicks).toBe(1);
  });
});

describe("the missed interrupt", () => {
  // 13 frames stop the ring; a flush takes 4 and ends while the vCPU is off its CPU.
  const chosen = {
    ringSlots: 32,
    burstFrames: 4,
    workUs: 0.1,
    arrivals: "bursts",
    atOnce: 13,
    heldUs: 5_000,
  } as const;

  test("4 of 13 done is not most of them, so the guest waits for what nobody will send", () => {
    const machine = machineOf({ ...chosen, rescue: "off" }, 13);
    const steps = stepsOf(machine);
    expect(firstAt(steps, "17").answer).toBe("no");
    expect(firstAt(steps, "18").missed).toBe(true);
    expect(firstAt(steps, "18").ring.used).toBe(4);
    expect(machine.missed).toBe(1);
    expect(steps.at(-1)?.step.id).toBe("18");
    expect(machine.isStuck).toBe(true);
    expect(measuredOf(machine).stuck).toBe(true);
  });

  test("is put right by the tick, 10 ms after the flush, and then by a timer", () => {
    const machine = machineOf(chosen, 13);
    const steps = stepsOf(machine, ({ step }) => step.id === "C13");
    const flushed = steps.filter(({ step }) => step.id === "C9")[3];
    const rescue = firstAt(steps, "R3");
    expect(rescue.atS - (flushed?.atS ?? NaN)).toBeCloseTo(10e-3, 12);
    expect(machine.rescued).toBe(1);
    const interrupted = firstAt(steps, "C10");
    const { wakeS, popS, sendS, raiseS } = costsOf(backEnds[0]!);
    expect(interrupted.atS - rescue.atS).toBeCloseTo(
      200e-6 + wakeS + popS + sendS + raiseS,
      12,
    );
    expect(machine.stopped).toBe(false);
  });

  test.each([
    ["a burst that empties the ring", { burstFrames: 128 }],
    ["a vCPU that keeps its CPU", { heldUs: 0 }],
    ["a bottom half", { backEnd: "bottom-half" }],
    ["vhost", { backEnd: "vhost" }],
  ] as const)("does not happen with %s", (_, other) => {
    const machine = machineOf({ ...chosen, ...other }, 13);
    machine.run(1);
    expect(machine.missed).toBe(0);
    expect(machine.isStuck).toBe(false);
  });
});

const anyScenario: fc.Arbitrary<VirtioScenario> = fc.record({
  backEnd: fc.constantFrom("timer", "bottom-half", "vhost"),
  ratePps: fc.double({ min: 100, max: 1e6, noNaN: true }),
  arrivals: fc.constantFrom("even", "bursts"),
  atOnce: fc.integer({ min: 1, max: 400 }),
  timerUs: fc.double({ min: 1, max: 5_000, noNaN: true }),
  burstFrames: fc.integer({ min: 1, max: 256 }),
  ringSlots: fc.constantFrom(32, 64, 256, 1024),
  workUs: fc.option(fc.double({ min: 0.1, max: 50, noNaN: true })),
  heldUs: fc.constantFrom(0, 0, 100, 3_000),
  rescue: fc.constantFrom("on", "off"),
  seed: fc.integer({ min: 0, max: 1_000 }),
});

describe("whatever is chosen", () => {
  /** What of a step must not be, in words; null when all is well. */
  const wrongOf = (
    { ring, step, answer, atS }: Done,
    before: Done | null,
    asked: Done | null,
  ): string | null => {
    const { reclaimed, used, popped, available, added, slots } = ring;
    const free = freeSlots(ring);
    const asks = step.id === "C9" || step.id === "C9v";
    const said = (masked: boolean) => (masked ? "yes" : "no");
    return before && atS < before.atS
      ? "time runs back"
      : !(reclaimed <= used && used <= popped)
        ? "given back before it was taken"
        : !(popped <= available && available <= added)
          ? "taken before it was there"
          : !(free >= 0 && free <= slots)
            ? "free slots"
            : step.id === "4" && answer !== said(ring.noNotify)
              ? "a wrong answer about kicks"
              : step.id === "5" && asked?.answer !== "no"
                ? "a kick while masked"
                : asks && answer !== said(ring.noInterrupt)
                  ? "a wrong answer about interrupts"
                  : null;
  };

  test("indices keep their order, slots are never overdrawn, and flags are obeyed", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const machine = new Machine(scenario);
        let before: Done | null = null;
        let asked: Done | null = null;
        for (let at = 0; at < 1_500; at++) {
          const done = machine.next();
          if (!done) break;
          expect(wrongOf(done, before, asked)).toBeNull();
          before = done;
          if (done.step.id === "4") asked = done;
        }
        const { accepted, dropped, offered, sent } = machine;
        const { inGuest, inRing } = measuredOf(machine);
        expect(accepted + dropped).toBe(offered);
        expect(inGuest + inRing + sent).toBe(accepted);
        expect(machine.latencyS).toHaveLength(sent);
        expect(machine.latencyS.every((each) => each > 0)).toBe(true);
        expect(machine.kicks + machine.masked).toBe(machine.ring.available);
        expect(machine.interrupts).toBeLessThanOrEqual(machine.raised);
      }),
      { numRuns: 100 },
    );
  }, 30_000);

  test("only a timer's back end misses an interrupt or leaves a guest stuck", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const machine = new Machine(scenario);
        machine.run(0.05);
        const { vcpu, backEndCpu } = measuredOf(machine);
        // Work is counted when it begins: at most one packet's, or one round's, is ahead.
        expect(vcpu).toBeLessThanOrEqual(1.02);
        expect(backEndCpu).toBeLessThanOrEqual(1.1);
        if (scenario.backEnd === "timer") return;
        expect(machine.missed).toBe(0);
        expect(machine.isStuck).toBe(false);
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  test("a run gives what its steps give, and the same seed the same run", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const walked = new Machine(scenario);
        const steps = stepsOf(walked, () => false, 800);
        const ran = new Machine(scenario);
        ran.run(walked.nowS);
        const again = stepsOf(new Machine(scenario), () => false, 800);
        expect(again).toEqual(steps);
        expect(ran.sent).toBeGreaterThanOrEqual(walked.sent);
        expect(ran.latencyS.slice(0, walked.sent)).toEqual(walked.latencyS);
        expect(ran.kicks).toBeGreaterThanOrEqual(walked.kicks);
      }),
      { numRuns: 30 },
    );
  }, 30_000);
});
