/**
 * What a scenario's options mean for one technology: the values in force after defaults.
 */
import { cpuGenerations, nics } from "./parameters/hardware-choices.ts";
import type { ParameterId, ParameterValues } from "./parameters/catalogue.ts";
import { technologyById } from "./paths/catalogue.ts";
import type { Step, StepOption, Technology } from "./paths/step.ts";
import { unix } from "./paths/unix.ts";
import type { Scenario } from "./scenario.ts";

const defaultMessageBytes = { "tcp-stream": 131_072, packets: 64 } as const;

export interface InForce {
  readonly technology: Technology;
  readonly on: ReadonlySet<StepOption>;
  /** CPUs, or null for no cap. */
  readonly capCpus: number | null;
  readonly messageBytes: number;
  readonly windowBytes: number;
  readonly readerBufferBytes: number;
  /** Bytes of the largest unit that crosses the tenant's stack in one pass. */
  readonly unitBytes: number;
  /** Full frames that one acknowledgement covers. */
  readonly framesPerAck: number;
  readonly onewayS: number;
  readonly moderationS: number;
  readonly timerS: number;
  readonly burstFrames: number;
  readonly ringFrames: number;
  readonly lineBitPerS: number;
  readonly cpuSpeed: number;
}

const byId = <Entry extends { readonly id: string }>(
  list: readonly Entry[],
  id: string,
): Entry => {
  const found = list.find((entry) => entry.id === id) ?? list[0];
  if (!found) throw new Error("empty catalogue");
  return found;
};

export const inForce = (
  scenario: Scenario,
  values: ParameterValues,
): InForce => {
  const technology = technologyById.get(scenario.technology) ?? unix;
  const { options, hardware, limits, workload } = scenario;
  const offloadOn =
    options.offload === "default"
      ? technology.offload
      : options.offload === "on";
  const on = new Set<StepOption>();
  if (technology.options.includes("timer") && options.txTimerUs > 0)
    on.add("timer");
  if (offloadOn) on.add("offload");
  if (options.firewall === "on") on.add("firewall");
  if (options.selfCopy === "on") on.add("self-copy");
  const windowBytes = options.windowBytes ?? values[technology.window];
  const messageBytes = workload.bytes ?? defaultMessageBytes[workload.kind];
  const merges = offloadOn && technology.aggregates;
  const mergedBytes = merges ? values["gro.frames"] * values.mss : Infinity;
  const nic = byId(nics, hardware.nic);
  return {
    technology,
    on,
    capCpus:
      limits.cap === "none"
        ? null
        : (limits.cap ??
          (technology.limit === "cap" ? values["zone.cap"] : null)),
    messageBytes,
    windowBytes,
    readerBufferBytes: options.windowBytes ?? values[technology.readerBuffer],
    unitBytes: offloadOn
      ? Math.min(values["tso.bytes"], windowBytes, mergedBytes)
      : values.mss,
    framesPerAck: merges
      ? Math.max(
          1,
          Math.min(
            values["gro.frames"],
            Math.floor(windowBytes / 2 / values.mss),
          ),
        )
      : values["ack.every"],
    onewayS:
      hardware.rttUs === null
        ? values["wire.oneway"]
        : (hardware.rttUs * 1e-6) / 2,
    moderationS:
      hardware.moderationUs === null
        ? values["nic.moderation"]
        : hardware.moderationUs * 1e-6,
    timerS: options.txTimerUs * 1e-6,
    burstFrames: options.txBurst,
    ringFrames: hardware.ringFrames ?? values["ring.frames"],
    lineBitPerS: values[`nic.${nic.id}`],
    cpuSpeed: values[`cpu.${byId(cpuGenerations, hardware.cpu).id}`],
  };
};

/** The steps of `path` that exist under the options in force. */
export const stepsInForce = (
  path: readonly Step[],
  on: ReadonlySet<StepOption>,
): readonly Step[] =>
  path.filter(
    (step) => !step.when || on.has(step.when.option) === step.when.is,
  );

/** Parameters whose value the scenario sets itself, in SI units. */
export const chosenValues = (
  force: InForce,
): Partial<Record<ParameterId, number>> => ({
  "wire.oneway": force.onewayS,
  "nic.moderation": force.moderationS,
  "qemu.txtimer": force.timerS,
  "qemu.txburst": force.burstFrames,
});
