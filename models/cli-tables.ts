/**
 * The command line's tables: plain text, columns padded, numbers to the right.
 */
import { cites } from "./cites.ts";
import { medianError, type LeftOut } from "./fit.ts";
import { parameterIds, parameterRecord } from "./parameters/catalogue.ts";
import { behindOthersSeconds, unitsInFlight } from "./explore/in-flight.ts";
import type { Prediction } from "./prediction.ts";
import { replaySummary, type ReplayedRow } from "./replay.ts";
import type { Estimate } from "./simulate/result.ts";
import type { SimulatedNetwork } from "./simulate/simulated-network.ts";
import type { NetworkReport } from "./solve/solve-network.ts";
import { inUnit } from "./units.ts";

type Cell = string | number;

/** Pads columns; a column whose body is all numbers is set to the right. */
export const table = (
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
): string => {
  const text = [head, ...rows.map((row) => row.map(String))];
  const width = head.map((_, at) =>
    Math.max(...text.map((row) => row[at]?.length ?? 0)),
  );
  const right = head.map((_, at) =>
    rows.every((row) => /^[-−+\d.,]/.test(String(row[at] ?? "0"))),
  );
  return text
    .map((row) =>
      row
        .map((cell, at) =>
          right[at]
            ? cell.padStart(width[at] ?? 0)
            : cell.padEnd(width[at] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
};

const rate = (value: number, unit: "bit/s" | "packets/s"): string =>
  unit === "bit/s"
    ? `${(value / 1e9).toFixed(3)} Gbit/s`
    : `${value.toFixed(0)} packets/s`;
/** With its sign, and none for what rounds to 0. */
export const signedPercent = (share: number): string => {
  const tenths = Math.round(share * 1000);
  return `${tenths > 0 ? "+" : ""}${tenths === 0 ? "0.0" : (tenths / 10).toFixed(1)} %`;
};
const share = (value: number): string => `${(value * 100).toFixed(1)} %`;
const micros = (seconds: number): string => (seconds * 1e6).toFixed(2);
export const replayTable = (rows: readonly ReplayedRow[]): string => {
  const { throughput, packetRate } = replaySummary();
  const agreeing = rows.filter((row) => row.limiter.agrees).length;
  return [
    table(
      [
        "row",
        "published",
        "model",
        "error",
        "limiter, model",
        "next",
        "limiter, published",
        "agrees",
      ],
      rows.map((row) => [
        row.id,
        rate(row.published, row.unit),
        rate(row.model, row.unit),
        signedPercent(row.error),
        `${row.limiter.model} (${row.limiter.name})`,
        row.limiter.next ?? "",
        row.limiter.words,
        row.limiter.agrees ? "yes" : "no",
      ]),
    ),
    "",
    `packet rate: mean absolute error ${share(packetRate.mean)}, worst ${share(packetRate.worst)}`,
    `throughput:  mean absolute error ${share(throughput.mean)}, worst ${share(throughput.worst)}`,
    `limiter:     agrees in ${String(agreeing)} of ${String(rows.length)}`,
    ...rows
      .filter((row) => row.cpu !== null)
      .map(
        (row) =>
          `CPU ${row.id}: "${row.cpu?.words ?? ""}", model ${((row.cpu?.model ?? 0) * 100).toFixed(0)} % busy`,
      ),
  ].join("\n");
};

export const leaveOneOutTable = (rows: readonly LeftOut[]): string =>
  [
    table(
      ["row left out", "published", "predicted", "error"],
      rows.map((row) => [
        row.id,
        row.published.toPrecision(4),
        row.predicted.toPrecision(4),
        signedPercent(row.error),
      ]),
    ),
    "",
    `median absolute error ${share(medianError(rows))}`,
  ].join("\n");

/** Bits and packets where there are any, and whatever the workload counts. */
const ratesText = (prediction: Prediction): string => {
  const { unit, messagesPerSecond } = prediction;
  const counted =
    unit.name === "frames of one acknowledgement" ? "message" : unit.name;
  return [
    ...(prediction.bitsPerSecond > 0
      ? [rate(prediction.bitsPerSecond, "bit/s")]
      : []),
    ...(prediction.packetsPerSecond > 0 && counted !== "block"
      ? [rate(prediction.packetsPerSecond, "packets/s")]
      : []),
    `${messagesPerSecond.toFixed(1)} ${counted}s/s`,
  ].join(", ");
};

/** The limiter, what gives as much, and what is next where that is a third thing. */
const limitsText = ({ limiter, rival, nextLimiter }: Prediction): string[] => [
  `  limited by: ${limiter.sentence} [${limiter.category}]`,
  ...(rival ? [`  or nearly so: ${rival.sentence} [${rival.category}]`] : []),
  ...(nextLimiter === null
    ? ["  next: none"]
    : nextLimiter.id === rival?.id
      ? []
      : [`  next: ${nextLimiter.sentence} [${nextLimiter.category}]`]),
];

/** How much a long loop has on its way: the windows of a stream. */
const inFlightText = (prediction: Prediction): string => {
  const units = Math.round(unitsInFlight(prediction));
  return prediction.scenario.workload.kind === "tcp-stream"
    ? `, ${micros(behindOthersSeconds(prediction))} of them behind the other ${units - 1} units in flight`
    : "";
};

export const predictionText = (prediction: Prediction): string =>
  [
    `${prediction.technology.name}${prediction.isPrediction ? " (predicted: no published row tests it)" : ""}`,
    `  ${ratesText(prediction)}`,
    `  time around the loop ${micros(prediction.residenceSeconds)} µs${inFlightText(prediction)}`,
    ...limitsText(prediction),
    "",
    table(
      ["station", "servers", "used %", "µs a unit"],
      prediction.stations.map((station) => [
        station.id,
        station.servers,
        (station.utilisation * 100).toFixed(1),
        micros(station.demandSeconds),
      ]),
    ),
    "",
    table(
      ["end", "place", "step", "work µs", "wait µs"],
      prediction.steps
        .filter((step) => step.serviceSeconds + step.waitSeconds > 0)
        .map((step) => [
          step.end,
          step.place,
          step.label,
          micros(step.serviceSeconds),
          micros(step.waitSeconds),
        ]),
    ),
    ...prediction.waits.map(
      (wait) => `${wait.label}: ${micros(wait.seconds)} µs`,
    ),
    ...prediction.remarks,
  ].join("\n");

export const networkTable = (report: NetworkReport): string =>
  [
    `${report.kind}, ${report.method}: throughput ${report.throughput.toPrecision(7)} /s, response time ${report.responseTime.toPrecision(7)} s`,
    table(
      ["station", "residence s", "queue", "utilisation"],
      report.stations.map((station) => [
        station.name,
        station.residenceTime.toPrecision(6),
        station.queueLength.toPrecision(6),
        station.utilisation.toPrecision(6),
      ]),
    ),
  ].join("\n");

/** Solver and simulator side by side; the simulator's figures with their 95 % intervals. */
export const simulatedNetworkTable = (
  solved: NetworkReport,
  simulated: SimulatedNetwork,
): string => {
  const beside = (what: string, exact: number, estimate: Estimate) => [
    what,
    exact.toPrecision(6),
    estimate.mean.toPrecision(6),
    estimate.low95.toPrecision(5),
    estimate.high95.toPrecision(5),
    estimate.tooShort
      ? "too short to say"
      : estimate.low95 <= exact && exact <= estimate.high95
        ? "yes"
        : "no",
  ];
  return [
    `${solved.kind}: ${solved.method} solution beside ${simulated.events} simulated events (${simulated.seconds.toPrecision(4)} s, seed ${simulated.seed})`,
    table(
      ["figure", "solver", "simulator", "low 95", "high 95", "agrees"],
      [
        beside("throughput /s", solved.throughput, simulated.throughput),
        beside("response time s", solved.responseTime, simulated.responseTime),
        ...solved.stations.flatMap((station, k) => {
          const own = simulated.stations[k];
          if (!own) return [];
          return [
            beside(
              `${station.name}: residence s`,
              station.residenceTime,
              own.residenceTime,
            ),
            beside(
              `${station.name}: queue`,
              station.queueLength,
              own.queueLength,
            ),
            beside(
              `${station.name}: utilisation`,
              station.utilisation,
              own.utilisation,
            ),
          ];
        }),
      ],
    ),
    "",
    table(
      ["response time", "seconds"],
      simulated.percentiles.map(({ share: part, seconds }) => [
        `p${String(Number((part * 100).toFixed(4)))}`,
        seconds.toPrecision(4),
      ]),
    ),
    ...simulated.remarks,
  ].join("\n");
};

export const parameterTable = (): string =>
  table(
    ["id", "value", "unit", "low", "high", "status", "source"],
    parameterIds.map((id) => {
      const { value, unit, range, status, cite, where } = parameterRecord(id);
      const shown = (quantity: number) =>
        Number(inUnit(quantity, unit).toPrecision(6));
      return [
        id,
        shown(value),
        unit,
        shown(range[0]),
        shown(range[1]),
        status,
        `${cites[cite].authors}, ${String(cites[cite].year)}: ${where}`,
      ];
    }),
  );
