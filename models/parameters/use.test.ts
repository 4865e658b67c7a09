/**
 * Every parameter is read by something, and moves some figure.
 */
import { describe, expect, test } from "vitest";
import { cites } from "../cites.ts";
import {
  type ParameterId,
  type ParameterValues,
  parameterIds,
  parameters,
} from "./catalogue.ts";
import { publishedValues } from "./published-values.ts";
import { memoryParameters } from "./memory.ts";
import { schedulingParameters } from "./scheduling.ts";
import { virtioParameters } from "./virtio.ts";
import { type Scenario, queryToScenario } from "../scenario.ts";
import { solve } from "../solve.ts";
import { technologies } from "../paths/catalogue.ts";
import type { Step, Technology } from "../paths/step.ts";

const networkSteps = ({ transmit, receive }: Technology): readonly Step[] => [
  ...transmit,
  ...receive,
];
const stepsOf = (technology: Technology): readonly Step[] => [
  ...networkSteps(technology),
  ...technology.disk.issue,
  ...technology.disk.complete,
];

describe("parameters", () => {
  /** Read by the code, not by a step: what decides sizes, capacities and choices. */
  const readByCode: readonly ParameterId[] = [
    "gro.frames",
    "rto.min",
    "clock.tick",
    "zone.cap",
    "ring.frames",
    "cap.release",
    "mss",
    "frame.overhead",
    "tso.bytes",
    "ack.every",
    "qemu.txburst",
    "io.poll",
    "cfs.latency",
    "cfs.granularity",
    "cfs.scale",
    "credit.slice",
    "credit.ratelimit",
    "credit2.shortest",
    "bvt.allowance",
    "sedf.quantum",
    "proc.slots",
    "proc.slot",
    "proc.foreign",
    "proc.own",
    "proc.tenant",
  ];
  test("every parameter is used by a step, a technology's field, a hardware choice or the code", () => {
    const used = new Set<string>(readByCode);
    for (const technology of technologies) {
      used.add(technology.window).add(technology.readerBuffer);
      const { slots, requestBytes } = technology.disk;
      if (slots) used.add(slots.parameter);
      if (requestBytes) used.add(requestBytes);
      for (const step of stepsOf(technology))
        for (const { parameter } of step.costs) used.add(parameter);
    }
    // Schedulers, caps and guests are the simulator's: models/simulate/cpu reads them by name.
    for (const id of Object.keys(schedulingParameters)) used.add(id);
    // The simulator draws a message's way; path/machine.test.ts moves it.
    used.add("wire.spread");
    // The ring's are those of the state machine in models/virtio.
    for (const id of Object.keys(virtioParameters)) used.add(id);
    // And memory's those of models/memory, whose tests move each.
    for (const id of Object.keys(memoryParameters)) used.add(id);
    for (const id of parameterIds)
      expect(used.has(id) || /^(cpu|nic|disk)\./.test(id), id).toBe(true);
  });

  test("each one that the code reads moves the figure of some scenario", () => {
    const queries = technologies.flatMap(({ id }) => [
      `technology=${id}&threads=1`,
      `technology=${id}&threads=8`,
      `technology=${id}&threads=64&workload=packets&bytes=65536`,
      `technology=${id}&threads=8&offload=off`,
      `technology=${id}&workload=proc-scan&processes=9`,
      `technology=${id}&workload=disk&device-thread=async&cpu=skylake-2017&disk-us=30`,
      ...["fss", "cfs", "credit", "credit2", "bvt", "sedf"].flatMap((each) =>
        ["off", "on"].map(
          (busy) =>
            `technology=${id}&workload=sched-latency&neighbours=32&cores=2&scheduler=${each}&busy=${busy}`,
        ),
      ),
      `technology=${id}&workload=sched-latency&neighbours=1&cores=2&scheduler=cfs&busy=on`,
      `technology=${id}&workload=sched-latency&neighbours=64&cores=16&scheduler=cfs&busy=on`,
    ]);
    const scenarios = queries.map((query) => queryToScenario(query).scenario);
    for (const id of readByCode) {
      if (id === "qemu.txburst") continue; // a scenario always chooses its own
      const nudged = { ...publishedValues, [id]: publishedValues[id] * 0.7 };
      const rate = (scenario: Scenario, values?: ParameterValues): number =>
        solve(scenario, values).messagesPerSecond;
      // More than the last digits, which a long recursion rounds to either side.
      const moved = scenarios.some(
        (scenario) =>
          Math.abs(rate(scenario, nudged) / rate(scenario) - 1) > 1e-6,
      );
      expect(moved, id).toBe(true);
    }
  });

  test("every parameter cites a work with a place", () => {
    for (const id of parameterIds) {
      const { cite, where, what } = parameters[id];
      expect(Object.keys(cites), id).toContain(cite);
      expect(where.length, id).toBeGreaterThan(2);
      expect(what.length, id).toBeGreaterThan(5);
    }
  });
});
