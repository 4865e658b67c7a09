/**
 * `npm run -s model -- <command>`: the model without a browser.
 *
 * IDEA   Each command computes plain data; `--json` prints it, otherwise a table does.
 * FAILS  A line that cannot be run ends with status 2 and one line on standard error. A scenario
 *        always gives an answer; when something in it was ignored or clamped, that too is said in
 *        one line on standard error and the status is 2, so that a script notices.
 */
import { readFileSync } from "node:fs";
import {
  readArguments,
  usage,
  UsageError,
  type CommandName,
  type Line,
} from "./cli-arguments.ts";
import {
  leaveOneOutTable,
  networkTable,
  parameterTable,
  predictionText,
  replayTable,
  simulatedNetworkTable,
  table,
} from "./cli-tables.ts";
import { ringAnswer } from "./cli-ring.ts";
import { replaySimulatedAnswer, simulateAnswer } from "./cli-simulate.ts";
import { ModelError } from "./errors.ts";
import { fitRows, leaveOneOut } from "./fit.ts";
import { postRows } from "./measurements/post-2013.ts";
import {
  fittedIds,
  parameterRecord,
  parameters,
} from "./parameters/catalogue.ts";
import { technologies } from "./paths/catalogue.ts";
import { replay } from "./replay.ts";
import { fields } from "./scenario-fields.ts";
import { parseScenario } from "./scenario.ts";
import { solve } from "./solve.ts";
import { parseSimulatedNetwork } from "./simulate/parse-simulated-network.ts";
import { startNetwork } from "./simulate/simulate-network.ts";
import { simulatedNetworkData } from "./simulate/simulated-network.ts";
import { parseNetwork } from "./solve/parse-network.ts";
import { solveNetwork } from "./solve/solve-network.ts";
import { inUnit } from "./units.ts";

interface Output {
  /** What was not taken as given: said in one line, and the status is 2. */
  readonly complaint?: string;
  readonly data: unknown;
  readonly text: () => string;
}

const readNetwork = (file: string): unknown => {
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
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

/** Solves a network and simulates it: the same means twice, once with intervals. */
const simulateBeside = (input: unknown, { numbers }: Line): Output => {
  const { parsed, services } = parseSimulatedNetwork(input);
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

/** Options with a number belong to the simulator. */
const onlyWithSimulate = ({ numbers }: Line): void => {
  const given = Object.keys(numbers);
  if (given.length > 0)
    throw new UsageError(
      `only --simulate takes ${given.join(" and ")}; add it`,
    );
};

const run: Record<
  CommandName,
  (words: readonly string[], line: Line) => Output
> = {
  solve: ([query = ""]) => {
    const { scenario, notices } = parseScenario(query);
    const prediction = solve(scenario);
    return {
      data: { ...prediction, notices },
      text: () => predictionText(prediction),
      ...(notices.length > 0
        ? { complaint: notices.map(({ text }) => text).join(" ") }
        : {}),
    };
  },
  simulate: ([query = ""], { numbers }) => {
    const { scenario, notices } = parseScenario(query);
    return {
      ...simulateAnswer(scenario, notices, numbers),
      ...(notices.length > 0
        ? { complaint: notices.map(({ text }) => text).join(" ") }
        : {}),
    };
  },
  replay: (_, line) => {
    if (line.flags.includes("--simulate"))
      return replaySimulatedAnswer(Math.round(line.numbers["--seeds"] ?? 10));
    onlyWithSimulate(line);
    const rows = replay();
    return { data: rows, text: () => replayTable(rows) };
  },
  network: ([file = "-"], line) => {
    if (line.flags.includes("--simulate"))
      return simulateBeside(readNetwork(file), line);
    onlyWithSimulate(line);
    const report = solveNetwork(parseNetwork(readNetwork(file)));
    return { data: report, text: () => networkTable(report) };
  },
  ring: ([query = ""], { numbers }) => {
    const { data, text, notices } = ringAnswer(query, numbers);
    return {
      data,
      text,
      ...(notices.length > 0
        ? { complaint: notices.map((each) => each.text).join(" ") }
        : {}),
    };
  },
  technologies: () => {
    const data = technologies.map(
      ({ id, name, family, description, prediction }) => ({
        id,
        name,
        family,
        description,
        prediction,
      }),
    );
    return {
      data,
      text: () =>
        table(
          ["id", "description"],
          data.map((each) => [each.id, each.description]),
        ),
    };
  },
  parameters: () => ({ data: parameters, text: parameterTable }),
  keys: () => ({
    data: fields,
    text: () =>
      table(
        ["key", "takes", "what"],
        fields.map((field) => [
          field.key,
          field.kind === "choice"
            ? field.choices.map(({ id }) => id).join(" | ")
            : `${String(field.low)}…${String(field.high)} ${field.unit}`,
          field.hint,
        ]),
      ),
  }),
  fit: () => {
    const { values, misfit } = fitRows(postRows);
    const data = fittedIds.map((id) => {
      const { unit, value } = parameterRecord(id);
      return {
        id,
        unit,
        published: inUnit(value, unit),
        fitted: inUnit(values[id], unit),
      };
    });
    return {
      data: { misfit, parameters: data },
      text: () =>
        table(
          ["parameter", "in force", "fitted now", "unit"],
          data.map((each) => [
            each.id,
            each.published.toPrecision(4),
            each.fitted.toPrecision(4),
            each.unit,
          ]),
        ),
    };
  },
  "leave-one-out": () => {
    const rows = leaveOneOut(postRows);
    return { data: rows, text: () => leaveOneOutTable(rows) };
  },
};

const main = (line: readonly string[]): number => {
  if (line[0] === "help" || line[0] === "--help") {
    console.log(usage);
    return 0;
  }
  try {
    const read = readArguments(line);
    const { command, words, json } = read;
    const { data, text, complaint } = run[command](words, read);
    console.log(json ? JSON.stringify(data, null, 2) : text());
    if (complaint === undefined) return 0;
    console.error(`model: ${complaint}`);
    return 2;
  } catch (error) {
    if (error instanceof UsageError || error instanceof ModelError) {
      console.error(
        `model: ${error instanceof ModelError ? error.line : error.message}`,
      );
      return 2;
    }
    throw error;
  }
};

process.exitCode = main(process.argv.slice(2));
