import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { technologies } from "../paths/catalogue.ts";
import { parseScenario } from "../scenario.ts";
import { alignWalks, commonSubsequence } from "./align.ts";
import { walkOf, ways } from "./walk.ts";

/** The length by trying: take or leave each element of the shorter list. */
const longest = (a: readonly string[], b: readonly string[]): number => {
  const [first, ...rest] = a;
  if (first === undefined) return 0;
  const at = b.indexOf(first);
  const taken = at < 0 ? 0 : 1 + longest(rest, b.slice(at + 1));
  return Math.max(taken, longest(rest, b));
};

const letters = fc.array(fc.constantFrom(..."abcd"), { maxLength: 8 });

describe("commonSubsequence", () => {
  test("is common, in order, and as long as trying finds", () => {
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        const pairs = commonSubsequence(a, b);
        for (const [at, [i, j]] of pairs.entries()) {
          expect(a[i]).toBe(b[j]);
          const before = pairs[at - 1];
          if (before) {
            expect(i).toBeGreaterThan(before[0]);
            expect(j).toBeGreaterThan(before[1]);
          }
        }
        expect(pairs.length).toBe(longest(a, b));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

const { scenario } = parseScenario("");
const rowsOf = (way: (typeof ways)[number], ...ids: string[]) =>
  alignWalks(ids.map((id) => walkOf(scenario, id, way)));

describe("alignWalks", () => {
  test("keeps every step of every walk once, in its order", () => {
    const ids = technologies.map(({ id }) => id);
    for (const way of ways)
      for (const [at, id] of ids.entries()) {
        const three = [id, ids[(at + 1) % ids.length] ?? id, "zone"];
        const rows = rowsOf(way, ...three);
        for (const [column, each] of three.entries())
          expect(
            rows.flatMap(({ cells }) => cells[column]?.step.id ?? []),
          ).toEqual(
            walkOf(scenario, each, way).steps.map(({ step }) => step.id),
          );
        for (const { cells } of rows)
          expect(
            new Set(cells.flatMap((cell) => cell?.step.id ?? [])).size,
          ).toBe(1);
      }
  });

  test("a Zone and the global zone share every step, function for function", () => {
    for (const way of ways)
      expect(
        rowsOf(way, "unix", "zone").filter(
          ({ shared }) => shared !== "functions",
        ),
      ).toEqual([]);
  });

  test("two KVMs share the guest and the wire, and not what empties the ring", () => {
    const shared = new Map(
      rowsOf("transmit", "kvm-qemu-2012", "kvm-vhost").map((row) => [
        row.id,
        row.shared,
      ]),
    );
    expect(shared.get("guest-write")).toBe("functions");
    expect(shared.get("wire")).toBe("functions");
    expect(shared.get("kick")).toBe("step");
    expect(shared.get("tx-timer")).toBe("own");
    expect(shared.get("vhost-wake")).toBe("own");
  });
});
