/**
 * What a path's throughput depends on: its elasticity in each parameter that the path reads.
 *
 * IDEA   A hundredth more of one parameter, and the network compiled and solved again.
 * UNITS  Per cent of throughput a per cent of the parameter.
 * HOLDS  With a baseline the machine is found anew each time, so that bare metal keeps its measured
 *        rate; where it then jumps, or is not found, there is no slope and nothing is said.
 * COST   A solution a parameter; with a baseline some tens for each.
 */
import { scaleOf, type Scale } from "./baseline.ts";
import { solveCapped } from "./capping.ts";
import { compileNetwork } from "./compile.ts";
import type { PathNetwork } from "./network.ts";
import type { ParameterId, ParameterValues } from "./parameters/catalogue.ts";
import { technologyById } from "./paths/catalogue.ts";
import type { Scenario } from "./scenario.ts";

/** Parameters that decide sizes, capacities and limits, and so stand in no step. */
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
  "wire.oneway",
  "nic.moderation",
  "qemu.jitter",
  "qemu.lock",
];

/** The parameters that can move a network's figures. */
const parametersOf = (
  network: PathNetwork,
  scale: Scale,
): ReadonlySet<ParameterId> => {
  const { technology } = network.force;
  const native = technologyById.get(scale.native ?? "") ?? technology;
  const used = new Set<ParameterId>(readByCode);
  for (const { window, readerBuffer, transmit, receive, disk } of [
    technology,
    native,
  ]) {
    const steps =
      network.traffic.medium === "disk"
        ? [...disk.issue, ...disk.complete]
        : [...transmit, ...receive];
    for (const step of steps)
      for (const { parameter } of step.costs) used.add(parameter);
    used.add(window).add(readerBuffer);
    if (disk.slots) used.add(disk.slots.parameter);
    if (disk.requestBytes) used.add(disk.requestBytes);
  }
  for (const id of Object.keys(network.values) as ParameterId[])
    if (/^(cpu|nic|disk)\./.test(id)) used.add(id);
  return used;
};

/** Elasticity of throughput for every parameter that the path uses; the five largest. */
export const sensitivitiesOf = (
  scenario: Scenario,
  network: PathNetwork,
  scale: Scale,
  throughput: number,
  values: ParameterValues,
): { parameter: ParameterId; elasticity: number }[] => {
  const used = parametersOf(network, scale);
  return (Object.keys(values) as ParameterId[])
    .filter((parameter) => used.has(parameter))
    .map((parameter) => {
      const moved = { ...values, [parameter]: values[parameter] * 1.01 };
      const machine = scaleOf(scenario, moved, scale);
      const nudged = compileNetwork(scenario, moved, machine);
      const gain = solveCapped(nudged).throughput / throughput - 1;
      // Where another machine would be found, or none, there is no slope.
      const isSmooth =
        scale.native === null || (scale.reached && machine.reached);
      return { parameter, elasticity: isSmooth ? gain / 0.01 : 0 };
    })
    .filter(({ elasticity }) => Math.abs(elasticity) > 0.005)
    .sort((a, b) => Math.abs(b.elasticity) - Math.abs(a.elasticity))
    .slice(0, 5);
};
