import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { technologies } from "../paths/catalogue.ts";
import { parseScenario } from "../scenario.ts";
import { alignIds, alignWalks } from "./align.ts";
import { walkOf, ways } from "./walk.ts";

const letters = fc.array(fc.constantFrom(..."abcd"), { maxLength: 5 });
const lists = fc.array(letters, { minLength: 1, maxLength: 3 });

/** The fewest rows, by trying: each next row takes the heads that are alike, all or some. */
const fewestRows = (of: readonly (readonly string[])[]): number => {
  const known = new Map<string, number>();
  const from = (at: readonly number[]): number => {
    const key = at.join();
    const before = known.get(key);
    if (before !== undefined) return before;
    const heads = of.map((list, which) => list[at[which] ?? 0]);
    let best = heads.every((head) => head === undefined) ? 0 : Infinity;
    for (let taken = 1; taken < 2 ** of.length; taken++) {
      const isTaken = (which: number) => ((taken >> which) & 1) === 1;
      const row = new Set(heads.filter((_, which) => isTaken(which)));
      if (row.size === 1 && !row.has(undefined))
        best = Math.min(
          best,
          1 + from(at.map((place, which) => place + (isTaken(which) ? 1 : 0))),
        );
    }
    known.set(key, best);
    return best;
  };
  return from(of.map(() => 0));
};

describe("alignIds", () => {
  test("keeps order, puts everything in one row, and only the same into the same", () => {
    fc.assert(
      fc.property(lists, (of) => {
        const rows = alignIds(of);
        of.forEach((list, which) => {
          expect(rows.flatMap((places) => places[which] ?? [])).toEqual(
            list.map((_, at) => at),
          );
        });
        for (const places of rows)
          expect(
            new Set(
              places.flatMap((place, which) =>
                place === null ? [] : [of[which]?.[place]],
              ),
            ).size,
          ).toBe(1);
      }),
    );
  });

  test("has as few rows as trying finds", () => {
    fc.assert(
      fc.property(lists, (of) => {
        expect(alignIds(of)).toHaveLength(fewestRows(of));
      }),
    );
  });

  test("shares the same in whatever order the lists come", () => {
    const ordered = fc
      .tuple(letters, letters, letters)
      .chain((of) =>
        fc.tuple(
          fc.constant(of),
          fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        ),
      );
    fc.assert(
      fc.property(ordered, ([of, order]) => {
        const shared = (rows: ReturnType<typeof alignIds>) =>
          rows.filter(
            (places) => places.filter((place) => place !== null).length > 1,
          );
        const other = shared(alignIds(order.map((which) => of[which] ?? [])));
        // Lists alike are one and the same to whoever reads the rows.
        const read = (rows: readonly (readonly (number | null)[])[]) =>
          rows.map((places) =>
            places
              .map((place, which) => `${of[which]?.join("") ?? ""}${place}`)
              .sort(),
          );
        expect(
          read(
            other.map((places) =>
              of.map((_, which) => places[order.indexOf(which)] ?? null),
            ),
          ),
        ).toEqual(read(shared(alignIds(of))));
      }),
    );
  });

  test("finds what all three share where two of them would rather share another", () => {
    // One after the other, the first two may meet at q, and then nothing is shared by all.
    const rows = alignIds([["p", "q"], ["q", "p"], ["p"]]);
    expect(rows).toContainEqual([0, 1, 0]);
    expect(rows).toHaveLength(3);
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

  test("three technologies share the same in whatever order they stand", () => {
    const three = fc.shuffledSubarray(
      technologies.map(({ id }) => id),
      { minLength: 3, maxLength: 3 },
    );
    const shared = (way: (typeof ways)[number], ids: readonly string[]) =>
      rowsOf(way, ...ids)
        .filter((row) => row.shared !== "own")
        .map((row) => [
          row.id,
          row.shared,
          ids.filter((_, column) => row.cells[column]).sort(),
        ]);
    fc.assert(
      fc.property(
        fc.constantFrom(...ways),
        three,
        (way, [a = "", b = "", c = ""]) => {
          const found = shared(way, [a, b, c]);
          expect(shared(way, [c, a, b])).toEqual(found);
          expect(shared(way, [b, a, c])).toEqual(found);
        },
      ),
    );
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
