/**
 * `npm run -s model -- <command>`: the model without a browser.
 *
 * IDEA   Each command computes plain data; `--json` prints it, otherwise a table does.
 * FAILS  A line that cannot be run ends with status 2 and one line on standard error. A scenario
 *        always gives an answer; when something in it was ignored or clamped, that too is said in
 *        one line on standard error and the status is 2, so that a script notices.
 */
import {
  readArguments,
  usage,
  UsageError,
  type CommandName,
  type Line,
} from "./cli-arguments.ts";
import {
  leaveOneOutTable,
  parameterTable,
  predictionText,
  replayTable,
  table,
} from "./cli-tables.ts";
import { simulatedNetworkAnswer, solvedNetworkAnswer } from "./cli-network.ts";
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
import { fieldByKey, fields } from "./scenario-fields.ts";
import { parseScenario, type Notice } from "./scenario.ts";
import { solve } from "./solve.ts";
import { inUnit } from "./units.ts";
import { virtioFieldByKey } from "./virtio/fields.ts";

interface Output {
  /** What was not taken as given: said in one line, and the status is 2. */
  readonly complaint?: string;
  readonly data: unknown;
  readonly text: () => string;
}

/** One line of what was not taken as given; where a key is unknown, it says which there are. */
const complaintOf = (
  notices: readonly Notice[],
  known: ReadonlyMap<string, unknown> = fieldByKey,
  keys = "The keys are listed by: npm run -s model -- keys",
): Pick<Output, "complaint"> => {
  if (notices.length === 0) return {};
  const unknown = notices.some(
    ({ kind, key }) => kind === "ignored" && !known.has(key),
  );
  const said = notices.map(({ text }) => text);
  return { complaint: [...said, ...(unknown ? [keys] : [])].join(" ") };
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
      ...complaintOf(notices),
    };
  },
  simulate: ([query = ""], { numbers }) => {
    const { scenario, notices } = parseScenario(query);
    return {
      ...simulateAnswer(scenario, notices, numbers),
      ...complaintOf(notices),
    };
  },
  replay: (_, line) => {
    if (line.flags.includes("--simulate"))
      return replaySimulatedAnswer(line.numbers["--seeds"] ?? 10);
    onlyWithSimulate(line);
    const rows = replay();
    return { data: rows, text: () => replayTable(rows) };
  },
  network: ([file = "-"], line) => {
    if (line.flags.includes("--simulate"))
      return simulatedNetworkAnswer(file, line.numbers);
    onlyWithSimulate(line);
    return solvedNetworkAnswer(file);
  },
  ring: ([query = ""], { numbers }) => {
    const { data, text, notices } = ringAnswer(query, numbers);
    return {
      data,
      text,
      ...complaintOf(
        notices,
        virtioFieldByKey,
        `The keys are ${[...virtioFieldByKey.keys()].join(", ")}.`,
      ),
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
  if (line[0] === "help" || line.includes("--help") || line.includes("-h")) {
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
