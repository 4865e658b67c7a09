/**
 * Which rate a workload is judged by: its unit, its name on an axis, and which of the model's figures.
 */
import type { Scenario } from "../models/index.ts";
import type { FigureUnit, RateUnit } from "./format.ts";

type WorkloadKind = Scenario["workload"]["kind"];

interface Rates<Value> {
  readonly messagesPerSecond: Value;
  readonly packetsPerSecond: Value;
  readonly bitsPerSecond: Value;
}

interface WorkloadRate {
  readonly unit: RateUnit;
  /** Of the axis and the table. */
  readonly name: string;
  readonly from: keyof Rates<unknown>;
}

const rates: Readonly<Record<WorkloadKind, WorkloadRate>> = {
  "tcp-stream": {
    unit: "bit/s",
    name: "throughput",
    from: "bitsPerSecond",
  },
  packets: {
    unit: "packets/s",
    name: "packet rate",
    from: "packetsPerSecond",
  },
  "request-response": {
    unit: "requests/s",
    name: "request rate",
    from: "messagesPerSecond",
  },
  disk: { unit: "blocks/s", name: "block rate", from: "messagesPerSecond" },
  cpu: { unit: "events/s", name: "event rate", from: "messagesPerSecond" },
  "sched-latency": {
    unit: "wake-ups/s",
    name: "wake-up rate",
    from: "messagesPerSecond",
  },
  "proc-scan": {
    unit: "scans/s",
    name: "scan rate",
    from: "messagesPerSecond",
  },
};

export const workloadRate = (scenario: Scenario): WorkloadRate =>
  rates[scenario.workload.kind];

/** The figure that the workload is judged by. */
export const rateOf = <Value>(figures: Rates<Value>, scenario: Scenario) =>
  figures[workloadRate(scenario).from];

/** The axis's name for a unit. */
export const rateName = (unit: FigureUnit): string =>
  unit === "s"
    ? "time to wake"
    : (Object.values(rates).find((each) => each.unit === unit)?.name ?? "rate");
