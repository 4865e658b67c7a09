import { expect, test } from "vitest";
import { parameterGroups, parameterIds } from "./catalogue.ts";

test("no parameter is in two sets", () => {
  expect(
    parameterGroups.flatMap(({ parameters }) => parameters).sort(),
  ).toEqual([...parameterIds].sort());
});
