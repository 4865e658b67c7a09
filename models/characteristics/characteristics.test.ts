import { describe, expect, test } from "vitest";
import { parseMemory } from "../memory/scenario.ts";
import { parseScenario } from "../scenario.ts";
import { postRows } from "../measurements/post-2013.ts";
import { technologyById } from "../paths/catalogue.ts";
import { cells, columns, differs, rows } from "./catalogue.ts";
import { verdictOf, type Evidence } from "./shape.ts";

/** A number with a unit, in digits: those belong to evidence. */
const quantity = /\d[\d.,]*\s*(?:%|[kMGT]?bit\/s|[kMG]?B\b|[nµm]?s\b|cycles)/u;

const technologyOf = (evidence: Evidence): string | undefined =>
  "technology" in evidence ? evidence.technology : undefined;

test("rows has the post's twelve characteristics, each with a cell a column", () => {
  expect(rows).toHaveLength(12);
  expect(new Set(cells.map(({ id }) => id)).size).toBe(12 * columns.length);
});

test("the post's columns are quoted and no other is", () => {
  for (const { id, column, cell } of cells)
    expect(cell.basis === "quoted", id).toBe(column.from === "post");
});

test("columns stand for technologies of the catalogue, tested ones only where the post has them", () => {
  for (const { technology, family, from } of columns) {
    const found = technologyById.get(technology);
    expect(found?.family, technology).toBe(family);
    if (from === "ours") expect(found?.prediction, technology).toBe(true);
  }
});

describe.each(cells)("$id", ({ row, cell }) => {
  const evidence = cell.evidence ?? [];

  test("is complete: a grade, one to three sentences, sources with places, a place that shows it", () => {
    expect(cell.level).not.toBe("");
    const sentences = cell.why.match(/[.?](?=\s|$)/g) ?? [];
    expect(sentences.length).toBeGreaterThanOrEqual(1);
    expect(sentences.length).toBeLessThanOrEqual(3);
    for (const { at } of cell.sources) expect(at).not.toBe("");
    if (cell.basis === "quoted")
      expect(cell.sources.map(({ cite }) => cite)).toContain("gregg2013");
    expect(cell.shown.page).toMatch(/^([\w-]+\/)+$/);
    expect(cell.shown.what).not.toBe("");
  });

  test("types no quantity in its sentences", () => {
    for (const text of [verdictOf(cell), cell.why, cell.shown.what])
      expect(text).not.toMatch(quantity);
  });

  test("has the figure that its row prints", () => {
    if (row.figure)
      expect(evidence.map(({ shows }) => shows)).toContain(row.figure.shows);
  });

  test("asks the model in queries that it takes without a notice", () => {
    const asked = evidence.flatMap((each) =>
      "query" in each
        ? [{ query: each.query, ofMemory: each.shows === "memory" }]
        : [],
    );
    for (const { query, ofMemory } of asked)
      expect(
        ofMemory
          ? parseMemory(new URLSearchParams(query)).notices
          : parseScenario(query).notices,
        query,
      ).toEqual([]);
  });

  test("names rows and technologies that exist", () => {
    const published = postRows.map(({ id }) => id);
    for (const each of evidence) {
      if ("row" in each) expect(published).toContain(each.row);
      const technology = technologyOf(each);
      if (technology !== undefined)
        expect(technologyById.has(technology), technology).toBe(true);
    }
  });
});

test("differs(row, among) compares grades, and Xen and KVM of 2013 differ in three rows", () => {
  expect(
    rows.filter((row) => differs(row, ["xen", "kvm"])).map(({ id }) => id),
  ).toEqual(["resource-controls", "seen-from-host", "complexity"]);
  expect(rows.filter((row) => differs(row, ["zone"]))).toEqual([]);
});
