/**
 * A scenario of the transmit ring: what the reader chose, read from anything, and what acts in it.
 *
 * IDEA   One flat object, one field a key (fields.ts). Reader input never throws.
 * UNITS  Fields keep the unit that the reader types; a name that needs one ends in it.
 * HOLDS  The ring has a power of two of slots: Linux refuses another.
 */
import { printable } from "../errors.ts";
import { readField, type FieldValue } from "../fields/read-field.ts";
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

const put = (
  scenario: VirtioScenario,
  key: string,
  value: FieldValue,
): VirtioScenario => {
  const name = virtioFieldByKey.get(key)?.at[0];
  return name === undefined ? scenario : { ...scenario, [name]: value };
};

export const virtioValue = (
  scenario: VirtioScenario,
  key: string,
): FieldValue => {
  const name = virtioFieldByKey.get(key)?.at[0];
  return name === undefined ? null : scenario[name as keyof VirtioScenario];
};

export const defaultVirtio = virtioFields.reduce(
  (scenario, { key, initial }) => put(scenario, key, initial),
  {} as VirtioScenario,
);

const mostNotices = 20;

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
): { scenario: VirtioScenario; notice: Notice | null } => {
  const field = virtioFieldByKey.get(key);
  if (!field) return { scenario, notice: null };
  const { value, notice } = readField(field, raw, virtioValue(scenario, key));
  if (key === "tx-ring" && typeof value === "number") {
    const slots = nearestPower(value);
    if (slots !== value)
      return {
        scenario: put(scenario, key, slots),
        notice: {
          key,
          kind: "clamped",
          text: `tx-ring ${String(value)} is no power of two: taken as ${String(slots)} slots.`,
        },
      };
  }
  return {
    scenario: put(scenario, key, value),
    notice: notice && { key, ...notice },
  };
};

/**
 * A scenario from pairs of key and text, over another one. An empty text lifts what stood.
 *
 * @returns the scenario, and what was not taken as given; never throws
 */
export const parseVirtio = (
  given: Iterable<readonly [string, string]>,
  from: VirtioScenario = defaultVirtio,
): { scenario: VirtioScenario; notices: readonly Notice[] } => {
  let scenario = from;
  const notices: Notice[] = [];
  const seen = new Set<string>();
  const ignore = (key: string, why: string): void => {
    if (notices.length < mostNotices)
      notices.push({
        key: printable(key),
        kind: "ignored",
        text: `"${printable(key)}" ${why}.`,
      });
  };
  for (const [key, text] of given) {
    const field = virtioFieldByKey.get(key);
    if (!field) ignore(key, "is not a key of the ring: ignored");
    else if (seen.has(key)) ignore(key, "is given twice: the first stands");
    else {
      const read = withVirtio(
        scenario,
        key,
        text === "" ? field.initial : text,
      );
      scenario = read.scenario;
      if (read.notice) notices.push(read.notice);
    }
    seen.add(key);
  }
  return { scenario, notices };
};

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
