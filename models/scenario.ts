/**
 * A scenario: one machine, one tenant technology, one workload. Parsing, defaults and links.
 *
 * IDEA   Reader input never throws. `parseScenario` returns a scenario that the solver accepts and
 *        a list of notices that say what was ignored, clamped or replaced, and by what.
 * UNITS  Fields keep the unit the reader types; a name that needs one ends in it (`rttUs`).
 * LENGTH Reading, clamping and writing the same fields: one codec, in one file.
 */
import { printable } from "./errors.ts";
import { refusalOf } from "./paths/catalogue.ts";
import {
  isList,
  readField,
  shownValue,
  type FieldValue,
} from "./fields/read-field.ts";
import {
  fieldByKey,
  fields,
  onceReserved,
  type Field,
  type WorkloadKind,
} from "./scenario-fields.ts";

export interface Scenario {
  readonly version: 1;
  readonly technology: string;
  readonly hardware: {
    readonly cpu: string;
    readonly cores: number;
    readonly nic: string;
    readonly disk: string;
    /** The disk on bare metal, when the reader has measured it. */
    readonly diskUs: number | null;
    readonly diskIops: number | null;
    readonly rttUs: number | null;
    readonly moderationUs: number | null;
    readonly ringFrames: number | null;
  };
  readonly limits: {
    readonly vcpus: number;
    readonly cap: number | "none" | null;
    /** CPUs to which the cap falls after a burst of `burstS`; null for no baseline. */
    readonly cpuBaseline: number | null;
    readonly burstS: number;
    /** Weight against each neighbour's 100. */
    readonly shares: number;
    readonly quotaPeriodMs: number;
    /** What a CPU has left of a quota when its period ends. */
    readonly quotaSlices: "kept" | "expire";
    readonly hz: number | null;
  };
  readonly workload: {
    readonly kind: WorkloadKind;
    readonly threads: number;
    readonly bytes: number | null;
    readonly responseBytes: number | null;
    readonly thinkUs: number;
    readonly serverUs: number;
    /** Threads of the server; null for one a client. */
    readonly workers: number | null;
    readonly clientUs: number;
    /** Threads of the load generator; null for one a client. */
    readonly clientWorkers: number | null;
    /** Where the clients of a server run. */
    readonly peer: "same" | "native";
    readonly depth: number;
    readonly pattern: "random" | "sequential";
    readonly direction: "read" | "write" | "sync";
    readonly eventUs: number;
    /** Events a second that arrive; null for threads that begin one after another. */
    readonly rate: number | null;
    readonly busy: "on" | "off";
    readonly slots: number | null;
    readonly processes: number;
    readonly service: "exponential" | "deterministic";
  };
  readonly options: {
    readonly capRelease: "before" | "after";
    readonly capBatching: "on" | "off";
    readonly capLoss: "on" | "off";
    readonly txTimerUs: number;
    readonly txBurst: number;
    readonly offload: "default" | "on" | "off";
    readonly selfCopy: "on" | "off";
    readonly firewall: "on" | "off";
    readonly windowBytes: number | null;
    readonly pageTables: "default" | "ept" | "shadow";
    readonly lofs: "on" | "off";
    /** Whether the thread of a virtual disk has many requests at once, or one. */
    readonly deviceThread: "pool" | "async" | "main" | "sync";
    /** How a Xen disk's back end reaches a guest's pages. */
    readonly diskGrants: "map" | "kept";
    /** Queue pairs of a paravirtual NIC; null for the technology's own number. */
    readonly queues: number | null;
    readonly grants: "default" | "copy" | "map" | "flip";
    readonly idle: "default" | "halts" | "host-polls" | "guest-polls";
    /** Whether each end of a veth pair has a transmit queue. */
    readonly vethQueue: "none" | "one";
    readonly scheduler:
      "default" | "fss" | "cfs" | "credit" | "credit2" | "bvt" | "sedf";
    /** BVT: how much earlier the tenant counts than it is. */
    readonly warpMs: number;
  };
  /** Other tenants on the host, one busy thread each. */
  readonly neighbours: number;
  /** What this workload measured on bare metal on the reader's machine. */
  readonly baseline: {
    /** Messages, requests, blocks or events a second; null when not measured. */
    readonly rate: number | null;
    readonly threads: number;
  };
  readonly seed: number;
}

export interface Notice {
  /** The key the reader gave, shortened to what can be shown. */
  readonly key: string;
  readonly kind: "ignored" | "clamped" | "replaced";
  /** One sentence: what was found, what stands instead. */
  readonly text: string;
}

type Value = FieldValue;
type Draft = Record<string, unknown>;

/** Longest input that is read at all; a link is a few hundred characters. */
const longestInput = 20_000;
const mostNotices = 20;

/** Short, on one line, and harmless to a terminal. */
const shorten = printable;

const put = (draft: Draft, at: readonly string[], value: Value): void => {
  const [group, name] = at;
  if (group === undefined) return;
  if (name === undefined) draft[group] = value;
  else (draft[group] as Draft)[name] = value;
};

const take = (scenario: Scenario, field: Field): Value => {
  const [group, name] = field.at;
  const outer = scenario[group as keyof Scenario] as unknown;
  return (name === undefined ? outer : (outer as Draft)[name]) as Value;
};

const blank = (): Draft => {
  const draft: Draft = {
    version: 1,
    hardware: {},
    limits: {},
    workload: {},
    options: {},
    baseline: {},
  };
  for (const field of fields) put(draft, field.at, field.initial);
  return draft;
};

export const defaultScenario = blank() as unknown as Scenario;

class Reader {
  readonly draft = blank();
  readonly notices: Notice[] = [];

  /** What is not given stands as it is in `from`. */
  constructor(from?: Scenario) {
    if (!from) return;
    for (const field of fields) put(this.draft, field.at, take(from, field));
  }

  note(key: string, kind: Notice["kind"], text: string): void {
    if (this.notices.length < mostNotices)
      this.notices.push({ key: shorten(key), kind, text });
    else if (this.notices.length === mostNotices)
      this.notices.push({
        key: "…",
        kind: "ignored",
        text: "Further values were ignored too.",
      });
  }

  set(key: string, raw: unknown): void {
    if (key === "v" || key === "version") {
      if (raw !== "1" && raw !== 1) {
        this.note(
          key,
          "replaced",
          `Version ${shownValue(raw)} is not known: read as version 1.`,
        );
      }
      return;
    }
    const field = fieldByKey.get(key);
    if (!field) {
      this.note(
        key,
        "ignored",
        `“${shorten(key)}” is not a key of a scenario: ignored.`,
      );
      return;
    }
    const standing = take(this.draft as unknown as Scenario, field);
    const { value, notice } = readField(field, raw, standing);
    put(this.draft, field.at, value);
    if (notice) this.note(key, notice.kind, notice.text);
  }
}

/** Says of keys that were long reserved, and of no others, that the workload has no use for them. */
const noteIdle = (reader: Reader, given: Iterable<string>): void => {
  const { kind } = (reader.draft as unknown as Scenario).workload;
  for (const key of given) {
    const field = onceReserved.has(key) ? fieldByKey.get(key) : undefined;
    if (!field?.workloads || field.workloads.includes(kind)) continue;
    const value = take(reader.draft as unknown as Scenario, field);
    if (value === field.initial || reader.notices.some((at) => at.key === key))
      continue;
    reader.note(
      key,
      "ignored",
      `“${key}” has no effect on ${kind}: it acts on ${field.workloads.join(", ")}.`,
    );
  }
};

/** A workload that makes no sense for the technology gives way to the default one, with the reason. */
const refuse = (reader: Reader): void => {
  const { technology, workload } = reader.draft as unknown as Scenario;
  const { kind } = workload;
  const refusal = refusalOf(technology, kind);
  const field = fieldByKey.get("workload");
  if (refusal === null || !field) return;
  put(reader.draft, field.at, field.initial);
  reader.note(
    "workload",
    "replaced",
    `workload ${kind} makes no sense for ${technology}: ${String(field.initial)} stands. ${refusal}`,
  );
};

const keyOf = new Map(fields.map((field) => [field.at.join("."), field.key]));

const readQuery = (reader: Reader, query: string): void => {
  if (query.length > longestInput) {
    reader.note(
      "input",
      "ignored",
      `The input has ${String(query.length)} characters; only the first ${String(longestInput)} were read.`,
    );
  }
  const seen = new Set<string>();
  for (const [key, value] of new URLSearchParams(
    query.slice(0, longestInput),
  )) {
    if (key === "") continue;
    if (seen.has(key))
      reader.note(
        key,
        "ignored",
        `“${shorten(key)}” is given twice: the first stands.`,
      );
    else reader.set(key, value);
    seen.add(key);
  }
  noteIdle(reader, seen);
};

/** Most keys of one object that are read at all. */
const mostKeys = 200;

/** Own enumerable string keys of a plain object; what cannot be read is noted. */
const entriesOf = (reader: Reader, object: object): [string, unknown][] => {
  let keys: string[] = [];
  try {
    keys = Object.keys(object).slice(0, mostKeys);
  } catch {
    reader.note("input", "ignored", "An object that cannot be read: ignored.");
  }
  const entries: [string, unknown][] = [];
  for (const key of keys) {
    try {
      entries.push([key, (object as Draft)[key]]);
    } catch {
      const shown = shorten(key);
      reader.note(shown, "ignored", `“${shown}” cannot be read: ignored.`);
    }
  }
  return entries;
};

const readObject = (reader: Reader, object: object): void => {
  for (const [key, value] of entriesOf(reader, object)) {
    const isGroup =
      key === "hardware" ||
      key === "limits" ||
      key === "workload" ||
      key === "options" ||
      key === "baseline";
    if (isGroup && typeof value === "object" && value !== null) {
      for (const [name, inner] of entriesOf(reader, value)) {
        const known =
          keyOf.get(`${key}.${name}`) ??
          (fieldByKey.has(name) ? name : undefined);
        if (known !== undefined) reader.set(known, inner);
        else {
          const shown = shorten(`${key}.${name}`);
          reader.note(
            shown,
            "ignored",
            `“${shown}” is not a field of a scenario: ignored.`,
          );
        }
      }
    } else reader.set(key, value);
  }
};

/**
 * A scenario from anything: a query string, a scenario object or a flat object of query keys.
 *
 * @param input  untrusted; any type and size
 * @param from   what stands for fields that are not given or make no sense; the default scenario
 * @returns      a scenario the solver accepts, and notices (at most 21) of what was not taken as given
 * @throws       never
 */
export const parseScenario = (
  input: unknown,
  from?: Scenario,
): { scenario: Scenario; notices: Notice[] } => {
  const reader = new Reader(from);
  if (typeof input === "string") readQuery(reader, input.replace(/^\?/, ""));
  else if (typeof input === "object" && input !== null && !isList(input))
    readObject(reader, input);
  else if (input !== undefined && input !== null)
    reader.note(
      "input",
      "ignored",
      `A scenario cannot be read from ${shownValue(input)}: the default stands.`,
    );
  refuse(reader);
  return {
    scenario: reader.draft as unknown as Scenario,
    notices: reader.notices,
  };
};

/** A scenario from a link's query string, with or without its question mark. */
export const queryToScenario = (query: string) => parseScenario(query);

/**
 * The query string of a scenario: only what differs from the default, keys sorted.
 * `queryToScenario` of it gives the scenario back.
 */
export const scenarioToQuery = (scenario: Scenario): string => {
  const query = new URLSearchParams();
  for (const field of [...fields].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const value = take(scenario, field);
    if (value !== field.initial && value !== null)
      query.set(field.key, String(value));
  }
  return query.toString();
};

/** `scenario` with one field replaced, clamped like reader input. */
export const withField = (
  scenario: Scenario,
  key: string,
  value: unknown,
): Scenario => {
  const reader = new Reader(scenario);
  reader.set(key, value);
  return reader.draft as unknown as Scenario;
};

/** The value of one field as the reader typed it. */
export const fieldValue = (scenario: Scenario, key: string): Value => {
  const field = fieldByKey.get(key);
  return field ? take(scenario, field) : null;
};
