import { expect, test } from "vitest";
import { cites, type CiteKey } from "./cites.ts";
import { parameterIds } from "./parameters/catalogue.ts";
import { technologies } from "./paths/catalogue.ts";
import { citing, everyStep, usesOf } from "./uses.ts";

test("usesOf finds every cost of every step, and no other", () => {
  const costs = new Set(
    technologies.flatMap((technology) =>
      everyStep(technology).flatMap(({ id, costs: paid }) =>
        paid.map(({ parameter }) => `${technology.id} ${id} ${parameter}`),
      ),
    ),
  );
  const found = new Set(
    parameterIds.flatMap((parameter) =>
      usesOf(parameter)
        .filter(({ by }) => !by.includes(" "))
        .flatMap(({ by, technologies: ids }) =>
          ids.map((id) => `${id} ${by} ${parameter}`),
        ),
    ),
  );
  expect(found).toEqual(costs);
});

test("usesOf names what a technology takes beside its steps", () => {
  expect(usesOf("window.bsd").map(({ by }) => by)).toContain(
    "window of a connection",
  );
  expect(usesOf("blkif.requests").map(({ by }) => by)).toEqual([
    "places of the disk queue",
  ]);
  expect(usesOf("credit.slice")).toEqual([]);
});

test("citing gives every parameter and every step to one work", () => {
  const works = (Object.keys(cites) as CiteKey[]).map(citing);
  expect(works.flatMap(({ parameters }) => parameters).sort()).toEqual(
    [...parameterIds].sort(),
  );
  const steps = works.flatMap(({ steps: each }) => each);
  const ids = new Set(
    technologies.flatMap((each) => everyStep(each).map(({ id }) => id)),
  );
  expect(new Set(steps.map(({ by }) => by))).toEqual(ids);
});
