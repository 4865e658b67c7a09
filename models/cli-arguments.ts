/**
 * The command line's words: which commands exist, what each takes, and what is wrong with a line.
 *
 * IDEA   A number is refused outside its bounds, and never adjusted: a script then knows what ran.
 * FAILS  Options are `--name` or `--name value`; there are no short options and no `--name=value`.
 */
import { mostSteps } from "./cli-ring.ts";
import { runBounds, type Bounds } from "./simulate/run.ts";

export interface Command {
  readonly name: string;
  /** How the line continues after the name. */
  readonly takes: string;
  readonly does: string;
  /** Positional words: fewest and most. */
  readonly words: readonly [fewest: number, most: number];
  readonly flags: readonly string[];
  /** Options that take a number, `--seconds 30`, and its bounds. */
  readonly numbers?: Readonly<Record<string, Bounds>>;
}

const commands = [
  {
    name: "solve",
    takes: "'technology=kvm-qemu-2012&threads=8' [--json]",
    does: "predicts one scenario",
    words: [0, 1],
    flags: ["--json"],
  },
  {
    name: "simulate",
    takes:
      "'technology=zone&threads=4' [--seconds S] [--warmup S] [--precision P] [--seed K] [--json]",
    does: "simulates one scenario, with 95 % intervals; at P of the mean it may stop early",
    words: [0, 1],
    flags: ["--json"],
    numbers: {
      "--seconds": runBounds.seconds,
      "--warmup": runBounds.warmup,
      "--precision": runBounds.precision,
      "--seed": runBounds.seed,
    },
  },
  {
    name: "replay",
    takes: "[--simulate [--seeds N]] [--json]",
    does: "the post's 19 rows against the model: solved, or simulated",
    words: [0, 0],
    flags: ["--json", "--simulate"],
    numbers: { "--seeds": [1, 1000] },
  },
  {
    name: "network",
    takes: "net.json [--simulate [--seconds S] [--seed K]] [--json]",
    does: "solves any queueing network, and simulates it beside; - reads standard input",
    words: [1, 1],
    flags: ["--json", "--simulate"],
    numbers: { "--seconds": runBounds.seconds, "--seed": runBounds.seed },
  },
  {
    name: "ring",
    takes: "'back-end=timer&offered=20000' [--seconds S] [--steps N] [--json]",
    does: "a guest's transmit ring: three back ends measured, and N steps told",
    words: [0, 1],
    flags: ["--json"],
    numbers: { "--seconds": [1e-3, 60], "--steps": [0, mostSteps] },
  },
  {
    name: "technologies",
    takes: "[--json]",
    does: "ids and descriptions",
    words: [0, 0],
    flags: ["--json"],
  },
  {
    name: "parameters",
    takes: "[--json]",
    does: "every parameter with unit, range, status and source",
    words: [0, 0],
    flags: ["--json"],
  },
  {
    name: "keys",
    takes: "[--json]",
    does: "the keys that a scenario's query understands",
    words: [0, 0],
    flags: ["--json"],
  },
  {
    name: "fit",
    takes: "[--json]",
    does: "fits the free parameters to the 19 rows again",
    words: [0, 0],
    flags: ["--json"],
  },
  {
    name: "leave-one-out",
    takes: "[--json]",
    does: "predicts each row from a fit to the others",
    words: [0, 0],
    flags: ["--json"],
  },
] as const satisfies readonly Command[];

export type CommandName = (typeof commands)[number]["name"];

/** A line that cannot be run; its message is one line and says what to do. */
export class UsageError extends Error {}

/** A line, read. */
export interface Line {
  readonly command: CommandName;
  readonly words: readonly string[];
  readonly json: boolean;
  readonly flags: readonly string[];
  /** By option: `{ "--seconds": 30 }`. */
  readonly numbers: Readonly<Record<string, number>>;
}

const names = commands.map(({ name }) => name).join(", ");

/**
 * @param words  the line after the program's name
 * @throws       UsageError
 */
export const readArguments = (words: readonly string[]): Line => {
  const [first, ...all] = words;
  if (first === undefined)
    throw new UsageError(`a command is missing; say one of ${names}`);
  const command = commands.find(({ name }) => name === first);
  if (!command)
    throw new UsageError(
      `"${first.slice(0, 40)}" is not a command; say one of ${names}`,
    );
  const { numbers, rest } = readNumbers(command, all);
  const flags = rest.filter((word) => word.startsWith("--"));
  const plain = rest.filter((word) => !word.startsWith("--"));
  const unknown = flags.find(
    (flag) => !(command.flags as readonly string[]).includes(flag),
  );
  if (unknown !== undefined)
    throw new UsageError(
      `${command.name} has no option ${unknown.slice(0, 40)}; it takes ${command.takes}`,
    );
  const [fewest, most] = command.words;
  if (plain.length < fewest || plain.length > most)
    throw new UsageError(
      `${command.name} was given ${String(plain.length)} ${plain.length === 1 ? "word" : "words"}; it takes ${command.takes}`,
    );
  return {
    command: command.name,
    words: plain,
    json: flags.includes("--json"),
    flags,
    numbers,
  };
};

/** Options of which a part makes no sense. */
const whole: readonly string[] = ["--seed", "--seeds", "--steps"];

/** Takes the options with a number off the line. */
const readNumbers = (
  command: Command,
  words: readonly string[],
): { numbers: Readonly<Record<string, number>>; rest: readonly string[] } => {
  const numbers: Record<string, number> = {};
  const rest: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const bounds = new Map(Object.entries(command.numbers ?? {})).get(word);
    if (!bounds) {
      rest.push(word);
      continue;
    }
    const text = words[++at] ?? "";
    const value = Number(text);
    if (text.trim() === "" || !Number.isFinite(value))
      throw new UsageError(
        `${word} takes a number, not "${text.slice(0, 40)}"; ${command.name} takes ${command.takes}`,
      );
    const [low, high] = bounds;
    if (value < low || value > high)
      throw new UsageError(
        `${word} is ${String(low)} to ${String(high)}, not ${text.slice(0, 40)}`,
      );
    if (whole.includes(word) && !Number.isInteger(value))
      throw new UsageError(
        `${word} is a whole number, not ${text.slice(0, 40)}`,
      );
    numbers[word] = value;
  }
  return { numbers, rest };
};

export const usage = [
  "npm run -s model -- <command>",
  ...commands.map(
    ({ name, takes, does }) => `  ${name} ${takes}\n      ${does}`,
  ),
].join("\n");
