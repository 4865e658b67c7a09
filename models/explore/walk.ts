/**
 * A walk: one lone message, step by step, through one way of a technology.
 *
 * IDEA   The steps in force, in their order, each with what the solver says of it when nothing else
 *        is in the machine: no queue, everybody asleep who can sleep, a gathering timer waited for
 *        in full. What the message meets is told apart from work done beside it (`aside`) and from
 *        steps that it never takes (`not`: those that only acknowledgements or chains pay for).
 * UNITS  Seconds.
 * HOLDS  The walks there and back add up to the solver's loop for one message, without the queues
 *        that the loop's own earlier messages leave (walk.test.ts).
 * FAILS  A wake-up's own CPU work is counted as elapsed time, not as CPU time, as in the solver. The
 *        first frame after a silence: interrupt moderation is not waited for.
 * COST   One solution of a population of one.
 */
import { networkOf, type PathNetwork } from "../network.ts";
import { stepsInForce } from "../options-in-force.ts";
import { technologyById } from "../paths/catalogue.ts";
import type { Place, Step, Technology } from "../paths/step.ts";
import { unix } from "../paths/unix.ts";
import type { Prediction } from "../prediction.ts";
import { withField, type Scenario } from "../scenario.ts";
import { solve, underTechnology } from "../solve.ts";
import type { Pass } from "../traffic.ts";

/** `disk`: from the system call to the device and back to the caller. */
export type Way = "transmit" | "receive" | "disk";
export const ways: readonly Way[] = ["transmit", "receive", "disk"];

export interface WalkStep {
  readonly step: Step;
  /** `way`: the message waits for it. `aside`: done beside it. `not`: a lone message never takes it. */
  readonly taken: "way" | "aside" | "not";
  readonly elapsedS: number;
  readonly cpuS: number;
}

export interface Walk {
  readonly technology: Technology;
  readonly way: Way;
  /** The scenario walked: the reader's, with one message outstanding. */
  readonly scenario: Scenario;
  readonly steps: readonly WalkStep[];
  /** No published row was measured under these conditions. */
  readonly isPrediction: boolean;
  readonly messageBytes: number;
}

/** What a walk settles by itself, so that a reader's choice of it would do nothing. */
export const settledKeys = ["workload", "threads", "depth", "think"] as const;

/** `scenario` with one message, or one block, outstanding. */
export function loneScenario(
  scenario: Scenario,
  technology: string,
  way: Way,
): Scenario {
  const settled = {
    workload: way === "disk" ? "disk" : "packets",
    threads: 1,
    depth: 1,
    think: 0,
  };
  return settledKeys.reduce(
    (made, key) => withField(made, key, settled[key]),
    underTechnology(scenario, technology),
  );
}

/** The steps of `way`, whatever the options. */
export const wholePath = (
  technology: Technology,
  way: Way,
): readonly Step[] => {
  const { disk } = technology;
  return way === "disk" ? [...disk.issue, ...disk.complete] : technology[way];
};

/**
 * A step that costs nothing itself is taken: a line and a device are priced by the scenario. One that
 * gathers is taken when somebody waits for it.
 */
const isTaken = (
  step: Step,
  pass: Pass | undefined,
  elapsedS: number,
): boolean =>
  step.gathers
    ? elapsedS > 0
    : step.costs.length === 0 ||
      step.costs.some(
        ({ per }) =>
          per === "batch" || (pass !== undefined && pass.times[per] > 0),
      );

/** What no single step of the solution holds: the wait of a step that gathers, once a pass. */
const gatheredS = (
  step: Step,
  { waits }: Prediction,
  { traffic }: PathNetwork,
): number => {
  const ids: readonly string[] =
    step.gathers === "timer" ? ["timer", "gather"] : ["moderation"];
  return (
    waits.reduce(
      (sum, { id, seconds }) => sum + (ids.includes(id) ? seconds : 0),
      0,
    ) / traffic.passes.length
  );
};

/**
 * @param scenario    validated by `parseScenario`; its threads, depth and think time are not read
 * @param technology  an id of the catalogue; an unknown one is taken for traditional Unix
 */
export function walkOf(scenario: Scenario, technology: string, way: Way): Walk {
  const lone = loneScenario(scenario, technology, way);
  const network = networkOf(lone);
  const solution = solve(lone);
  const found = technologyById.get(technology) ?? unix;
  const end = way === "receive" ? "dest" : "client";
  const [pass] = network.traffic.passes;
  /** The solution's steps stand in the order of the network's. */
  const at = new Map(
    network.steps.flatMap((each, index): [string, number][] =>
      each.pass === 0 && each.end === end ? [[each.step.id, index]] : [],
    ),
  );
  const steps = stepsInForce(wholePath(found, way), network.force.on).map(
    (step): WalkStep => {
      const index = at.get(step.id);
      const compiled = index === undefined ? undefined : network.steps[index];
      const solved = index === undefined ? undefined : solution.steps[index];
      const elapsedS = step.gathers
        ? gatheredS(step, solution, network)
        : (solved?.serviceSeconds ?? 0);
      const works =
        found.servers[step.server] !== undefined ||
        (way === "disk" &&
          step.server !== "device" &&
          found.disk.servers[step.server] !== undefined);
      return {
        step,
        taken: !isTaken(step, pass, elapsedS)
          ? "not"
          : step.deferred
            ? "aside"
            : "way",
        elapsedS,
        cpuS: !works
          ? 0
          : step.deferred
            ? (compiled?.fixedS ?? 0)
            : (solved?.serviceSeconds ?? 0),
      };
    },
  );
  return {
    technology: found,
    way,
    scenario: lone,
    steps,
    isPrediction: solution.isPrediction,
    messageBytes: network.force.messageBytes,
  };
}

/** The longest step of several walks: what their bars are drawn against. */
export const longestStepS = (walks: readonly Walk[]): number =>
  walks.reduce(
    (most, { steps }) =>
      steps.reduce(
        (longest, { elapsedS }) => Math.max(longest, elapsedS),
        most,
      ),
    0,
  );

const inOrder: readonly Place[] = [
  "guest-user",
  "guest-kernel",
  "hypervisor",
  "qemu",
  "dom0-kernel",
  "host-kernel",
  "nic",
  "wire",
  "device",
];

/** The places that a walk visits, the tenant's first, the hardware last. */
export function lanesOf({ steps }: Walk): readonly Place[] {
  const visited = new Set(steps.map(({ step }) => step.place));
  const known = inOrder.filter((place) => visited.has(place));
  return [...known, ...[...visited].filter((place) => !known.includes(place))];
}
