import { expect, test } from "vitest";
import {
  filterFromSearch,
  findLimit,
  folded,
  isSought,
  nothingSought,
  searchFromFilter,
} from "./filter-state.ts";

test("a link gives back its state", () => {
  const state = { find: "timer µs", status: "assumed" } as const;
  const search = searchFromFilter("", state);
  expect(filterFromSearch(search)).toEqual({ state, notices: [] });
  expect(searchFromFilter("", nothingSought)).toBe("");
  expect(searchFromFilter("?x=1&status=fitted", nothingSought)).toBe("?x=1");
});

test("an address is never an error", () => {
  const { state, notices } = filterFromSearch(
    `?status=%3Cb%3E&find=${"a".repeat(500)}&%FF=%FF`,
  );
  expect(state).toEqual({ find: "a".repeat(findLimit), status: "all" });
  expect(notices).toHaveLength(2);
});

test("isSought wants every word, in any order, whatever the space and the micro", () => {
  const row = {
    text: folded("qemu.txtimer 200\u202fµs quoted SmartOS"),
    status: "quoted",
  };
  const find = (words: string) => isSought({ find: words, status: "all" }, row);
  expect(find("")).toBe(true);
  expect(find(" smartos  TXTIMER ")).toBe(true);
  expect(find("200 us")).toBe(true);
  expect(find("timer xen")).toBe(false);
  expect(isSought({ find: "", status: "fitted" }, row)).toBe(false);
});
