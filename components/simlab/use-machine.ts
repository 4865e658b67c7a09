/**
 * The machine that a scenario runs on, for controls that say what stands in a field left open.
 *
 * IDEA   Only a reader's measurement makes it another than the parameters', and the solver finds it then.
 *        A simulated lab has no other use for the solver in the page, and loads it for that.
 */
import { useEffect, useState } from "preact/hooks";
import {
  unscaledMachine,
  type MachineScale,
  type Scenario,
} from "../../models/index.ts";
import type { SimState } from "./state.ts";

export type MachineOf = (scenario: Scenario) => MachineScale;

const unmeasured: MachineOf = () => unscaledMachine;

export function useMachine({ scenario, against }: SimState): MachineOf {
  const [machineOf, setMachineOf] = useState(() => unmeasured);
  const isMeasured =
    scenario.baseline.rate !== null ||
    (against?.baseline.rate ?? null) !== null;
  useEffect(() => {
    if (isMeasured)
      void import("../../models/baseline.ts").then((measured) => {
        setMachineOf(() => measured.machineOf);
      });
  }, [isMeasured]);
  return machineOf;
}
