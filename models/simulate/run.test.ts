import { describe, expect, test } from "vitest";
import { ModelError } from "../errors.ts";
import { defaultScenario } from "../scenario.ts";
import { checkOptions, type SimulateOptions } from "./run.ts";
import { simulate, startSimulation } from "./simulate.ts";

describe("simulate refuses what the command line refuses", () => {
  test.each<[keyof SimulateOptions, unknown]>([
    ["seconds", -1],
    ["seconds", 0],
    ["seconds", NaN],
    ["seconds", Infinity],
    ["seconds", "10"],
    ["seconds", null],
    ["warmup", -5],
    ["precision", 1.1],
    ["seed", -1],
    ["seed", 2 ** 32],
    ["mostEvents", 0],
  ])("%s = %s", (name, value) => {
    const options = { [name]: value } as SimulateOptions;
    for (const begin of [simulate, startSimulation])
      try {
        begin(defaultScenario, options);
        expect.unreachable();
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        expect(error.code).toBe("SIMULATE_OPTION");
        expect(error.where).toContain(name);
        expect(error.hint).toContain(name);
      }
  });

  test("and takes the ends of every range, and nothing at all", () => {
    checkOptions({});
    checkOptions({ seconds: 1e-3, warmup: 0, precision: 0, seed: 0 });
    checkOptions({ seconds: 1e6, warmup: 1e5, precision: 1 });
    checkOptions({ seed: 2 ** 32 - 1, mostEvents: 1 });
  });
});
