/**
 * What a solution says, in the units a reader uses: the shape that `solve` returns.
 */
import type { Limiter, NextLimiter } from "./limiter.ts";
import type { ParameterId } from "./parameters/catalogue.ts";
import type { Family, Place, ServerId, StepKind } from "./paths/step.ts";
import type { Scenario } from "./scenario.ts";
import type { End } from "./traffic.ts";

/** One step of the unit's way, with the time it takes and the time spent waiting at its server. */
export interface PredictedStep {
  readonly id: string;
  readonly label: string;
  readonly place: Place;
  readonly kind: StepKind;
  readonly server: ServerId;
  readonly end: End;
  /** 0: from client to destination; 1: back. */
  readonly pass: 0 | 1;
  readonly serviceSeconds: number;
  readonly waitSeconds: number;
  readonly functions: readonly string[];
  readonly parameters: readonly ParameterId[];
  readonly cite: string;
  readonly where: string;
}

/** Time that belongs to no single step: moderation, timer, batch, parking, a CPU, think time, a slot. */
export interface PredictedWait {
  readonly id:
    | "moderation"
    | "timer"
    | "gather"
    | "parked"
    | "host-cpus"
    | "retransmit"
    | "think"
    | "slot"
    | "run-queue";
  readonly label: string;
  readonly seconds: number;
}

export interface PredictedStation {
  readonly id: string;
  readonly name: string;
  readonly end: End;
  readonly server: ServerId;
  readonly servers: number;
  readonly utilisation: number;
  readonly demandSeconds: number;
  readonly residenceSeconds: number;
}

export interface Prediction {
  readonly scenario: Scenario;
  readonly technology: {
    readonly id: string;
    readonly name: string;
    readonly family: Family;
  };
  /** True when no published row was measured under these conditions. */
  readonly isPrediction: boolean;
  readonly messagesPerSecond: number;
  readonly packetsPerSecond: number;
  readonly bitsPerSecond: number;
  /** Mean time of one unit around the loop, think time excluded. */
  readonly residenceSeconds: number;
  /** Mean time from the event to the first instruction, of wake-ups; null for what wakes nobody. */
  readonly wakeUpSeconds: number | null;
  /**
   * What the unit is: `message`, what one acknowledgement covers, a request with its answer, a block,
   * or what a workload without a path does again and again.
   */
  readonly unit: {
    readonly name:
      | "message"
      | "frames of one acknowledgement"
      | "request"
      | "block"
      | "event"
      | "wake-up"
      | "scan";
    readonly bytes: number;
  };
  readonly steps: readonly PredictedStep[];
  readonly waits: readonly PredictedWait[];
  readonly stations: readonly PredictedStation[];
  readonly utilisation: Readonly<Record<string, number>>;
  /** CPUs that the tenant uses at each end. */
  readonly cpu: Readonly<Record<End, number>>;
  readonly cap: {
    readonly cpus: number;
    readonly utilisation: number;
    readonly parkedTicks: number;
    readonly lossPerRelease: number;
    readonly availability: number;
  } | null;
  /**
   * The reader's machine, when its measurement on bare metal is given: how much slower it is than the
   * parameters say, and the technology that stands for bare metal.
   */
  readonly baseline: {
    /** Times of CPU work, and of wire and NIC or disk, over the parameters'. */
    readonly cpuScale: number;
    readonly restScale: number;
    readonly native: string;
    /** False when these scales do not give the measured rate: none do, or a full line hides them. */
    readonly reached: boolean;
  } | null;
  readonly limiter: Limiter;
  /** What would give as much, to 1 % of throughput: a little more of anything may swap the two. */
  readonly rival: Limiter | null;
  readonly nextLimiter: NextLimiter | null;
  /** No arrangement of waiting gives more than `upper`; messages per second. */
  readonly bounds: { readonly upper: number; readonly by: string };
  /**
   * How much 1 % of a parameter moves throughput, in per cent; largest first. With a baseline the
   * machine is found anew each time, so that bare metal keeps its measured rate.
   */
  readonly sensitivities: readonly {
    readonly parameter: ParameterId;
    readonly elasticity: number;
  }[];
  /** Sentences on what this prediction leaves out or assumes. */
  readonly remarks: readonly string[];
}
