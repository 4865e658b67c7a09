/**
 * The program of a path is its network, in order.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networkOf } from "../../network.ts";
import { anyScenario, trials } from "../../random-scenarios.test-support.ts";
import { parseScenario } from "../../scenario.ts";
import { programOf } from "./program.ts";

const programFor = (query: string) =>
  programOf(networkOf(parseScenario(query).scenario));

describe("a program", () => {
  test("asks of every station what the network says, whatever the scenario", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const network = networkOf(scenario);
        const { visits } = programOf(network);
        network.stations.forEach((station, at) => {
          const own = visits.filter(
            (visit) => visit.kind === "serve" && visit.station === at,
          );
          const sum = own.reduce(
            (all, visit) => all + visit.unitS + visit.deferredS,
            0,
          );
          const whole = station.demandS + station.deferredS;
          expect(Math.abs(sum - whole)).toBeLessThanOrEqual(
            1e-12 + 1e-9 * whole,
          );
        });
      }),
      trials,
    );
  });

  test("keeps every delay, and every wake-up with its sleeper", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const network = networkOf(scenario);
        const { visits } = programOf(network);
        const wakes = visits.filter(({ kind }) => kind === "wake");
        expect(wakes.map(({ station }) => station)).toEqual(
          network.delays
            .map(({ unlessBusy }) => unlessBusy)
            .filter((sleeper) => sleeper >= 0),
        );
        const plain = network.delays.filter(({ unlessBusy }) => unlessBusy < 0);
        const waits = plain.reduce((sum, { seconds }) => sum + seconds, 0);
        const kept = visits.reduce((sum, { delayS }) => sum + delayS, 0);
        expect(Math.abs(kept - waits)).toBeLessThanOrEqual(
          1e-12 + 1e-9 * waits,
        );
      }),
      trials,
    );
  });

  test("passes by what is done behind a unit's back, but for a server that does nothing else", () => {
    const asideAt = (query: string) =>
      programFor(query).visits.flatMap(({ aside, steps }) =>
        aside ? [steps.join()] : [],
      );
    expect(asideAt("technology=xen-stub-domain&workload=packets")).toContain(
      "sent-interrupt",
    );
    // What is written behind goes no faster than its disk.
    expect(asideAt("technology=unix&workload=disk&direction=write")).toEqual(
      [],
    );
  });

  test("lets a lone message's way differ, by no more than it takes; a window's frames keep theirs", () => {
    const spreads = (query: string) =>
      programFor(query).visits.filter(({ spreadS }) => spreadS > 0);
    for (const workload of ["packets", "request-response"]) {
      const there = spreads(`technology=kvm-vhost&workload=${workload}`);
      expect(there.map(({ pass }) => pass)).toEqual([0, 1]);
      for (const { spreadS, delayS, leadsOn } of there) {
        expect(spreadS).toBeLessThanOrEqual(delayS);
        expect(leadsOn).toBe(false);
      }
    }
    expect(spreads("workload=packets&rtt=0")).toEqual([]);
    expect(spreads("workload=tcp-stream")).toEqual([]);
    // A flash block's time in its chip differs too; a disk's arm occupies the disk.
    const flash = spreads("workload=disk&disk=ssd");
    expect(flash).toHaveLength(1);
    expect(flash[0]!.spreadS).toBeLessThanOrEqual(flash[0]!.delayS);
    expect(spreads("workload=disk&disk=hdd")).toEqual([]);
  });

  test("has the timer between the guest and the I/O thread, at both ends", () => {
    const { visits } = programFor("technology=kvm-qemu-2012&workload=packets");
    const kinds = visits.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "gather")).toHaveLength(2);
    const at = kinds.indexOf("gather");
    expect(visits[at - 1]!.steps).toContain("kick");
    expect(visits[at + 1]!.steps).toContain("flush");
    const without = programFor(
      "technology=kvm-qemu-2012&workload=packets&tx-timer=0",
    );
    expect(without.visits.some(({ kind }) => kind === "gather")).toBe(false);
  });

  test("lets a disk's blocks meet neither NIC nor timer", () => {
    const { visits } = programFor("technology=kvm-qemu-2012&workload=disk");
    expect(
      visits.every(({ kind }) => kind === "serve" || kind === "wake"),
    ).toBe(true);
  });
});
