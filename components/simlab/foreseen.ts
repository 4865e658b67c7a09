/**
 * What a lab will ask for when it lives, from what was done to one of its controls before.
 *
 * IDEA   A lab that is touched at once takes longer to come to life than its run to tell something.
 *        The worker knows the fields too: it works out what the act asks for and begins, and the lab
 *        finds its first figure made.
 * FAILS  Where the lab asks for something else, that is run instead: nothing foreseen is ever shown
 *        for something that was not asked for.
 */
import { fieldByKey, parseScenario } from "../../models/index.ts";
import { sliderOf } from "../lab/slider.ts";
import type { SimRequest } from "./figure.ts";
import { requestOf } from "./request.ts";
import { chosen, secondsField } from "./state.ts";

export interface Act {
  /** What the lab shows. */
  readonly shown: SimRequest;
  /** The field's key. */
  readonly key: string;
  /** What stands in the control now. */
  readonly value: string;
  /** The control is a slider: `value` is a place on it. */
  readonly isPlace: boolean;
}

/** @returns null where the control is of no field of the run */
export function foreseen({
  shown,
  key,
  value,
  isPlace,
}: Act): SimRequest | null {
  const field = key === "seconds" ? secondsField : fieldByKey.get(key);
  if (!field) return null;
  const { against, timeline, sweep } = shown;
  const state = chosen(
    {
      scenario: parseScenario(shown.query).scenario,
      seconds: shown.seconds,
      against: against === null ? null : parseScenario(against).scenario,
      y: "linear",
    },
    key,
    isPlace && field.kind === "number"
      ? sliderOf(field).valueOf(Number(value))
      : value,
  );
  return requestOf(
    {
      seconds: shown.seconds,
      ...(timeline ? { timeline } : {}),
      ...(sweep ? { sweep } : {}),
    },
    state,
  );
}
