/**
 * What an idle vCPU costs, and which of the three ways is the default.
 */
import { expect, test } from "vitest";
import { networkOf } from "../network.ts";
import { queryToScenario } from "../scenario.ts";
import { solve } from "../solve.ts";
import { technologies } from "./catalogue.ts";

test("an idle vCPU that somebody polls for is brought back sooner; posted interrupts do not exit", () => {
  const loneS = (query: string) =>
    solve(queryToScenario(`workload=packets&${query}`).scenario)
      .residenceSeconds;
  for (const { id, options } of technologies) {
    if (!options.includes("halts")) continue;
    const halts = loneS(`technology=${id}&idle=halts`);
    expect(loneS(`technology=${id}&idle=host-polls`), id).toBeLessThan(halts);
    expect(loneS(`technology=${id}&idle=guest-polls`), id).toBeLessThan(halts);
  }
  const exits = (id: string) =>
    networkOf(
      queryToScenario(`technology=${id}&idle=guest-polls`).scenario,
    ).steps.some(({ step }) => step.id === "polling-exit");
  expect(
    ["kvm-vhost", "kvm-sriov", "kvm-sriov-posted", "nitro"].map(exits),
  ).toEqual([true, true, false, false]);
});

test("a Linux host polls by default if its release does or its CPU is younger, and one that posts a card's interrupts is no older", () => {
  for (const technology of technologies) {
    const { id, options, host, receive } = technology;
    expect(host !== undefined, id).toBe(options.includes("halts"));
    const posts = receive.some((step) => step.id === "posted-interrupt");
    if (posts) expect(host, id).toBe("linux-4.3");
    const polls = (cpu: string) =>
      networkOf(
        queryToScenario(`technology=${id}&workload=packets&cpu=${cpu}`)
          .scenario,
      ).force.on.has("host-polls");
    for (const cpu of ["westmere-2011", "sandybridge-2012"])
      expect(polls(cpu), id).toBe(host === "linux-4.3");
    for (const cpu of ["skylake-2017", "epyc-2023"])
      expect(polls(cpu), id).toBe(host !== undefined);
  }
});
