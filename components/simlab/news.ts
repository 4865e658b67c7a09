/**
 * A figure as what is new in it: a worker sends no timeline, sweep or comparison twice, and what has
 * not changed stays the same object in the page, which then draws it no second time.
 */
import type { SimFigure } from "./figure.ts";

export type News = Partial<SimFigure>;

/** What of `figure` the one before did not hold. */
export const newsOf = (
  figure: SimFigure,
  before: SimFigure | undefined,
): News =>
  before
    ? Object.fromEntries(
        Object.entries(figure).filter(
          ([part, value]) => before[part as keyof SimFigure] !== value,
        ),
      )
    : figure;

/** The figure whose news over the one before is given; the first holds all. */
export const withNews = (
  before: SimFigure | undefined,
  news: News,
): SimFigure => ({ ...before, ...news }) as SimFigure;
