/**
 * What `MemoryValue` can say: one quantity of a scenario of memory, made when the book is built.
 *
 * IDEA   A sentence names a scenario and a quantity. An unknown name stops the build.
 */
import { cites } from "../../models/index.ts";
import { breakEvenChanges } from "../../models/memory/break-even.ts";
import { balloonSeconds } from "../../models/memory/budget.ts";
import { pageBytes } from "../../models/memory/page-size.ts";
import {
  memoryFigures,
  type MemoryFigure,
} from "../../models/memory/published.ts";
import { accessRange } from "../../models/memory/range.ts";
import type { MemoryScenario } from "../../models/memory/scenario.ts";
import { changeCosts } from "../../models/memory/table-changes.ts";
import { publishedValues } from "../../models/parameters/published-values.ts";
import { errorAgainst } from "../../models/residual.ts";
import {
  errorWords,
  duration,
  memorySize,
  percent,
  plain,
  spanText,
} from "../format.ts";
import { presetState } from "./state.ts";
import { viewOf, type Row } from "./view.ts";

const gib = 2 ** 30;

interface Asked {
  readonly row: Row;
  readonly scenario: MemoryScenario;
}

const perSecond = (count: number): string =>
  `${plain(Number(count.toPrecision(2)))}\u202fchanges/s`;

/** By name, what can be said of a scenario. */
const quantities = {
  load: ({ row }) => duration(row.access.seconds),
  overhead: ({ row }) => percent(row.access.overhead),
  "overhead-range": ({ scenario }) => {
    const { cheap, dear } = accessRange(scenario);
    return spanText(percent(cheap.overhead), percent(dear.overhead));
  },
  worst: ({ row }) => plain(row.access.worst),
  reach: ({ row }) => memorySize(row.access.reachBytes),
  miss: ({ row }) => percent(row.access.miss),
  change: ({ row }) =>
    duration(changeCosts(publishedValues, row.arrangement).change),
  "break-even": ({ scenario }) =>
    perSecond(breakEvenChanges(publishedValues, scenario)),
  lost: ({ row }) => memorySize(row.budget.lost),
  "lost-share": ({ row }) => percent(row.budget.lostShare),
  kernels: ({ row }) => memorySize(row.budget.parts.kernels),
  tables: ({ row }) => memorySize(row.budget.parts.tables),
  "shared-cache": ({ row }) => memorySize(row.budget.parts.sharedCache),
  "own-cache": ({ row }) => memorySize(row.budget.parts.ownCache),
  twice: ({ row }) => memorySize(row.budget.parts.twice),
  fits: ({ row }) => plain(row.budget.fits),
  "balloon-time": ({ scenario }) =>
    duration(balloonSeconds(publishedValues, scenario.tenantGiB * gib)),
  "first-touch-time": ({ row, scenario }) =>
    duration(
      ((scenario.tenantGiB * gib) / pageBytes[scenario.hostPage]) *
        changeCosts(publishedValues, row.arrangement).firstTouch,
    ),
} as const satisfies Record<string, (asked: Asked) => string>;

export type MemoryQuantity = keyof typeof quantities;

export interface MemoryValueProps {
  /** The scenario's fields, as a link has them. */
  readonly query?: string;
  readonly show: MemoryQuantity;
}

/** The words for `props`. @throws Error when the query is not as a link would be */
export function memoryText({ query = "", show }: MemoryValueProps): string {
  const state = presetState({ query });
  return quantities[show]({
    row: viewOf(state).described,
    scenario: state.scenario,
  });
}

/** Where the words come from, in one sentence. */
export const memorySource = ({ query = "" }: MemoryValueProps): string =>
  `The model of memory, for ${query === "" ? "its first state" : query}`;

const figureText = ({ unit }: MemoryFigure, value: number): string =>
  unit === "s"
    ? duration(value)
    : `${value.toFixed(value < 1.1 ? 3 : 2)} times`;

export interface ComparedMemory {
  readonly figure: MemoryFigure;
  readonly published: string;
  /** Null where the model is not asked; `figure.model` says why. */
  readonly model: string | null;
  readonly error: string | null;
  readonly source: string;
}

/** Every published figure beside the model's answer. */
export const comparedMemory = (): readonly ComparedMemory[] =>
  memoryFigures.map((figure) => {
    const { model, value, cite, where } = figure;
    const answer = typeof model === "string" ? null : model(publishedValues);
    const { authors, year } = cites[cite];
    return {
      figure,
      published: figureText(figure, value),
      model: answer === null ? null : figureText(figure, answer),
      error: answer === null ? null : errorWords(errorAgainst(answer, value)),
      source: `${authors} ${String(year)}, ${where}`,
    };
  });
