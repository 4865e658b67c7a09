import { describe, expect, test } from "vitest";
import { technologies, technologyById } from "../paths/catalogue.ts";
import { switches, switchesOf } from "./switches.ts";
import { ways } from "./walk.ts";

describe.each(switches.map((each) => [each.key, each] as const))(
  "switch %s",
  (key, { states }) => {
    test("leads from one technology of the catalogue to another of its family", () => {
      const ids = states.map(({ technology }) => technology);
      expect(new Set(ids).size).toBe(ids.length);
      const families = ids.map((id) => technologyById.get(id)?.family);
      expect(families).not.toContain(undefined);
      expect(new Set(families).size).toBe(1);
    });

    test("changes the steps of at least one way, and is offered there only", () => {
      const offered = ways.filter((way) =>
        states.every(({ technology }) =>
          switchesOf(technology, way).some((each) => each.key === key),
        ),
      );
      expect(offered.length).toBeGreaterThan(0);
    });
  },
);

describe("switchesOf", () => {
  test("offers ioeventfd where qemu is kicked, and posted interrupts where a card is assigned", () => {
    const keys = (id: string) =>
      switchesOf(id, "transmit").map(({ key }) => key);
    expect(keys("kvm-qemu-2012")).toEqual(["doorbell"]);
    expect(keys("kvm-qemu")).toEqual(["doorbell", "ring"]);
    expect(keys("xen-pv")).toEqual(["backend"]);
    expect(keys("zone")).toEqual([]);
  });

  test("a posted interrupt changes nothing of what is sent", () => {
    expect(switchesOf("kvm-sriov", "transmit")).toEqual([]);
    expect(switchesOf("kvm-sriov", "receive").map(({ key }) => key)).toEqual([
      "interrupts",
    ]);
    expect(switchesOf("container-bridge", "disk")).toEqual([]);
  });

  test("an unknown technology has none", () => {
    expect(switchesOf("vms", "transmit")).toEqual([]);
    expect(technologies.length).toBeGreaterThan(20);
  });
});
