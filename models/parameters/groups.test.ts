import { expect, test } from "vitest";
import { parameterIds } from "./catalogue.ts";
import { parameterGroups } from "./groups.ts";

test("every parameter is in one group", () => {
  expect(
    parameterGroups.flatMap(({ parameters }) => parameters).sort(),
  ).toEqual([...parameterIds].sort());
});
