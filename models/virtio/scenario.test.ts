/** Reader input to the ring's scenario: never thrown, clamped with a sentence, rings a power of two. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldByKey } from "../scenario-fields.ts";
import { virtioFields } from "./fields.ts";
import {
  defaultVirtio,
  parseVirtio,
  virtioValue,
  whyIdle,
  withVirtio,
} from "./scenario.ts";

describe("withVirtio", () => {
  test("the default has every field's initial value", () => {
    for (const { key, initial } of virtioFields)
      expect(virtioValue(defaultVirtio, key), key).toBe(initial);
  });

  test.each([
    ["tx-ring", "300", 256, "no power of two"],
    ["tx-ring", "9999", 1024, "outside 32 to 1024"],
    ["tx-timer", "0", 1, "outside 1 to 10000"],
    ["tx-timer", "1ms", 1_000, null],
    ["back-end", "tap", "timer", "none of timer, bottom-half, vhost"],
    ["offered", "-1", 1, "outside"],
    ["guest-us", "x", null, "is not a number"],
  ] as const)("%s=%s gives %s", (key, raw, value, said) => {
    const { scenario, notice } = withVirtio(defaultVirtio, key, raw);
    expect(virtioValue(scenario, key)).toBe(value);
    if (said === null) expect(notice).toBeNull();
    else expect(notice?.text).toContain(said);
  });

  test("takes anything without throwing, and stays within the fields", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...virtioFields.map(({ key }) => key)),
        fc.anything(),
        (key, raw) => {
          const { scenario } = withVirtio(defaultVirtio, key, raw);
          const slots = Math.log2(scenario.ringSlots);
          expect(Number.isInteger(slots)).toBe(true);
          for (const field of virtioFields) {
            const value = virtioValue(scenario, field.key);
            if (field.kind === "number" && value !== null) {
              expect(value).toBeGreaterThanOrEqual(field.low);
              expect(value).toBeLessThanOrEqual(field.high);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("an unknown key changes nothing", () => {
    expect(withVirtio(defaultVirtio, "__proto__", 1).scenario).toBe(
      defaultVirtio,
    );
  });
});

test("no key of the ring means something else in a scenario", () => {
  const shared = virtioFields
    .map(({ key }) => key)
    .filter((key) => fieldByKey.has(key));
  expect(shared).toEqual(["tx-timer", "tx-burst", "seed"]);
});

test("parseVirtio ignores what it does not know, and the second of two", () => {
  const { scenario, notices } = parseVirtio([
    ["tx-ring", "64"],
    ["tx-ring", "128"],
    ["rings", "1"],
  ]);
  expect(scenario.ringSlots).toBe(64);
  expect(notices.map(({ kind }) => kind)).toEqual(["ignored", "ignored"]);
});

test("whyIdle names the fields that the back end or the arrivals have no use for", () => {
  const vhost = { ...defaultVirtio, backEnd: "vhost" } as const;
  const idle = virtioFields
    .map(({ key }) => key)
    .filter((key) => whyIdle(vhost, key) !== null);
  expect(idle).toEqual(["at-once", "tx-timer", "tx-burst", "rescue", "seed"]);
  expect(whyIdle(defaultVirtio, "tx-timer")).toBeNull();
});
