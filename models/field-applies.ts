/**
 * Where a field of the scenario acts: what stands for one left open, and why one changes nothing.
 *
 * IDEA   A control that does nothing must say so, and a published point measured under a field that
 *        does not act still belongs in the picture. Both ask the same question of the path.
 */
import { inForce } from "./options-in-force.ts";
import { publishedValues } from "./parameters/published-values.ts";
import { technologyById } from "./paths/catalogue.ts";
import type { Scenario } from "./scenario.ts";
import { inUnit } from "./units.ts";

/** The value in force of a field whose own value is null, in the field's unit. */
export const valueInForce = (
  scenario: Scenario,
  key: string,
): number | "none" | null => {
  const force = inForce(scenario, publishedValues);
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
  const { limits, options: chosen, workload } = scenario;
  const capped =
    limits.cap === null ? technology.limit === "cap" : limits.cap !== "none";
  const stream = workload.kind === "tcp-stream";
  switch (key) {
    case "think":
      return stream ? "only packets pause" : null;
    case "window":
      return stream ? null : "only a TCP stream fills windows";
    case "vcpus":
      return technology.limit === "vcpus"
        ? null
        : "no vCPUs: threads run on the host";
    case "cap-release":
    case "cap-batching":
    case "cap-loss":
    case "ring":
      if (!capped) return "no CPU cap is in force";
      return stream ? null : "acts on a TCP stream only";
    case "tx-timer":
      return options.includes("timer")
        ? null
        : "no transmit timer on this path";
    case "tx-burst":
      if (!options.includes("timer")) return "no transmit timer on this path";
      return chosen.txTimerUs > 0 ? null : "the timer is off";
    case "self-copy":
      return options.includes("self-copy") ? null : "no self-copy on this path";
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
