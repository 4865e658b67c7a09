/** Each cell of the table of characteristics leads to a lab, in a state that the lab takes without a word. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cells, rows } from "../../models/characteristics/catalogue.ts";
import { parameterIds } from "../../models/index.ts";
import { labsOn } from "./labs.ts";

/** Rows whose labs are still to be written: their cells lead to a section, or to a parameter. */
const withoutLabs: readonly string[] = [
  "memory-access",
  "memory-loss",
  "memory-allocation",
];

const sourceOf = (page: string): string => {
  const file = `content/${page.replace(/\/$/, "")}.mdx`;
  return existsSync(file) ? readFileSync(file, "utf8") : "";
};

/** A heading's anchor, as the site makes it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}\s-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

const anchorsIn = (source: string): string[] => [
  ...[...source.matchAll(/^#{2,4} (.+)$/gm)].map(([, heading = ""]) =>
    anchorOf(heading),
  ),
  ...[...source.matchAll(/\sid="([^"]+)"/g)].map(([, id = ""]) => id),
];

describe.each(cells.filter(({ row }) => !withoutLabs.includes(row.id)))(
  "$id",
  ({ cell: { shown } }) => {
    const labs = labsOn(shown.page);
    const own = labs.find(({ id }) => id === shown.at);

    test("leads to a lab", () => {
      expect(
        labs.map(({ id }) => id),
        shown.page,
      ).toContain(shown.at);
    });

    test("asks it for a state that it takes without a notice", () => {
      if (own === undefined || shown.query === undefined) return;
      const owner = labs.find(({ linked }) => linked) ?? labs[0];
      const prefix = own === owner ? "" : `${own.id}.`;
      for (const key of new URLSearchParams(shown.query).keys())
        expect(key.startsWith(prefix), key).toBe(true);
      const others = labs
        .filter((each) => each !== own)
        .map(({ id }) => `${id}.`);
      const { notices } = own.read(`?${shown.query}`, prefix, others);
      expect(notices).toEqual([]);
    });
  },
);

describe.each(cells.filter(({ row }) => withoutLabs.includes(row.id)))(
  "$id, without a lab",
  ({ cell: { shown } }) => {
    test("leads to a place that is there", () => {
      expect(
        [
          ...anchorsIn(sourceOf(shown.page)),
          ...(shown.page === "reference/parameters/" ? parameterIds : []),
        ],
        shown.page,
      ).toContain(shown.at);
    });
  },
);

test("a row is an exception only while one of its cells has no lab", () => {
  for (const row of withoutLabs) {
    expect(rows.map(({ id }) => id)).toContain(row);
    const own = cells.filter((each) => each.row.id === row);
    expect(
      own.every(({ cell: { shown } }) =>
        labsOn(shown.page).some(({ id }) => id === shown.at),
      ),
      `${row} has its labs: take it off the list`,
    ).toBe(false);
  }
});
