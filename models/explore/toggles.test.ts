import { describe, expect, test } from "vitest";
import { technologies } from "../paths/catalogue.ts";
import { parseScenario, withField } from "../scenario.ts";
import { togglesOf } from "./toggles.ts";
import { walkOf, ways, wholePath, type Way } from "./walk.ts";

const { scenario } = parseScenario("");
/** Where a thread polls that would sleep on an older host or a slower disk. */
const youngAndFast = parseScenario("cpu=skylake-2017&disk-us=10").scenario;
const keys = (id: string, way: Way) =>
  togglesOf(scenario, [id], way).map(({ key }) => key);
const ids = (query: string, id: string, way: Way) =>
  walkOf(parseScenario(query).scenario, id, way).steps.map(
    ({ step }) => step.id,
  );

describe("togglesOf", () => {
  test("a guest of 2012 transmits with timer, offload and self-copy to switch", () => {
    expect(keys("kvm-qemu-2012", "transmit")).toEqual(
      expect.arrayContaining(["tx-timer", "offload", "self-copy"]),
    );
    expect(keys("kvm-qemu-2012", "receive")).not.toContain("tx-timer");
  });

  test("a Zone has a packet filter, whose step appears and goes", () => {
    expect(keys("zone", "transmit")).toContain("firewall");
    expect(ids("firewall=on", "zone", "transmit")).toContain("firewall-out");
    expect(ids("", "zone", "transmit")).not.toContain("firewall-out");
  });

  test("a Zone's disk may stand behind a loopback mount; Xen may flip what it receives", () => {
    expect(keys("zone", "disk")).toContain("lofs");
    expect(ids("lofs=on", "zone", "disk")).toContain("lofs-forward");
    expect(keys("xen-pv", "receive")).toContain("grants");
    const flipped = ids("grants=flip", "xen-pv", "receive");
    expect(flipped).toContain("netback-rx-flip");
    expect(flipped).not.toContain("netback-rx");
    expect(ids("grants=copy", "xen-pv", "receive")).toContain("netback-rx");
  });

  test("says on which of several technologies a toggle acts", () => {
    const timer = togglesOf(
      scenario,
      ["zone", "kvm-qemu-2012"],
      "transmit",
    ).find(({ key }) => key === "tx-timer");
    expect(timer?.actsOn).toEqual(["kvm-qemu-2012"]);
    expect(timer?.states.map(({ value }) => value)).toEqual([200, 0]);
    expect(timer?.states.map(({ name }) => name)).toEqual([
      null,
      "bottom half",
    ]);
    expect(timer?.states.map(({ isChosen }) => isChosen)).toEqual([
      true,
      false,
    ]);
  });

  test("a number that was chosen is one of the states", () => {
    const [timer] = togglesOf(
      withField(scenario, "tx-timer", 350),
      ["kvm-qemu-2012"],
      "transmit",
    );
    expect(timer?.states.map(({ value }) => value)).toEqual([350, 0]);
  });

  test.each(technologies.map(({ id }) => id))(
    "reaches every step of %s that depends on an option it has",
    (id) => {
      const technology = technologies.find((each) => each.id === id);
      if (!technology) throw new Error(id);
      for (const way of ways) {
        const seen = new Set<string>();
        for (const base of [scenario, youngAndFast])
          for (const { key, states } of togglesOf(base, [id], way))
            for (const { value } of states)
              for (const { step } of walkOf(
                withField(base, key, value),
                id,
                way,
              ).steps)
                seen.add(step.id);
        const missed = wholePath(technology, way).filter(
          // A lone message’s thread is never on another vCPU.
          ({ id: step, when, elsewhere }) =>
            when &&
            !elsewhere &&
            !seen.has(step) &&
            technology.options.includes(when.option),
        );
        expect(missed.map((step) => step.id)).toEqual([]);
      }
    },
  );
});
