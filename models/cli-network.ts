/**
 * `model network`: any queueing network from a file or from standard input, solved and simulated.
 *
 * FAILS  A file longer than `mostBytes` is refused unread: a device without an end has no answer.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { UsageError, type Line } from "./cli-arguments.ts";
import { networkTable, simulatedNetworkTable } from "./cli-tables.ts";
import { parseSimulatedNetwork } from "./simulate/parse-simulated-network.ts";
import { startNetwork } from "./simulate/simulate-network.ts";
import { simulatedNetworkData } from "./simulate/simulated-network.ts";
import { parseNetwork } from "./solve/parse-network.ts";
import { solveNetwork } from "./solve/solve-network.ts";

interface Answer {
  readonly data: unknown;
  readonly text: () => string;
}

/** Thousands of stations, and far more than anyone writes. */
const mostBytes = 16 * 2 ** 20;

/** At most one byte more than is taken: enough to know that there are too many. */
const textOf = (file: string): string => {
  const source = file === "-" ? 0 : openSync(file, "r");
  try {
    const bytes = Buffer.alloc(mostBytes + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.length; length += read)
      read = readSync(source, bytes, length, bytes.length - length, null);
    if (length > mostBytes)
      throw new UsageError(
        `${file}: is longer than ${mostBytes / 2 ** 20} MiB, the most that is read; give a network of fewer stations`,
      );
    return bytes.toString("utf8", 0, length);
  } finally {
    if (source !== 0) closeSync(source);
  }
};

const readNetwork = (file: string): unknown => {
  let text: string;
  try {
    text = textOf(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code =
      error instanceof Error && "code" in error
        ? String(error.code)
        : "unreadable";
    throw new UsageError(
      `${file}: cannot be read (${code}); give a JSON file or - for standard input`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0] : "";
    throw new UsageError(
      `${file}: is not JSON (${why ?? ""}); give { "stations": [...], "thinkTime": 0, "population": 1 }`,
    );
  }
};

export const solvedNetworkAnswer = (file: string): Answer => {
  const report = solveNetwork(parseNetwork(readNetwork(file)));
  return { data: report, text: () => networkTable(report) };
};

/** Solves a network and simulates it: the same means twice, once with intervals. */
export const simulatedNetworkAnswer = (
  file: string,
  numbers: Line["numbers"],
): Answer => {
  const { parsed, services } = parseSimulatedNetwork(readNetwork(file));
  const solved = solveNetwork(parsed);
  const simulation = startNetwork(parsed, {
    services,
    ...("--seconds" in numbers ? { seconds: numbers["--seconds"] } : {}),
    ...("--seed" in numbers ? { seed: numbers["--seed"] } : {}),
  });
  while (!simulation.advance(1e6));
  const simulated = simulation.result();
  return {
    data: { solved, simulated: simulatedNetworkData(simulated) },
    text: () => simulatedNetworkTable(solved, simulated),
  };
};
