/**
 * What a reader looks for among the parameters, and how a link says it.
 *
 * IDEA   `find` is words that a row must have, all of them, in any order; `status` is one of the four.
 *        Keys that belong to nobody here are kept. Input from an address never throws.
 */
import type { Status } from "../../models/index.ts";

export const statuses = [
  "quoted",
  "measured",
  "fitted",
  "assumed",
] as const satisfies readonly Status[];

export interface FilterState {
  readonly find: string;
  readonly status: Status | "all";
}

export const nothingSought: FilterState = { find: "", status: "all" };

/** Longer words than any row has are of no use in a link. */
export const findLimit = 80;

export interface FilterRead {
  readonly state: FilterState;
  /** What of the address was not taken as it stood: a sentence each. */
  readonly notices: readonly string[];
}

/** The state that an address asks for. */
export function filterFromSearch(search: string): FilterRead {
  const given = new URLSearchParams(search);
  const find = given.get("find") ?? "";
  const status = given.get("status") ?? "all";
  const known = ["all", ...statuses].find((each) => each === status);
  const notices: string[] = [];
  if (find.length > findLimit)
    notices.push(`find: only the first ${String(findLimit)} letters count.`);
  if (known === undefined)
    notices.push(
      `status: “${status.slice(0, 20)}” is none of ${statuses.join(", ")}; all are shown.`,
    );
  return {
    state: {
      find: find.slice(0, findLimit),
      status: (known ?? "all") as FilterState["status"],
    },
    notices,
  };
}

/** `search` with the filter's keys replaced; "" or a text that begins with "?". */
export function searchFromFilter(
  search: string,
  { find, status }: FilterState,
): string {
  const next = new URLSearchParams(search);
  next.delete("find");
  next.delete("status");
  if (find.trim() !== "") next.set("find", find.trim());
  if (status !== "all") next.set("status", status);
  const query = next.toString();
  return query === "" ? "" : `?${query}`;
}

/** Letters as a reader types them: "us" finds µs, a plain space a thin one. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("µ", "u")
    .replaceAll(/[\u202f\u00a0\s]+/g, " ");

/** Whether a row with this folded text and status is sought. */
export const isSought = (
  { find, status }: FilterState,
  row: { readonly text: string; readonly status: string },
): boolean =>
  (status === "all" || row.status === status) &&
  folded(find)
    .split(" ")
    .every((word) => row.text.includes(word));
