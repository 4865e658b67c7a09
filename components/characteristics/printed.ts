/**
 * The evidence of a cell as words: what the page prints, made when the book is built.
 *
 * IDEA   The model's data name a query, a row or a path; the figure is computed here once, and the same
 *        words serve the table, the explanation below it and the one that opens in the table. An
 *        unknown name stops the build.
 */
import {
  cites,
  defaultScenario,
  parameterRecord,
  parseScenario,
  replay,
  rowLoopSeconds,
  solve,
  technologyById,
  type Place,
  type Status,
  type Technology,
} from "../../models/index.ts";
import { functionsSeen } from "../../models/explore/seen.ts";
import { walkOf } from "../../models/explore/walk.ts";
import { cells } from "../../models/characteristics/catalogue.ts";
import type { Evidence } from "../../models/characteristics/shape.ts";
import {
  counted,
  duration,
  parameterValue,
  rate,
  significant,
} from "../format.ts";
import { kindNames, placeName } from "../diagram/path-text.ts";
import { memorySource, memoryText } from "../memory/quoted.ts";
import { countedPath } from "../prose/path-lists.ts";
import { yearOf } from "../prose/work-words.ts";
import { rateOf, workloadRate } from "../workload-rate.ts";

/** How a figure is known: the model's, a prediction of it, a count of its steps, or a parameter's status. */
export type How = "model" | "predicted" | Status;

export interface Printed {
  readonly shows: Evidence["shows"];
  readonly label: string;
  readonly text: string;
  /** The text in a column of the table, where it is shorter. */
  readonly short?: string;
  /** What goes with the figure: its limiter. */
  readonly note?: string;
  readonly how: How;
  /** Where it comes from, in one sentence. */
  readonly source: string;
  /** Its entry in the reference, from the home page. */
  readonly entry?: string;
}

/** By the cell's id. */
export type PrintedEvidence = Readonly<Record<string, readonly Printed[]>>;

const named = (id: string): Technology => {
  const technology = technologyById.get(id);
  if (!technology) throw new Error(`evidence: no technology "${id}"`);
  return technology;
};

type Words = Omit<Printed, "shows" | "label">;

const solvedWords = (query: string, shows: "rate" | "loop" | "cpus"): Words => {
  const { scenario, notices } = parseScenario(query);
  const [notice] = notices;
  if (notice) throw new Error(`evidence "${query}": ${notice.text}`);
  const prediction = solve(scenario);
  const how = prediction.isPrediction ? "predicted" : "model";
  const source = `The model, for ${query}`;
  if (shows === "loop")
    return { text: duration(prediction.residenceSeconds), how, source };
  if (shows === "cpus")
    return {
      text: counted(Number(significant(prediction.cpu.client, 2)), "CPU"),
      how,
      source,
    };
  const { unit } = workloadRate(scenario);
  return {
    text: rate(rateOf(prediction, scenario), unit),
    note: `limiter: ${prediction.limiter.name}`,
    how,
    source,
  };
};

const published = replay();

const rowWords = (id: string, loop: boolean): Words => {
  const row = published.find((each) => each.id === id);
  if (!row) throw new Error(`evidence: no published row "${id}"`);
  const loopS = loop ? rowLoopSeconds(row, "published") : null;
  if (loop && loopS === null)
    throw new Error(`evidence: row "${id}" is no closed loop of messages`);
  return {
    text: loopS === null ? rate(row.published, row.unit) : duration(loopS),
    note: `suspected limiter: ${row.limiter.words}`,
    how: "quoted",
    source: `Published in 2013, row ${id}`,
    entry: `reference/measurements/#${id}`,
  };
};

const crossingsWords = (id: string): Words => {
  const { counts } = countedPath(`technology=${id}`, "network");
  const parts = [...counts]
    .filter(([, many]) => many > 0)
    .map(([kind, many]) => `${many} ${kindNames[kind][many === 1 ? 0 : 1]}`);
  return {
    text: parts.join(", "),
    how: "model",
    source: `Counted from the steps of ${id}`,
  };
};

const hardware: readonly Place[] = ["nic", "wire", "device"];

/** Where a lone message's way leads, in the order of the first visit. */
const placesWords = (id: string): Words => {
  const { family, places: ownNames } = named(id);
  const way = (["transmit", "receive"] as const).flatMap(
    (each) => walkOf(defaultScenario, id, each).steps,
  );
  const places = new Set(
    way
      .filter(
        ({ step, taken }) => taken === "way" && !hardware.includes(step.place),
      )
      .map(
        ({ step }) => ownNames?.[step.place] ?? placeName(step.place, family),
      ),
  );
  return {
    text: `${counted(places.size, "place")}: ${[...places].join(", ")}`,
    short: counted(places.size, "place"),
    how: "model",
    source: `Counted from the steps of ${id}`,
  };
};

const wordsOf = (evidence: Evidence): Words => {
  switch (evidence.shows) {
    case "rate":
    case "loop":
    case "cpus":
      return solvedWords(evidence.query, evidence.shows);
    case "row":
    case "row-loop":
      return rowWords(evidence.row, evidence.shows === "row-loop");
    case "parameter": {
      const { value, unit, status, cite, where } = parameterRecord(evidence.id);
      return {
        text: parameterValue(value, unit),
        how: status,
        source: `Parameter ${evidence.id}, ${status}: ${cites[cite].authors} ${yearOf(cite)}, ${where}`,
        entry: `reference/parameters/#${evidence.id}`,
      };
    }
    case "crossings":
      return crossingsWords(evidence.technology);
    case "places":
      return placesWords(evidence.technology);
    case "caches":
      return {
        text: counted(named(evidence.technology).disk.caches, "cache"),
        how: "model",
        source: `The disk path of ${evidence.technology}`,
      };
    case "seen": {
      const { seen, all } = functionsSeen(
        named(evidence.technology),
        evidence.from,
      );
      return {
        text: `${seen} of ${counted(all, "function")}`,
        short: `${seen} of ${all}`,
        how: "model",
        source: `Counted from the steps of ${evidence.technology}`,
      };
    }
    case "memory": {
      const asked = { query: evidence.query, show: evidence.quantity };
      return {
        text: memoryText(asked),
        how: "predicted",
        source: memorySource(asked),
      };
    }
    case "stated":
      return {
        text: evidence.text,
        how: "quoted",
        source: `${cites[evidence.cite].authors} ${yearOf(evidence.cite)}, ${evidence.at}`,
      };
  }
};

export const printedEvidence: PrintedEvidence = Object.fromEntries(
  cells
    .filter(({ cell }) => cell.evidence !== undefined)
    .map(({ id, cell }) => [
      id,
      (cell.evidence ?? []).map((each) => ({
        shows: each.shows,
        label: each.label,
        ...wordsOf(each),
      })),
    ]),
);
