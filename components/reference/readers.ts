/**
 * The files of the model that read a parameter by name: what is no cost of a step is used there.
 *
 * READS  The sources of models/, as text. FAILS to see a name that is put together from parts; the
 *        choices of hardware, whose names are, are known by their first part.
 */
import { cpuGenerations, disks, nics } from "../../models/index.ts";

const sources = import.meta.glob<string>("../../models/**/*.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** What only describes, tests or stores parameters reads none. */
const readers = Object.entries(sources)
  .map(([file, source]) => ({
    file: file.replace("../../models/", ""),
    source,
  }))
  .filter(
    ({ file }) =>
      !/^(parameters|paths|measurements)\/|\.test\.ts$|^explore\//.test(file),
  );

const choices: ReadonlyMap<string, string> = new Map<string, string>([
  ...cpuGenerations.map(({ id }) => [`cpu.${id}`, `cpu=${id}`] as const),
  ...nics.map(({ id }) => [`nic.${id}`, `nic=${id}`] as const),
  ...disks.flatMap(({ id }) =>
    ["latency", "each", "next", "byte"].map(
      (part) => [`disk.${id}.${part}`, `disk=${id}`] as const,
    ),
  ),
]);

/** The choice of a scenario that a parameter describes: "disk=nvme"; null for all others. */
export const choiceOf = (id: string): string | null => choices.get(id) ?? null;

/** Files of models/, in order of name. */
export const filesReading = (id: string): readonly string[] => {
  const name = id.includes(".")
    ? new RegExp(`["'\`]${id.replaceAll(".", "\\.")}["'\`]`)
    : new RegExp(`["'\`]${id}["'\`]|\\bvalues\\.${id}\\b`);
  return readers
    .filter(({ source }) => name.test(source))
    .map(({ file }) => file)
    .sort();
};
