/**
 * The three back ends: which technology each is, its steps in order, and what they cost.
 *
 * IDEA   Costs are those of the technology's own path, compiled for one lone message, so that the
 *        ring's machine and the solver cannot disagree about a price.
 * UNITS  Seconds.
 * HOLDS  Messages of the size of `packets`, one frame each, on the post's hosts.
 * FAILS  How the driver's part and the end of interrupt lie within their steps is assumed.
 */
import { networkOf, type StepCost } from "../network.ts";
import { publishedValues } from "../parameters/published-values.ts";
import type { Technology } from "../paths/step.ts";
import { parseScenario, type Scenario } from "../scenario.ts";
import {
  bottomHalfEnds,
  bottomHalfRuns,
  bottomHalfWakes,
  interrupts,
  ownFrames,
  qemuSends,
  rescues,
  timerUnmasks,
  timerWakes,
  vhostSends,
} from "./completion.ts";
import type { BackEndId } from "./scenario.ts";
import type { RingStep } from "./step.ts";
import {
  armTimer,
  eventfdKick,
  handOver,
  heavyKick,
  maskKicks,
  room,
  scheduleBottomHalf,
} from "./transmit.ts";

export interface BackEnd {
  readonly id: BackEndId;
  readonly name: string;
  /** Who empties the ring. */
  readonly worker: string;
  /** The path's scenario, as a query. */
  readonly query: string;
  /** From the driver's entry to its return. */
  readonly transmit: readonly RingStep[];
  /** From the back end's wake-up to the guest's interrupt, and its repair. */
  readonly completion: readonly RingStep[];
}

export const backEnds: readonly BackEnd[] = [
  {
    id: "timer",
    name: "transmit timer",
    worker: "qemu I/O thread",
    query: "technology=kvm-qemu-2012",
    transmit: [...handOver, ...heavyKick, ...armTimer, ...maskKicks, ...room],
    completion: [
      ...timerWakes,
      ownFrames,
      timerUnmasks,
      ...qemuSends,
      ...interrupts,
      ...rescues,
    ],
  },
  {
    id: "bottom-half",
    name: "bottom half",
    worker: "qemu I/O thread",
    query: "technology=kvm-qemu-2012&tx-timer=0",
    transmit: [
      ...handOver,
      ...heavyKick,
      ...scheduleBottomHalf,
      ...maskKicks,
      ...room,
    ],
    completion: [
      bottomHalfWakes,
      ownFrames,
      bottomHalfRuns,
      ...qemuSends,
      ...bottomHalfEnds,
      ...interrupts,
    ],
  },
  {
    id: "vhost",
    name: "vhost",
    worker: "vhost thread",
    query: "technology=kvm-vhost",
    transmit: [...handOver, ...eventfdKick, ...room],
    completion: [...vhostSends, ...interrupts],
  },
];

export const backEndById: ReadonlyMap<BackEndId, BackEnd> = new Map(
  backEnds.map((each) => [each.id, each]),
);

/** Every step of every back end, by its number. */
export const ringStepById: ReadonlyMap<string, RingStep> = new Map(
  backEnds
    .flatMap(({ transmit, completion }) => [...transmit, ...completion])
    .map((step) => [step.id, step]),
);

/** What a back end's steps take, in seconds. */
export interface RingCosts {
  /** The guest's work for a packet above its driver, and in it. */
  readonly stackS: number;
  readonly driverS: number;
  /** vCPU: from the port write until the guest goes on, without waiting for the mutex. */
  readonly kickS: number;
  /** From the timer's end, or the kick, until the back end runs. */
  readonly wakeS: number;
  /** Back end, a frame: out of the ring; on to the wire; its own copy read and dropped. */
  readonly popS: number;
  readonly sendS: number;
  readonly ownCopyS: number;
  /** Back end: raise an interrupt. */
  readonly raiseS: number;
  /** Until the guest's handler runs: a halted vCPU sleeps, a running one exits. */
  readonly haltedS: number;
  readonly runningS: number;
  /** vCPU: the handler, and the end of interrupt. */
  readonly handlerS: number;
  readonly endS: number;
}

const wholeS = ({ fixedS, perBatchS }: StepCost): number => fixedS + perBatchS;
const batchS = ({ perBatchS }: StepCost): number => perBatchS;

const loneMessage = (query: string): Scenario =>
  parseScenario(`${query}&workload=packets&threads=1`).scenario;

/** The technology whose path a back end is. */
export const technologyOf = ({ query }: BackEnd): Technology =>
  networkOf(loneMessage(query)).force.technology;

const known = new Map<BackEndId, RingCosts>();

/** The published costs of a back end. */
export const costsOf = (backEnd: BackEnd): RingCosts => {
  const before = known.get(backEnd.id);
  if (before) return before;
  const { steps } = networkOf(loneMessage(backEnd.query));
  /** What the client's end pays for the steps so named, sending or receiving. */
  const at = (ids: readonly string[], of = wholeS): number =>
    steps
      .filter(({ step, end }) => end === "client" && ids.includes(step.id))
      .reduce((sum, each) => sum + of(each), 0);
  const driverS = publishedValues["virtio.driver"];
  const endS = publishedValues["eoi.exit"];
  const costs: RingCosts = {
    stackS:
      at(["guest-write", "guest-tcp-output", "guest-tcp-output-offload"]) -
      driverS,
    driverS,
    kickS: at(["kick"]),
    wakeS: at(["timer-expiry", "bottom-half", "vhost-wake"]),
    popS: at(["flush", "vhost-tx"]),
    sendS: at(["putmsg"]),
    ownCopyS: at(["self-copy"]),
    raiseS: at(["inject", "vhost-rx"], batchS),
    haltedS: at(["vcpu-wake"]),
    runningS: publishedValues["exit.extint"],
    handlerS: at(["guest-irq"]) - endS,
    endS,
  };
  known.set(backEnd.id, costs);
  return costs;
};

/** Which of the two programs a step belongs to: the vCPU's thread, or who empties the ring. */
export const runsOnVcpu = (step: RingStep): boolean =>
  !step.id.startsWith("R") &&
  (!step.id.startsWith("C") || interrupts.includes(step));
