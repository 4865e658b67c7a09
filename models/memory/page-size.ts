/**
 * Pages and page tables of x86-64: how many levels map a page, and how many bytes the tables take.
 *
 * UNITS  bytes.
 * HOLDS  4-level tables of 512 entries; a 2 MiB page is mapped one level higher.
 * FAILS  1 GiB pages and 5-level tables.
 */

export type PageSize = "4k" | "2m";

export const pageBytes: Readonly<Record<PageSize, number>> = {
  "4k": 4_096,
  "2m": 2_097_152,
};

/** Tables from the root to the entry that maps a page. */
export const levels: Readonly<Record<PageSize, number>> = { "4k": 4, "2m": 3 };

const entriesOfTable = 512;

export const smaller = (one: PageSize, other: PageSize): PageSize =>
  one === "4k" || other === "4k" ? "4k" : "2m";

/**
 * Bytes of the tables that map `mappedBytes`, all levels: each is 1/512 of the one below it.
 *
 * @param entryBytes  bytes of an entry
 */
export const tableBytes = (
  mappedBytes: number,
  page: PageSize,
  entryBytes: number,
): number =>
  ((mappedBytes / pageBytes[page]) * entryBytes * entriesOfTable) /
  (entriesOfTable - 1);
