import { describe, expect, test } from "vitest";
import { technologies } from "../paths/catalogue.ts";
import { parseScenario } from "../scenario.ts";
import { countedKinds } from "../paths/events.ts";
import { tallyOf } from "./tally.ts";
import { walkOf, ways, type Way } from "./walk.ts";

const { scenario } = parseScenario("");
const countsOf = (id: string, way: Way) =>
  tallyOf(walkOf(scenario, id, way).steps).counts;

const everyWalk = technologies.flatMap(({ id }) =>
  ways.map((way) => [id, way] as const),
);

describe("tallyOf", () => {
  test.each(everyWalk)("grows with every step of %s, %s", (id, way) => {
    const { steps } = walkOf(scenario, id, way);
    let before = tallyOf(steps, 0);
    expect(before.elapsedS + before.cpuS).toBe(0);
    for (let upTo = 1; upTo <= steps.length; upTo++) {
      const now = tallyOf(steps, upTo);
      expect(now.elapsedS).toBeGreaterThanOrEqual(before.elapsedS);
      expect(now.cpuS).toBeGreaterThanOrEqual(before.cpuS);
      for (const kind of countedKinds)
        expect(now.counts[kind]).toBeGreaterThanOrEqual(before.counts[kind]);
      before = now;
    }
  });

  test.each(everyWalk)("divides the CPU time of %s, %s by place", (id, way) => {
    const { cpuS, cpuByPlace } = tallyOf(walkOf(scenario, id, way).steps);
    expect(
      cpuByPlace.reduce((sum, { seconds }) => sum + seconds, 0),
    ).toBeCloseTo(cpuS, 12);
  });

  // Mechanism notes 3.5.5, "Copies": user to skb, scatter to buffer, putmsg, and the wasted
  // loopback's two; promiscuous, getmsg, into the ring, to the user. A Zone has one each way.
  test.each([
    ["kvm-qemu-2012", "transmit", 5],
    ["kvm-qemu-2012", "receive", 4],
    ["zone", "transmit", 1],
    ["zone", "receive", 1],
  ] as const)("counts the copies of %s, %s: %i", (id, way, copies) => {
    expect(countsOf(id, way).copy).toBe(copies);
  });

  // Mechanism notes 3.11: one heavy exit, one wake-up, the transmit timer; nothing on a host.
  test("counts what the notes' one-page comparison counts", () => {
    expect(countsOf("kvm-qemu-2012", "transmit")).toMatchObject({
      exit: 1,
      wake: 1,
      "timer-wait": 1,
    });
    // Beyond the bare stack's own wake-up of the reader: the I/O thread's and the vCPU's.
    expect(countsOf("zone", "receive").wake).toBe(1);
    expect(countsOf("kvm-qemu-2012", "receive").wake).toBe(1 + 2);
    expect(countsOf("xen-pv", "transmit").wake).toBe(2);
    expect(countsOf("xen-pv", "receive").wake).toBe(1 + 2);
    expect(countsOf("kvm-vhost", "transmit")).toMatchObject({
      exit: 1,
      wake: 1,
    });
    for (const id of ["unix", "zone", "container-host", "container-bridge"])
      expect(countsOf(id, "transmit")).toMatchObject({
        exit: 0,
        wake: 0,
        "timer-wait": 0,
        hypercall: 0,
      });
  });
});
