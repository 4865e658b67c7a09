/**
 * Xen's network: grants, queues, and what a packet costs two domains.
 */
import { describe, expect, test } from "vitest";
import { networkOf } from "../network.ts";
import { queryToScenario } from "../scenario.ts";
import { solve } from "../solve.ts";

describe("Xen", () => {
  const network = (query: string) => networkOf(queryToScenario(query).scenario);
  const stepIds = (query: string) =>
    network(query).steps.map(({ step }) => step.id);
  const loneUs = (query: string) =>
    solve(queryToScenario(`${query}&workload=packets`).scenario)
      .residenceSeconds * 1e6;

  test("grants are copied, mapped or flipped: by option, and by the back end's age", () => {
    const grants = (query: string) => [
      ...new Set(
        stepIds(query).filter(
          (id) =>
            /^netback-[rt]x|^guest-remap/.test(id) && !id.endsWith("wake"),
        ),
      ),
    ];
    const copied = ["netback-tx", "netback-rx"];
    const mapped = ["netback-tx-map", "netback-rx"];
    const flipped = ["netback-tx-map", "netback-rx-flip", "guest-remap"];
    expect(grants("technology=xen-pv")).toEqual(copied);
    expect(grants("technology=xen-pvhvm")).toEqual(mapped);
    for (const id of ["xen-pv", "xen-pvhvm", "xen-driver-domain"])
      for (const [choice, expected] of [
        ["copy", copied],
        ["map", mapped],
        ["flip", flipped],
      ] as const)
        expect(grants(`technology=${id}&grants=${choice}`), choice).toEqual(
          expected,
        );
  });

  test("copying replaced flipping because it is cheaper, for one packet and in bulk", () => {
    const bulk = (query: string) =>
      solve(queryToScenario(query).scenario).bitsPerSecond;
    for (const id of ["xen-pv", "xen-driver-domain"]) {
      const at = `technology=${id}&threads=4`;
      expect(loneUs(`${at}&grants=copy`)).toBeLessThan(
        loneUs(`${at}&grants=flip`),
      );
      expect(bulk(`${at}&grants=copy`)).toBeGreaterThan(
        bulk(`${at}&grants=flip`),
      );
    }
  });

  test("netback has as many threads as queues, vCPUs or connections, whichever is least", () => {
    const threads = (query: string) =>
      network(query).stations.find(({ id }) => id === "dest.netback")?.servers;
    const at = "technology=xen-pvhvm&threads=8";
    expect(threads(`${at}&vcpus=4`)).toBe(4);
    expect(threads(`${at}&vcpus=4&queues=2`)).toBe(2);
    expect(threads(`${at}&vcpus=4&queues=16`)).toBe(8);
    expect(threads("technology=xen-pvhvm&threads=1&vcpus=4")).toBe(1);
    expect(threads("technology=xen-pv&threads=8&vcpus=4")).toBe(1);
    expect(threads("technology=xen-pv&threads=8&queues=4")).toBe(4);
  });

  test("a packet received costs both domains two to four times what native Linux pays", () => {
    // Parameter list P30: 2.2 to 2.5 times by 2005's count, 3 to 4 by another's.
    const cpuOf = (query: string) => {
      const { steps } = network(`${query}&workload=packets`);
      return steps
        .filter(
          ({ end, pass, station }) =>
            end === "dest" && pass === 0 && station >= 0,
        )
        .reduce((sum, { fixedS, perBatchS }) => sum + fixedS + perBatchS, 0);
    };
    const ratio =
      cpuOf("technology=xen-driver-domain&offload=off") /
      cpuOf("technology=container-host&offload=off");
    expect(ratio).toBeGreaterThan(2);
    expect(ratio).toBeLessThan(4);
  });
});
