/** A link says what differs from the whole table, and gives it back; hostile links give a state. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { cells, rows } from "../../models/characteristics/catalogue.ts";
import {
  compare,
  everyColumn,
  fewestColumns,
  linkForm,
  rowsInView,
  wholeTable,
  type TableState,
} from "./state.ts";

const read = (search: string) => linkForm.read(search, "", []);

const anyState: fc.Arbitrary<TableState> = fc.record({
  compared: fc
    .subarray([...everyColumn], { minLength: fewestColumns })
    .map((ids) => everyColumn.filter((id) => ids.includes(id))),
  find: fc.string({ maxLength: 30 }).map((text) => text.trim()),
  differ: fc.boolean(),
  open: fc.option(fc.constantFrom(...cells.map(({ id }) => id))),
});

test("the whole table has no query, and no query is the whole table", () => {
  expect(linkForm.write("", "", wholeTable)).toBe("");
  expect(read("")).toEqual({ state: wholeTable, notices: [] });
});

test("read(write(state)) is the state", () => {
  fc.assert(
    fc.property(anyState, (state) => {
      expect(read(linkForm.write("", "", state))).toEqual({
        state,
        notices: [],
      });
    }),
  );
});

test("any query gives a state with two technologies or more, and never throws", () => {
  const keys = fc.constantFrom("with", "find", "differ", "open", "threads", "");
  fc.assert(
    fc.property(
      fc.array(fc.tuple(keys, fc.string()), { maxLength: 6 }),
      (pairs) => {
        const { state } = read(`?${new URLSearchParams(pairs).toString()}`);
        expect(state.compared.length).toBeGreaterThanOrEqual(fewestColumns);
        expect(state.find.length).toBeLessThanOrEqual(80);
      },
    ),
  );
});

test("compare(state, id, false) keeps the last two", () => {
  const two: TableState = { ...wholeTable, compared: ["xen", "kvm"] };
  expect(compare(two, "kvm", false)).toBe(two);
  expect(compare(two, "zone", true).compared).toEqual(["zone", "xen", "kvm"]);
});

test("rowsInView finds all words, in the columns compared alone", () => {
  const of = (find: string, compared = wholeTable.compared) =>
    rowsInView({ ...wholeTable, find, compared }).map(({ id }) => id);
  expect(of("")).toHaveLength(rows.length);
  expect(of("TIMER transmit")).toEqual(["io-latency"]);
  expect(of("transmit timer", ["xen", "nitro"])).toEqual([]);
});
