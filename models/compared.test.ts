import { describe, expect, test } from "vitest";
import { comparedFigures, publishedFigures } from "./compared.ts";
import { parameterIds } from "./parameters/catalogue.ts";
import { queryToScenario, scenarioToQuery } from "./scenario.ts";

const asked = publishedFigures.flatMap(({ id, asked: how }) =>
  typeof how === "string" ? [] : [{ id, how }],
);

test("every figure has an id of its own", () => {
  const ids = publishedFigures.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(asked)("$id", ({ id, how }) => {
  test("asks for a scenario without a notice, all of whose keys act", () => {
    for (const query of [how.query, ...(how.over ? [how.over] : [])]) {
      const { scenario, notices } = queryToScenario(query);
      expect(notices).toEqual([]);
      expect(queryToScenario(scenarioToQuery(scenario)).scenario).toEqual(
        scenario,
      );
    }
  });

  test("names technology, workload and threads, so that any lab opens on it", () => {
    expect([...new URLSearchParams(how.query).keys()]).toEqual(
      expect.arrayContaining(["technology", "workload", "threads"]),
    );
  });

  test("names parameters that exist, where some were taken from it", () => {
    if (how.standing.kind === "source")
      expect(parameterIds).toEqual(
        expect.arrayContaining([...how.standing.of]),
      );
  });

  test("names a given row of its own table, where that set its program's work", () => {
    const { standing } = how;
    if (standing.kind !== "sibling") return;
    const row = publishedFigures.find((each) => each.id === standing.of);
    const own = publishedFigures.find((each) => each.id === id);
    expect([row?.cite, row?.where]).toEqual([own?.cite, own?.where]);
    expect(row?.asked).toMatchObject({ standing: { kind: "given" } });
  });
});

test("a figure that the scenario was given comes out as it is, to 3 %", () => {
  const given = comparedFigures().filter(
    ({ figure }) =>
      typeof figure.asked !== "string" &&
      figure.asked.standing.kind === "given",
  );
  expect(given.length).toBeGreaterThan(2);
  for (const { error } of given)
    expect(Math.abs(error ?? 1)).toBeLessThan(0.03);
});
