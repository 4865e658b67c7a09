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
          .filter(
            (each) =>
              each.end === end && !["link", "port"].includes(each.server),
          )
          .reduce((sum, { demandSeconds }) => sum + demandSeconds, 0);
        expect(loadOf(prediction, end).cpus).toBeCloseTo(units * demandS, 1);
      }
    },
  );

  test("the receiver is the busier end, but where every sent frame is received again", () => {
    const busier = (id: string, more = "") => {
      const prediction = bulk(id, more);
      const full = (end: "client" | "dest") =>
        loadOf(prediction, end).busiest?.utilisation ?? 0;
      return full("dest") > full("client") ? "dest" : "client";
    };
    for (const id of ["container-host", "kvm-vhost", "xen-pv", "nitro"])
      expect(busier(id), id).toBe("dest");
    expect(busier("kvm-qemu-2012")).toBe("client");
    expect(busier("kvm-qemu-2012", "&self-copy=off")).toBe("dest");
  });
});
