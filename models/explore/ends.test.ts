import { describe, expect, test } from "vitest";
import { technologies } from "../paths/catalogue.ts";
import { parseScenario } from "../scenario.ts";
import { solve } from "../solve.ts";
import { loadOf } from "./ends.ts";

const bulk = (id: string, more = "") =>
  solve(parseScenario(`technology=${id}&threads=4&cap=none${more}`).scenario);

describe("loadOf", () => {
  test.each(technologies.map(({ id }) => id))(
    "%s: throughput times demand, at both ends",
    (id) => {
      const prediction = bulk(id);
      const units = prediction.bitsPerSecond / (8 * prediction.unit.bytes);
      for (const end of ["client", "dest"] as const) {
        const demandS = prediction.stations
          .filter((each) => each.end === end && each.server !== "link")
          .reduce((sum, { demandSeconds }) => sum + demandSeconds, 0);
        expect(loadOf(prediction, end).cpus).toBeCloseTo(units * demandS, 1);
      }
    },
  );

  test("the receiver works more, but where frames that were sent come back or interrupt", () => {
    const moreAtReceiver = (id: string, more = "") => {
      const prediction = bulk(id, more);
      return (
        loadOf(prediction, "dest").cpus > loadOf(prediction, "client").cpus
      );
    };
    const sentComesBack = [
      "kvm-qemu-2012",
      "kvm-in-zone",
      "kvm-e1000",
      "xen-hvm",
      "xen-stub-domain",
    ];
    for (const { id } of technologies)
      expect(moreAtReceiver(id), id).toBe(!sentComesBack.includes(id));
    expect(moreAtReceiver("kvm-qemu-2012", "&self-copy=off")).toBe(true);
  });
});
