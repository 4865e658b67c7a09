/**
 * Where a field of the scenario acts: what stands for one left open, and why one changes nothing.
 *
 * IDEA   A control that does nothing must say so, and a published point measured under a field that
 *        does not act still belongs in the picture. Both ask the same question of the path.
 */
import {
  fieldByKey,
  workloadField,
  type WorkloadKind,
} from "./scenario-fields.ts";
import {
  inForce,
  isCapped,
  unscaledMachine,
  type MachineScale,
} from "./options-in-force.ts";
import { publishedValues } from "./parameters/published-values.ts";
import { technologyById } from "./paths/catalogue.ts";
import type { Scenario } from "./scenario.ts";
import { takesPath } from "./traffic.ts";
import { inUnit } from "./units.ts";

/** What a reader calls the workloads, without the tool or the loop that makes them. */
const workloadName = (kind: WorkloadKind): string =>
  workloadField.choices
    .find(({ id }) => id === kind)
    ?.name.replace(/ \(.*\)$/, "") ?? kind;

/** Whether a machine has another value for a field left open than the parameters. */
export const isScaled = (
  scenario: Scenario,
  key: string,
  machine: MachineScale,
): boolean =>
  valueInForce(scenario, key, machine) !==
  valueInForce(scenario, key, unscaledMachine);

/**
 * The value in force of a field whose own value is null, in the field's unit.
 *
 * @param machine  the reader's, where it was measured (baseline.ts)
 */
export const valueInForce = (
  scenario: Scenario,
  key: string,
  machine: MachineScale,
): number | "none" | null => {
  const force = inForce(scenario, publishedValues, machine);
  switch (key) {
    case "bytes":
      return force.messageBytes;
    case "window":
      return force.windowBytes;
    case "cap":
      return force.capCpus ?? "none";
    case "rtt":
      return inUnit(2 * force.onewayS, "µs");
    case "moderation":
      return inUnit(force.moderationS, "µs");
    case "ring":
      return force.ringFrames;
    case "queues":
      return force.queues;
    case "reply":
      return force.responseBytes;
    case "hz":
      return Math.round(1 / force.tickS);
    case "disk-us":
      return inUnit(
        force.disk.eachS + force.disk.sweepS + force.disk.waitS,
        "µs",
      );
    case "disk-iops":
      return 1 / force.disk.eachS;
    case "slots":
      return publishedValues["proc.slots"];
    default:
      return null;
  }
};

/**
 * Why a field changes nothing for a technology, in a few words; null when it does.
 *
 * @param key  a field's key
 * @param id   a technology's id; an unknown one is taken to be acted on
 */
export const whyFieldIsIdle = (
  scenario: Scenario,
  key: string,
  id: string = scenario.technology,
): string | null => {
  const technology = technologyById.get(id);
  if (!technology) return null;
  const options: readonly string[] = technology.options;
  const { limits, options: chosen, workload, hardware } = scenario;
  const field = fieldByKey.get(key);
  if (field?.workloads && !field.workloads.includes(workload.kind))
    return `acts only on ${field.workloads.map(workloadName).join(", ")}`;
  const capped =
    limits.cap === null ? isCapped(technology) : limits.cap !== "none";
  // Beside computing, a cap is what the scheduler's kernel has; on a path, what the host's has.
  const decays = takesPath(workload.kind)
    ? technology.native === "unix"
    : inForce({ ...scenario, technology: id }, publishedValues).scheduler ===
      "fss";
  switch (key) {
    case "think":
      return workload.kind === "cpu" && workload.rate !== null
        ? "events arrive when they will"
        : null;
    case "disk":
    case "pattern":
      return hardware.diskUs !== null && hardware.diskIops !== null
        ? "latency and rate are given"
        : null;
    case "service":
      return "the solver takes means";
    case "base":
      if (!capped) return "no CPU cap is in force";
      if (!decays) return "a baseline is a part of illumos caps";
      return limits.burstS > 0 ? null : "no burst is allowed for";
    case "bursting":
      if (!capped) return "no CPU cap is in force";
      if (!decays) return "bursting is a part of illumos caps";
      return limits.cpuBaseline === null ? "no baseline to fall to" : null;
    case "shares":
      return scenario.neighbours > 0 ? null : "no neighbours";
    case "period":
      if (!capped) return "no CPU cap is in force";
      return decays ? "illumos caps have no period" : "the solver takes means";
    case "quota-slices":
      if (!capped) return "no CPU cap is in force";
      return inForce({ ...scenario, technology: id }, publishedValues)
        .scheduler === "cfs"
        ? "the solver takes means"
        : "only a Linux quota is handed out in slices";
    case "hz":
      if (!takesPath(workload.kind)) return "the solver takes means";
      return capped ? null : "no CPU cap is in force";
    case "scheduler":
      return workload.kind === "cpu" ? "the solver takes means" : null;
    case "warp":
      return inForce({ ...scenario, technology: id }, publishedValues)
        .scheduler === "bvt"
        ? "the solver takes means"
        : "BVT alone lets a domain warp";
    case "threads":
      if (workload.kind === "proc-scan")
        return technology.native === "unix" && technology.limit !== "vcpus"
          ? "scans take turns under one lock"
          : "one scan at a time is modelled";
      return workload.kind === "sched-latency" && workload.busy === "off"
        ? "the woken tenant does nothing else"
        : null;
    case "event-us":
      return scenario.baseline.rate !== null && workload.rate === null
        ? "the measured rate says what an event takes"
        : null;
    case "peer":
      if (technology.native === technology.id) return "bare metal already";
      return options.includes("timer") && chosen.txTimerUs > 0
        ? "the timer’s rounds keep both ends alike"
        : null;
    case "processes":
    case "slots":
      return technology.native === "unix" && technology.limit !== "vcpus"
        ? null
        : "a tenant lists its own processes only";
    case "baseline.rate":
      return workload.kind === "cpu" && workload.rate !== null
        ? "events that arrive say nothing of the machine"
        : null;
    case "baseline.threads":
      if (workload.kind === "cpu" && workload.rate !== null)
        return "events that arrive say nothing of the machine";
      return scenario.baseline.rate === null ? "nothing was measured" : null;
    case "page-tables":
      return options.includes("shadow")
        ? null
        : "no choice of page tables on this path";
    case "queues":
      return Object.values(
        workload.kind === "disk" ? technology.disk.servers : technology.servers,
      ).some(({ capacity }) => capacity === "queues")
        ? null
        : "no back end with queues on this path";
    case "disk-grants":
      return options.includes("grants-kept")
        ? null
        : "no grants on this way to the disk";
    case "veth-queue":
      return options.includes("veth-queue")
        ? null
        : "no veth pair on this path";
    case "grants":
      return options.includes("grant-map") ? null : "no grants on this path";
    case "idle":
      if (!options.includes("halts")) return "no choice of idling on this path";
      return takesPath(workload.kind) ? null : "the solver takes means";
    case "vcpus":
      return technology.limit === "vcpus"
        ? null
        : "no vCPUs: threads run on the host";
    case "cap-release":
      if (!capped) return "no CPU cap is in force";
      if (!decays) return "a quota lets all go at once";
      return workload.kind === "tcp-stream" ? null : "the solver takes means";
    case "cap-batching":
    case "cap-loss":
    case "ring":
      if (!capped) return "no CPU cap is in force";
      return technology.native === "unix" && technology.limit !== "vcpus"
        ? null
        : "fitted to zones, and not carried over";
    case "tx-timer":
      return options.includes("timer")
        ? null
        : "no transmit timer on this path";
    case "tx-burst":
      if (!options.includes("timer")) return "no transmit timer on this path";
      return chosen.txTimerUs > 0 ? null : "the timer is off";
    case "self-copy":
      return options.includes("self-copy") ? null : "no self-copy on this path";
    case "device-thread":
      return options.includes("sync-device")
        ? null
        : "no choice of device thread on this path";
    case "lofs":
      return options.includes("lofs")
        ? null
        : "no loopback mount is modelled here";
    case "offload":
      return options.includes("offload") ? null : "not an option on this path";
    case "firewall":
      return options.includes("firewall")
        ? null
        : "no packet filter is modelled here";
    case "seed":
      return "the solver has no randomness";
    default:
      return null;
  }
};
