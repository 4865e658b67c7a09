/**
 * What a reader can choose about a transmit ring: one field each, described as a scenario's are.
 *
 * UNITS  Values are kept in the unit that the reader types.
 * HOLDS  `tx-timer`, `tx-burst` and `seed` are the scenario's own fields, and no other key is one of
 *        its. A timer of 0 would be no timer: here the back end says so.
 */
import type { ChoiceField, Field, NumberField } from "../fields/field.ts";
import { publishedValues } from "../parameters/published-values.ts";
import { fieldByKey } from "../scenario-fields.ts";

const scenarioNumber = (key: string): NumberField => {
  const field = fieldByKey.get(key);
  if (field?.kind !== "number") throw new Error(`no number field ${key}`);
  return field;
};

const onOff: ChoiceField["choices"] = [
  { id: "on", name: "on" },
  { id: "off", name: "off" },
];

const txTimer = scenarioNumber("tx-timer");

export const virtioFields = [
  {
    kind: "choice",
    key: "back-end",
    label: "Back end",
    hint: "who empties the ring, and what a kick does",
    at: ["backEnd"],
    choices: [
      { id: "timer", name: "qemu, transmit timer" },
      { id: "bottom-half", name: "qemu, bottom half" },
      { id: "vhost", name: "vhost" },
    ],
    initial: "timer",
  },
  {
    kind: "number",
    key: "offered",
    label: "Offered rate",
    hint: "packets that the guest’s program sends in a second",
    at: ["ratePps"],
    unit: "packets/s",
    low: 1,
    high: 1_000_000,
    integer: false,
    initial: 20_000,
    words: [],
    slider: [500, 500_000],
    logarithmic: true,
  },
  {
    kind: "choice",
    key: "arrivals",
    label: "Packets come",
    hint: "one by one at even distances, or many at once at random times of the same mean rate",
    at: ["arrivals"],
    choices: [
      { id: "even", name: "evenly" },
      { id: "bursts", name: "in bursts" },
    ],
    initial: "even",
  },
  {
    kind: "number",
    key: "at-once",
    label: "Packets at once",
    hint: "length of a burst",
    at: ["atOnce"],
    unit: "packets",
    low: 1,
    high: 1_000,
    integer: true,
    initial: 40,
    words: [],
    slider: [1, 400],
    logarithmic: false,
  },
  {
    ...txTimer,
    hint: "from the first kick to the flush",
    at: ["timerUs"],
    low: 1,
    slider: [1, 2_000],
  },
  {
    ...scenarioNumber("tx-burst"),
    hint: "frames that one flush sends at most",
    at: ["burstFrames"],
  },
  {
    kind: "number",
    key: "tx-ring",
    label: "Transmit ring",
    hint: "slots, a power of two; qemu’s has 256",
    at: ["ringSlots"],
    unit: "slots",
    low: 32,
    high: 1_024,
    integer: true,
    initial: publishedValues["virtio.slots"],
    words: [],
    slider: [32, 1_024],
    logarithmic: true,
  },
  {
    kind: "number",
    key: "guest-us",
    label: "Guest’s work a packet",
    hint: "system call, stack and driver; the model’s for one message of 64 B when not given",
    at: ["workUs"],
    unit: "µs",
    low: 0.1,
    high: 1_000,
    integer: false,
    initial: null,
    words: [],
    slider: [0.5, 50],
    logarithmic: true,
  },
  {
    kind: "number",
    key: "held-us",
    label: "vCPU held up",
    hint: "at its first stop, between steps 15 and 16, the host gives the vCPU’s CPU to somebody else for this long",
    at: ["heldUs"],
    unit: "µs",
    low: 0,
    high: 100_000,
    integer: false,
    initial: 0,
    words: [],
    slider: [0, 10_000],
    logarithmic: false,
  },
  {
    kind: "choice",
    key: "rescue",
    label: "Rescue tick",
    hint: "qemu looks for a missed interrupt; SmartOS’ since 24 September 2012",
    at: ["rescue"],
    choices: onOff,
    initial: "on",
  },
  {
    ...scenarioNumber("seed"),
    hint: "which random times the bursts come at",
    at: ["seed"],
  },
] as const satisfies readonly Field[];

export const virtioFieldByKey: ReadonlyMap<string, Field> = new Map(
  virtioFields.map((field) => [field.key, field]),
);
