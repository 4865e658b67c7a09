/** What stands for a field that the reader left open, in the field's own unit; and where a field has no effect. */
import { technologyById, type Scenario } from "../../models/index.ts";
import { inForce } from "../../models/options-in-force.ts";
import { publishedValues } from "../../models/parameters/published-values.ts";
import { inUnit } from "../../models/units.ts";

type Open = number | "none" | null;

/** The value in force of a field whose own value is null. */
export function openValue(scenario: Scenario, key: string): Open {
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
    default:
      return null;
  }
}

/** Why a field changes nothing for a technology, in a few words; null when it does. */
const reasonFor = (
  scenario: Scenario,
  key: string,
  id: string,
): string | null => {
  const technology = technologyById.get(id);
  if (!technology) return null;
  const options: readonly string[] = technology.options;
  const { limits, options: chosen, workload } = scenario;
  const capped =
    limits.cap === null ? technology.limit === "cap" : limits.cap !== "none";
  switch (key) {
    case "think":
      return workload.kind === "packets" ? null : "only packets pause";
    case "window":
      return workload.kind === "tcp-stream"
        ? null
        : "only a TCP stream fills windows";
    case "vcpus":
      return technology.limit === "vcpus"
        ? null
        : "no vCPUs: threads run on the host";
    case "cap-release":
    case "cap-batching":
    case "cap-loss":
      return capped ? null : "no CPU cap is in force";
    case "tx-timer":
      return options.includes("timer")
        ? null
        : "no transmit timer on this path";
    case "tx-burst":
      if (!options.includes("timer")) return "no transmit timer on this path";
      return chosen.txTimerUs > 0 ? null : "the timer is off";
    case "self-copy":
      return options.includes("self-copy") ? null : "no self-copy on this path";
    case "firewall":
      return options.includes("firewall")
        ? null
        : "no packet filter is modelled here";
    default:
      return null;
  }
};

export interface Applies {
  /** Why it changes none of the curves; null when it changes one. */
  readonly reason: string | null;
  /** Names of the technologies that it changes, where it is not all that are drawn. */
  readonly only: readonly string[];
}

/** Which of the technologies drawn a field acts on; the reason is that of the one described. */
export function appliesTo(
  scenario: Scenario,
  compared: readonly string[],
  key: string,
): Applies {
  const acted = compared.filter((id) => reasonFor(scenario, key, id) === null);
  if (acted.length === 0)
    return { reason: reasonFor(scenario, key, scenario.technology), only: [] };
  return {
    reason: null,
    only:
      acted.length === compared.length
        ? []
        : acted.map((id) => technologyById.get(id)?.name ?? id),
  };
}
