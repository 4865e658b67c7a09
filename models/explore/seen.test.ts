import { describe, expect, test } from "vitest";
import { technologies, technologyById } from "../paths/catalogue.ts";
import { parseScenario } from "../scenario.ts";
import {
  functionsSeen,
  isSeen,
  observers,
  partOf,
  seenFrom,
  type Observer,
} from "./seen.ts";
import { tallyOf } from "./tally.ts";
import { tracerAt, type Vantage } from "./vantage.ts";
import { walkOf, ways, type Way } from "./walk.ts";

const named = (id: string) => {
  const technology = technologyById.get(id);
  if (!technology) throw new Error(`${id} is gone`);
  return technology;
};
const seen = (id: string, from: Observer, way: Way = "transmit", query = "") =>
  seenFrom(walkOf(parseScenario(query).scenario, id, way), from);
const sights = (id: string, from: Observer, way: Way = "transmit") =>
  Object.fromEntries(
    seen(id, from, way).steps.map(({ step, sight }) => [step.id, sight]),
  );

describe.each(
  technologies.flatMap(({ id, refuses }) =>
    ways
      .filter((way) => way !== "disk" || refuses?.disk === undefined)
      .map((way) => [id, way] as const),
  ),
)("%s, %s", (id, way) => {
  const walk = walkOf(parseScenario("").scenario, id, way);

  test.each(observers)("from %s: shares add up to the walk", (from) => {
    const { elapsed, cpu, count, steps } = seenFrom(walk, from);
    const whole = tallyOf(walk.steps);
    for (const [shares, all] of [
      [elapsed, whole.elapsedS],
      [cpu, whole.cpuS],
    ] as const) {
      const { seen: shown, records, unseen, hardware } = shares;
      expect(shown + records + unseen + hardware).toBeCloseTo(all, 12);
      expect(shares.all).toBeCloseTo(all, 12);
    }
    expect(count.all).toBe(steps.length);
    expect(cpu.hardware).toBe(0);
  });

  test.each(observers)("from %s: gaps hold what is not seen, once", (from) => {
    const { gaps, elapsed, steps, longest, hiddenS } = seenFrom(walk, from);
    const unseen = steps.filter(
      (each) => each.taken === "way" && !isSeen(each),
    );
    expect(gaps.flatMap((gap) => gap.steps)).toEqual(unseen);
    expect(hiddenS).toBeCloseTo(elapsed.unseen + elapsed.records, 12);
    const sum = gaps.reduce((total, { elapsedS }) => total + elapsedS, 0);
    expect(sum).toBeCloseTo(elapsed.all - elapsed.seen, 12);
    for (const gap of gaps)
      expect(longest?.softwareS ?? 0).toBeGreaterThanOrEqual(gap.softwareS);
  });

  test("both see what either sees, and no more", () => {
    const [host, guest, both] = observers.map((from) => seenFrom(walk, from));
    const either = host?.steps.map(
      (each, at) =>
        isSeen(each) ||
        (guest?.steps[at] !== undefined && isSeen(guest.steps[at])),
    );
    expect(both?.steps.map(isSeen)).toEqual(either);
  });

  test.each(["host", "guest"] as const)(
    "from %s: what is seen is seen by something, and what is not by nothing",
    (from) => {
      for (const { sight, by, step } of seenFrom(walk, from).steps)
        expect(by.length, step.id).toBe(
          sight === "none" || sight === "hardware" ? 0 : 1,
        );
    },
  );
});

describe("seenFrom(walk, from)", () => {
  test("a Zone's host sees all of its software; the Zone its call and that call's length", () => {
    expect(seen("zone", "host").longest).toBeNull();
    expect(seen("zone", "host").elapsed.unseen).toBe(0);
    expect(sights("zone", "guest")).toMatchObject({
      write: "call",
      sockfs: "none",
      "mac-tx": "none",
      wire: "hardware",
    });
    const [inside, beyond] = seen("zone", "guest").gaps;
    expect(inside?.opens?.step.id).toBe("write");
    expect(inside?.closes).toBe("return");
    expect(inside?.steps.at(-1)?.step.id).toBe("mac-tx");
    expect(beyond?.softwareS).toBe(0);
    expect(beyond?.closes).toBeNull();
  });

  test("an epair's thread works on after the call has returned", () => {
    const [inside, beyond] = seen("jail-vnet", "guest").gaps;
    expect(inside?.closes).toBe("return");
    expect(beyond?.softwareS).toBeGreaterThan(0);
    expect(beyond?.closes).toBeNull();
  });

  test("a guest sees its own kernel, and a gap without an end from the kick on", () => {
    const { longest, gaps } = seen("kvm-qemu-2012", "guest");
    expect(gaps).toHaveLength(1);
    expect(longest?.opens?.step.id).toBe("guest-tcp-output");
    expect(longest?.steps[0]?.step.id).toBe("kick");
    expect(longest?.closes).toBeNull();
    expect(longest?.places).toEqual(["hypervisor", "qemu", "host-kernel"]);
  });

  test("what arrives in a guest comes out of a gap without a beginning", () => {
    const [first] = seen("kvm-qemu-2012", "guest", "receive").gaps;
    expect(first?.opens).toBeNull();
    expect(first?.closes).toMatchObject({ step: { id: "guest-irq" } });
  });

  test("a block comes back to whom it left: every gap of its caller has both ends", () => {
    for (const { id, refuses } of technologies) {
      if (refuses?.disk !== undefined) continue;
      for (const query of ["direction=read", "direction=write"])
        for (const { opens, closes } of seen(id, "guest", "disk", query).gaps) {
          expect(opens, id).not.toBeNull();
          expect(closes, id).not.toBeNull();
        }
    }
  });

  test("Xen's own steps leave records for dom0, and nothing for the guest", () => {
    expect(sights("xen-pv", "host")).toMatchObject({
      "guest-write": "none",
      "evtchn-send": "records",
      "netback-tx": "probed",
    });
    expect(sights("xen-pv", "guest")["evtchn-send"]).toBe("none");
    expect(seen("xen-pv", "both").elapsed.records).toBeGreaterThan(0);
  });

  test("nobody's tracer enters a stub domain, and a customer has no host under Nitro", () => {
    expect(sights("xen-stub-domain", "host")["device-xmit"]).toBe("none");
    expect(sights("xen-hvm", "host")["device-xmit"]).toBe("probed");
    expect(seen("nitro", "host").count.seen).toBe(0);
  });

  test("an option that changes the path changes what is seen of it", () => {
    const share = (query: string) => {
      const { elapsed } = seen("kvm-qemu-2012", "guest", "transmit", query);
      return elapsed.seen / elapsed.all;
    };
    expect(share("tx-timer=0")).toBeGreaterThan(share("tx-timer=200"));
  });
});

test("a part of a sum; of nothing there is none", () => {
  const { elapsed } = seen("kvm-qemu-2012", "guest");
  expect(partOf(elapsed.all / 4, elapsed)).toBeCloseTo(0.25, 12);
  expect(partOf(0, { ...elapsed, all: 0 })).toBe(0);
});

test("tracerAt names the tool of the host's own system", () => {
  const by = (id: string, from: Vantage) =>
    tracerAt(named(id), "host-kernel", from)?.by;
  expect(by("kvm-qemu-2012", "host")).toContain("DTrace");
  expect(by("kvm-qemu", "host")).toContain("kprobes");
  expect(by("kvm-vhost-user", "host")).toContain("switch");
  expect(by("jail", "guest")).toContain("ktrace");
});

describe("functionsSeen(technology, from)", () => {
  const of = (id: string, from: Vantage) => functionsSeen(named(id), from);

  test("sees all of a Zone from the host, and none of Nitro", () => {
    const zone = of("zone", "host");
    expect(zone.seen).toBe(zone.all);
    expect(of("nitro", "host").seen).toBe(0);
  });

  test("orders the post's three from the host as the post grades them", () => {
    const share = (id: string) => {
      const { seen: shown, all } = of(id, "host");
      return shown / all;
    };
    expect(share("zone")).toBeGreaterThan(share("kvm-qemu-2012"));
    expect(share("kvm-qemu-2012")).toBeGreaterThan(share("xen-pv"));
  });

  test("divides a guest's way between host and guest without counting twice", () => {
    const host = of("kvm-qemu-2012", "host");
    const guest = of("kvm-qemu-2012", "guest");
    expect(host.all).toBe(guest.all);
    expect(host.seen + guest.seen).toBe(host.all);
  });
});
