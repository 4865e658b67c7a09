import { describe, expect, test } from "vitest";
import { technologies, technologyById } from "./catalogue.ts";
import { countedKinds, eventsOf } from "./events.ts";
import { stepOf, type Step } from "./step.ts";

const stepsOf = (id: string): readonly Step[] => {
  const technology = technologyById.get(id);
  if (!technology) throw new Error(id);
  const { transmit, receive, disk } = technology;
  return [...transmit, ...receive, ...disk.issue, ...disk.complete];
};
const events = (id: string, step: string) =>
  Object.fromEntries(eventsOf(stepOf(stepsOf(id), step)));

describe("eventsOf", () => {
  test.each(technologies.map(({ id }) => id))(
    "%s: a step of a counted kind is an event of that kind",
    (id) => {
      for (const step of stepsOf(id)) {
        const found = eventsOf(step);
        const kind = countedKinds.find((each) => each === step.kind);
        if (kind) expect(found.get(kind), step.id).toBeGreaterThanOrEqual(1);
        for (const many of found.values()) {
          expect(Number.isInteger(many), step.id).toBe(true);
          expect(many, step.id).toBeGreaterThanOrEqual(1);
        }
      }
    },
  );

  test("three registers are three exits; under Xen each is two switches of domain too", () => {
    expect(events("kvm-e1000", "e1000-registers")).toEqual({ exit: 3 });
    expect(events("xen-hvm", "e1000-registers")).toEqual({
      exit: 3,
      wake: 3,
      ctxsw: 6,
    });
  });

  test("an interrupt that the guest ends by an exit is both", () => {
    expect(events("kvm-qemu-2012", "guest-irq")).toEqual({ irq: 1, exit: 1 });
    expect(events("xen-pv", "guest-irq")).toEqual({ irq: 1 });
  });

  test("a read is a system call and a copy; the self-copy is two copies and one call", () => {
    expect(events("unix", "read")).toEqual({ syscall: 1, copy: 1 });
    expect(events("kvm-qemu-2012", "self-copy")).toEqual({
      syscall: 1,
      copy: 2,
    });
  });

  test("a page's cost spread over its bytes is no copy", () => {
    expect(events("xen-pv", "blk-grant")).toEqual({ "grant-op": 1 });
  });
});
