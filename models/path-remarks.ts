/**
 * The sentences that stand under a path's prediction: what it assumes, leaves out, or met on its way.
 *
 * IDEA   A reader who sees only the figure must be told what would change it. Each remark is asked of
 *        the solved network, and is there only where it holds.
 * FAILS  What no remark speaks of is not thereby modelled: the chapters say what is left out.
 */
import type { Scale } from "./baseline.ts";
import { capParksStream, solveCapped, type CappedSolution } from "./capping.ts";
import { fairShareOf } from "./host-cpus.ts";
import type { PathNetwork } from "./network.ts";
import { cpuOf } from "./options-in-force.ts";
import { refusalRemarks, technologyById } from "./paths/catalogue.ts";
import { idleByDefault } from "./paths/idle-vcpu.ts";
import { isTested } from "./tested.ts";

/** What the caches and the disk make of blocks. */
const diskRemarks = ({ scenario, force, traffic }: PathNetwork): string[] => {
  if (traffic.medium !== "disk") return [];
  const { disk } = force.technology;
  const { diskUs, diskIops } = scenario.hardware;
  const contradicts =
    diskUs !== null && diskIops !== null && diskUs * 1e-6 * diskIops < 0.999;
  return [
    ...(force.on.has("write-behind")
      ? ["The host’s cache answers a write; the disk streams it later."]
      : []),
    ...(disk.caches === 2
      ? [
          "The guest’s cache and the host’s may both hold a block: here both miss.",
        ]
      : []),
    ...(contradicts
      ? ["The disk’s rate is below one block in its latency: the rate stands."]
      : []),
  ];
};

/** What comes of polling where CPUs are short. */
const pollingRemarks = (network: PathNetwork): string[] => {
  const { scenario, force } = network;
  const { technology, on } = force;
  const { idle } = scenario.options;
  const asked =
    idle === "default" ? idleByDefault(technology, cpuOf(scenario).year) : idle;
  const isShared =
    fairShareOf(network, "client") !== null ||
    fairShareOf(network, "dest") !== null;
  return [
    ...(isShared
      ? [
          "The switch polls and never sleeps: where CPUs are short it has its fair share of them, whether or not there is work, and the guest has the rest.",
        ]
      : []),
    ...(technology.options.includes(asked) && !on.has(asked)
      ? [
          "The host cannot poll for an idle vCPU on its only CPU: the thread that has work for the guest needs it, so the vCPU halts and is woken.",
        ]
      : []),
  ];
};

/** What the rates of a baseline count. */
const counted: Readonly<Record<PathNetwork["traffic"]["unitName"], string>> = {
  message: "messages",
  "frames of one acknowledgement": "writes",
  request: "requests",
  block: "blocks",
};

/** 90 000, with thin spaces that do not break. */
const grouped = (value: number): string => {
  const [whole = "", ...fraction] = String(value).split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, "\u202f"), ...fraction].join(".");
};

/** Which machine stands for the reader's, and how far to believe it. */
const baselineRemarks = (
  { traffic, scenario }: PathNetwork,
  { cpu, rest, native, reached, deviations }: Scale,
): string[] => {
  const { rate, threads } = scenario.baseline;
  if (native === null || rate === null) return [];
  const name = technologyById.get(native)?.name ?? native;
  const waits = traffic.medium === "disk" ? "disk" : "wire and NIC";
  const times = (scale: number) => String(Number(scale.toPrecision(3)));
  const measured = `${grouped(rate)} ${counted[traffic.unitName]} a second measured on bare metal with ${threads === 1 ? "one thread" : `${String(threads)} threads`}`;
  if (deviations < 1e-5)
    return reached
      ? []
      : [
          `The ${measured} are near to what a full line or disk gives ${name}, or above it: they say no more of the machine, and nothing is scaled.`,
        ];
  const asSaid = "what the parameters say";
  const scaled =
    rest === 1
      ? `CPU work takes ${times(cpu)} times ${asSaid}`
      : times(cpu) === "1"
        ? `CPU work takes ${asSaid}, and ${waits} ${times(rest)} times what they say`
        : `CPU work takes ${times(cpu)} times and ${waits} ${times(rest)} times ${asSaid}`;
  return [
    reached
      ? `Relative to a measured machine, where ${scaled}: as likely a pair as gives ${name} the ${measured}.`
      : `No machine of the model gives ${name} the ${measured}: one that comes near to them stands, where ${scaled}.`,
    ...(reached && deviations > 3
      ? [
          "So far outside the published ranges that the measurement may be of something else: another workload, or a limit that the model does not have.",
        ]
      : []),
  ];
};

/** Half of the CPUs, or a quarter, give more than all: by so much, at least, to be worth a word. */
const worthSaying = 1.01;

/** That a host with fewer CPUs would do better, where a cap binds, and why. */
const crowdRemarks = (
  network: PathNetwork,
  solution: CappedSolution,
): string[] => {
  if (!solution.binds) return [];
  const fewer = [0.5, 0.25].map((cores) => solveCapped(network, { cores }));
  if (
    fewer.every((each) => each.throughput < solution.throughput * worthSaying)
  )
    return [];
  return [
    network.traffic.medium === "disk"
      ? "Fewer CPUs on the host would give more under this cap: blocks that wait for a CPU are taken together, and share the switch to their thread."
      : "Fewer CPUs on the host would give more under this cap: fewer threads would send at once, and what they send would fit the ring.",
  ];
};

export const remarksOf = (
  network: PathNetwork,
  solution: CappedSolution,
  scale: Scale,
): string[] => {
  const { technology, workload } = network.scenario;
  const remarks = refusalRemarks(technology, workload.kind);
  if (!isTested(network.scenario)) {
    remarks.push(
      network.force.technology.prediction
        ? "No published row tests this technology on this hardware: the figure is a prediction."
        : "No published row was measured under these conditions: the figure is a prediction.",
    );
  }
  if (solution.binds && solution.parkedTicks >= 1 && capParksStream(network)) {
    remarks.push(
      "Batching under the cap is a fitted mechanism, and loss after its silences an assumed one: both can be switched off.",
    );
  }
  return [
    ...remarks,
    ...diskRemarks(network),
    ...pollingRemarks(network),
    ...crowdRemarks(network, solution),
    ...baselineRemarks(network, scale),
  ];
};
