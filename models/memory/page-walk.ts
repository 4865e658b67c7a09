/**
 * TLB misses and the page walks that follow them.
 *
 * IDEA   A TLB of E entries reaches E pages. Of loads spread evenly over a set, the share beyond that
 *        reach misses and walks the tables. A walk of one table of g levels loads g entries. Under
 *        nested tables each of those g entries, and the page at the end, has an address that must be
 *        walked in the host's h levels first: (g + 1)(h + 1) − 1 loads. Walk caches keep the upper
 *        levels, so that on average far fewer are made; that share of the worst case is a parameter.
 * UNITS  bytes, loads; shares of one.
 * HOLDS  Loads spread evenly. A TLB entry holds the whole translation, so it covers the smaller of
 *        guest's and host's page.
 * FAILS  With locality: a program that stays on a page for a while misses less than this says. The
 *        average loads were simulated with 4 KiB pages, and are taken to shrink with the worst case.
 * SOURCE Mechanism notes 2.7; the formula is arithmetic, and Bhargava et al. 2008 by its abstract.
 */
import type { ParameterValues } from "../parameters/catalogue.ts";
import { levels, pageBytes, type PageSize } from "./page-size.ts";

/** Loads of a walk that no cache shortens; `host` is null where there is one table. */
export const worstLoads = (guest: PageSize, host: PageSize | null): number =>
  host === null ? levels[guest] : (levels[guest] + 1) * (levels[host] + 1) - 1;

/** Loads of a walk on average; at least one, the last entry's. */
export const averageLoads = (
  values: ParameterValues,
  guest: PageSize,
  host: PageSize | null,
): number => {
  const average =
    host === null ? values["walk.loads.native"] : values["walk.loads.nested"];
  const share = average / worstLoads("4k", host === null ? null : "4k");
  return Math.max(1, worstLoads(guest, host) * share);
};

export interface TlbShares {
  /** Bytes that all entries for this page size map. */
  readonly reachBytes: number;
  /** Of all loads, those that only the second level knows. */
  readonly second: number;
  /** Of all loads, those that walk. */
  readonly miss: number;
}

/** How the TLBs answer loads spread evenly over `setBytes`. */
export function tlbShares(
  values: ParameterValues,
  page: PageSize,
  setBytes: number,
): TlbShares {
  const first = page === "4k" ? values["tlb.first"] : values["tlb.large"];
  const all = page === "4k" ? Math.max(first, values["tlb.second"]) : first;
  const hit = (entries: number) =>
    Math.min(1, (entries * pageBytes[page]) / setBytes);
  return {
    reachBytes: all * pageBytes[page],
    second: hit(all) - hit(first),
    miss: 1 - hit(all),
  };
}
