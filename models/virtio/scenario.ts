/**
 * A scenario of the transmit ring: what the reader chose, read from anything, and what acts in it.
 *
 * IDEA   One flat object, one field a key (fields.ts). Reader input never throws.
 * UNITS  Fields keep the unit that the reader types; a name that needs one ends in it.
 * HOLDS  The ring has a power of two of slots: Linux refuses another.
 */
import {
  flatScenario,
  readPairs,
  type Changed,
} from "../fields/flat-scenario.ts";
import type { Notice } from "../scenario.ts";
import { virtioFieldByKey, virtioFields } from "./fields.ts";

export type BackEndId = "timer" | "bottom-half" | "vhost";

export interface VirtioScenario {
  readonly backEnd: BackEndId;
  readonly ratePps: number;
  readonly arrivals: "even" | "bursts";
  /** Packets that a burst brings at once. */
  readonly atOnce: number;
  readonly timerUs: number;
  /** Frames that one flush sends at most. */
  readonly burstFrames: number;
  readonly ringSlots: number;
  /** The guest's own work for a packet; null for the model's. */
  readonly workUs: number | null;
  /** How long the vCPU is off its CPU at the first stop, before it unmasks interrupts. */
  readonly heldUs: number;
  readonly rescue: "on" | "off";
  readonly seed: number;
}

const flat = flatScenario<VirtioScenario>(virtioFields);

export const virtioValue = flat.valueOf;
export const defaultVirtio = flat.initial;

/** The power of two that is nearest by ratio. */
const nearestPower = (slots: number): number =>
  2 ** Math.round(Math.log2(slots));

/**
 * `scenario` with one field as the reader gave it.
 *
 * @returns the new scenario, and what was not taken as given; never throws
 */
export const withVirtio = (
  scenario: VirtioScenario,
  key: string,
  raw: unknown,
): Changed<VirtioScenario> => {
  const read = flat.withField(scenario, key, raw);
  const { ringSlots } = read.scenario;
  const slots = nearestPower(ringSlots);
  return key !== "tx-ring" || slots === ringSlots
    ? read
    : {
        scenario: flat.put(scenario, key, slots),
        notice: {
          key,
          kind: "clamped",
          text: `tx-ring ${String(ringSlots)} is no power of two: taken as ${String(slots)} slots.`,
        },
      };
};

/** A scenario from pairs of key and text, over another one: as `readPairs` has it. */
export const parseVirtio = (
  given: Iterable<readonly [string, string]>,
  from: VirtioScenario = defaultVirtio,
): { scenario: VirtioScenario; notices: readonly Notice[] } =>
  readPairs(given, from, virtioFieldByKey, "the ring", withVirtio);

/** Why a field changes nothing in this scenario; null when it does. */
export const whyIdle = (
  { backEnd, arrivals }: VirtioScenario,
  key: string,
): string | null => {
  if (key === "tx-timer" && backEnd !== "timer")
    return "this back end has no timer";
  if (key === "tx-burst" && backEnd === "vhost")
    return "vhost goes on until the ring is empty";
  if (key === "rescue" && backEnd !== "timer")
    return "this back end leaves nothing in the ring";
  if ((key === "at-once" || key === "seed") && arrivals === "even")
    return "packets come evenly";
  return null;
};
