/**
 * What a run of the ring comes to: rates per packet, latencies, CPU, and where every packet is.
 *
 * IDEA   The machine counts; here counts are divided. The three back ends are measured with the
 *        same packets at the same times.
 * UNITS  Seconds; CPUs as shares of one.
 * HOLDS  Latency is from the moment at which the guest's program sends to the moment at which the
 *        frame is on the wire. Percentiles are exact: the observation at place ceil(n q).
 * FAILS  One run, from an empty ring, without intervals: evenly spaced packets have no randomness,
 *        and a run with bursts is one sample.
 * COST   A run of 2,000 packets is a few milliseconds, three of them a frame or two.
 */
import { backEnds } from "./back-ends.ts";
import { Machine } from "./machine.ts";
import type { BackEndId, VirtioScenario } from "./scenario.ts";

export interface Measured {
  readonly backEnd: BackEndId;
  readonly name: string;
  readonly worker: string;
  /** Simulated seconds. */
  readonly seconds: number;
  readonly offered: number;
  /** Refused by the guest's queue, which was full. */
  readonly dropped: number;
  readonly sent: number;
  /** Waiting in the guest, above the ring; in the ring or in the back end's hands. */
  readonly inGuest: number;
  readonly inRing: number;
  readonly sentPerSecond: number;
  /** Kicks that left the guest, a frame handed over. */
  readonly kicksPerPacket: number;
  readonly packetsPerFlush: number;
  readonly interruptsPerPacket: number;
  /** Every exit: kicks, running vCPUs interrupted, ends of interrupt. */
  readonly exitsPerPacket: number;
  readonly meanS: number;
  readonly percentiles: readonly {
    readonly share: number;
    readonly seconds: number;
  }[];
  readonly worstS: number;
  /** Shares of a CPU. */
  readonly vcpu: number;
  readonly backEndCpu: number;
  /** Of the time, the vCPU stood and waited for qemu's mutex. */
  readonly mutexShare: number;
  /** Times the queue was stopped; interrupts that did not come; ticks that put it right. */
  readonly stops: number;
  readonly missed: number;
  readonly rescued: number;
  /** The queue is stopped and will stay so. */
  readonly stuck: boolean;
}

const measuredShares = [0.5, 0.9, 0.99] as const;

const per = (count: number, of: number): number => (of > 0 ? count / of : 0);

/** The observation at a share of all. @returns seconds; 0 of none */
const percentile = (sorted: Float64Array, share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;

/** What a machine has done so far. */
export const measuredOf = (machine: Machine): Measured => {
  const { ring, nowS: seconds, backEnd } = machine;
  const sorted = Float64Array.from(machine.latencyS).sort();
  const handed = ring.available;
  const ofRunning = machine.interrupts - machine.haltedInterrupts;
  return {
    backEnd: backEnd.id,
    name: backEnd.name,
    worker: backEnd.worker,
    seconds,
    offered: machine.offered,
    dropped: machine.dropped,
    sent: machine.sent,
    inGuest: machine.accepted - ring.added,
    inRing: ring.added - machine.sent,
    sentPerSecond: per(machine.sent, seconds),
    kicksPerPacket: per(machine.kicks, handed),
    packetsPerFlush: per(machine.sent, machine.flushes),
    interruptsPerPacket: per(machine.interrupts, handed),
    exitsPerPacket: per(machine.kicks + ofRunning + machine.interrupts, handed),
    meanS: per(
      sorted.reduce((sum, each) => sum + each, 0),
      sorted.length,
    ),
    percentiles: measuredShares.map((share) => ({
      share,
      seconds: percentile(sorted, share),
    })),
    worstS: sorted.at(-1) ?? 0,
    vcpu: per(machine.vcpuS, seconds),
    backEndCpu: per(machine.backEndS, seconds),
    mutexShare: per(machine.mutexWaitS, seconds),
    stops: machine.stops,
    missed: machine.missed,
    rescued: machine.rescued,
    stuck: machine.isStuck,
  };
};

/** Simulated seconds that a page measures: enough for this many packets, and for a rescue. */
const packetsMeasured = 2_000;
const span = [0.06, 2] as const;

export const secondsFor = ({ ratePps, heldUs }: VirtioScenario): number =>
  Math.min(span[1], Math.max(span[0], packetsMeasured / ratePps)) +
  heldUs * 1e-6;

/** For a picture that moves with a slider: a part of that, so that a frame is enough for it. */
const glance = 1 / 5;

export const glanceSecondsFor = (scenario: VirtioScenario): number =>
  secondsFor(scenario) * glance;

/** One back end, measured for a while. */
export const measure = (
  scenario: VirtioScenario,
  seconds = secondsFor(scenario),
): Measured => {
  const machine = new Machine(scenario);
  machine.run(seconds);
  return measuredOf(machine);
};

/** All three, with the same packets. */
export const measureAll = (
  scenario: VirtioScenario,
  seconds?: number,
): readonly Measured[] =>
  backEnds.map(({ id }) => measure({ ...scenario, backEnd: id }, seconds));
