/** Each cell of the table of characteristics leads to a lab, in a state that the lab takes without a word. */
import { describe, expect, test } from "vitest";
import { cells } from "../../models/characteristics/catalogue.ts";
import { labsOn } from "./labs.ts";

describe.each(cells)("$id", ({ cell: { shown } }) => {
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
});
