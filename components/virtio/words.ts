/** The ring lab's words: who acts, what was measured, the caption, and what is said at each step. */
import type { Done } from "../../models/virtio/machine.ts";
import type { Measured } from "../../models/virtio/measure.ts";
import { freeSlots } from "../../models/virtio/ring.ts";
import type { VirtioScenario } from "../../models/virtio/scenario.ts";
import type { Actor, RingStep } from "../../models/virtio/step.ts";
import { kindNames } from "../diagram/path-text.ts";
import {
  counted,
  duration,
  percent,
  plain,
  rate,
  sentenceCase,
  significant,
} from "../format.ts";
import type { VirtioView } from "./view.ts";

export const actorNames: Readonly<Record<Actor, string>> = {
  guest: "guest kernel",
  ring: "ring",
  hypervisor: "hypervisor",
  "vcpu-thread": "qemu, vCPU thread",
  "io-thread": "qemu, I/O thread",
  host: "host kernel",
};

/** The same, at the head of a lane. */
export const laneNames: Readonly<Record<Actor, string>> = {
  guest: "guest",
  ring: "ring",
  hypervisor: "hyper\u00advisor",
  "vcpu-thread": "qemu vCPU thread",
  "io-thread": "qemu I/O thread",
  host: "host kernel",
};

/** What kind of thing a step is; what is written into the ring is no doorbell. */
export const kindText = ({ kind, actor }: RingStep): string =>
  kind !== "notify"
    ? kindNames[kind][0]
    : actor === "ring"
      ? "flag"
      : "notification";

export interface MeasuredRow {
  readonly id: string;
  readonly name: string;
  /** What a bar's length stands for. */
  readonly value: (of: Measured) => number;
  readonly text: (of: Measured) => string;
}

const ratio = (value: number): string =>
  value === 0 ? "0" : value < 0.001 ? "< 0.001" : significant(value);

const latencyAt = (of: Measured, share: number): number =>
  of.percentiles.find((each) => each.share === share)?.seconds ?? 0;

/** A latency of nothing sent is no latency. */
const latency = (of: Measured, seconds: number): string =>
  of.sent === 0 ? "–" : duration(seconds);

/** What is told of each back end, in order. */
export const measuredRows: readonly MeasuredRow[] = [
  {
    id: "exits",
    name: "exits a packet",
    value: ({ exitsPerPacket }) => exitsPerPacket,
    text: ({ exitsPerPacket }) => ratio(exitsPerPacket),
  },
  {
    id: "flush",
    name: "packets a flush",
    value: ({ packetsPerFlush }) => packetsPerFlush,
    text: ({ packetsPerFlush }) => significant(packetsPerFlush),
  },
  {
    id: "interrupts",
    name: "interrupts a packet",
    value: ({ interruptsPerPacket }) => interruptsPerPacket,
    text: ({ interruptsPerPacket }) => ratio(interruptsPerPacket),
  },
  {
    id: "mean",
    name: "mean latency",
    value: ({ meanS }) => meanS,
    text: (of) => latency(of, of.meanS),
  },
  ...([0.5, 0.99] as const).map((share): MeasuredRow => ({
    id: `p${share * 100}`,
    name: `p${share * 100}`,
    value: (of) => latencyAt(of, share),
    text: (of) => latency(of, latencyAt(of, share)),
  })),
  {
    id: "worst",
    name: "worst",
    value: ({ worstS }) => worstS,
    text: (of) => latency(of, of.worstS),
  },
  {
    id: "vcpu",
    name: "vCPU busy",
    value: ({ vcpu }) => vcpu,
    text: ({ vcpu }) => percent(vcpu),
  },
  {
    id: "mutex",
    name: "vCPU waits for qemu",
    value: ({ mutexShare }) => mutexShare,
    text: ({ mutexShare }) => percent(mutexShare),
  },
  {
    id: "backend",
    name: "I/O or vhost thread busy",
    value: ({ backEndCpu }) => backEndCpu,
    text: ({ backEndCpu }) => percent(backEndCpu),
  },
  {
    id: "stops",
    name: "queue stops",
    value: ({ stops }) => stops,
    text: ({ stops }) => plain(stops),
  },
  {
    id: "sent",
    name: "sent a second",
    value: ({ sentPerSecond }) => sentPerSecond,
    text: ({ sentPerSecond }) => significant(sentPerSecond),
  },
];

/** What the strip must say besides: frames that are not sent, and guests that wait for ever. */
export const remarksOf = (measured: readonly Measured[]): readonly string[] =>
  measured.flatMap((of) => [
    ...(of.dropped > 0
      ? [
          `${sentenceCase(of.name)}: ${counted(of.dropped, "packet")} refused, the guest’s queue was full.`,
        ]
      : []),
    ...(of.stuck
      ? [
          `${sentenceCase(of.name)}: the queue is stopped and nobody will start it.`,
        ]
      : of.missed > 0
        ? [
            `${sentenceCase(of.name)}: ${counted(of.missed, "interrupt")} missed, ${plain(of.rescued)} put right by the tick.`,
          ]
        : []),
  ]);

/** "20 000 packets/s, evenly": what the guest is asked to send. */
export const offeredText = ({
  ratePps,
  arrivals,
  atOnce,
}: VirtioScenario): string =>
  `${rate(ratePps, "packets/s")}${arrivals === "even" ? "" : `, ${plain(atOnce)} at once`}`;

/** One sentence: the back end chosen, and the others beside it. */
export const captionText = (
  scenario: VirtioScenario,
  { measured }: VirtioView,
): string => {
  const own = measured.find(({ backEnd }) => backEnd === scenario.backEnd);
  if (!own) return "";
  const others = measured.filter((each) => each !== own);
  const name = own.backEnd === "vhost" ? "vhost" : `the ${own.name}`;
  return `With ${name} at ${offeredText(scenario)}, a packet costs ${ratio(own.exitsPerPacket)} exits and is on the wire ${latency(own, own.meanS)} after it was sent, on average; ${others.map((each) => `${each.backEnd === "vhost" ? "with vhost" : `with the ${each.name}`} it is ${ratio(each.exitsPerPacket)} and ${latency(each, each.meanS)}`).join(", ")}.`;
};

/** A step's answer in words, after its question. */
export const answerText = ({ answer }: Done): string =>
  answer === null ? "" : answer === "yes" ? "Yes." : "No.";

/** Said when a step is reached. */
export const reachedText = ({ now, place }: VirtioView): string => {
  if (!now) return "No step.";
  const { step, ring, atS, packet } = now;
  const flags = [
    ring.noNotify ? "kicks masked" : "kicks allowed",
    ring.noInterrupt ? "interrupts masked" : "interrupts allowed",
    now.stopped ? "queue stopped" : "queue running",
  ].join(", ");
  const of = packet > 0 ? `, packet ${plain(packet)}` : "";
  const done = step.label.endsWith("?")
    ? `${step.label} ${answerText(now)}`
    : `${step.label}.`;
  return `Step ${plain(place + 1)}, at ${duration(atS)}: ${step.id}, ${actorNames[step.actor]}${of}: ${done} ${plain(freeSlots(ring))} slots free, ${flags}.`;
};
