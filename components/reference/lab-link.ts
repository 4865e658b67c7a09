/** Links to a state of a lab, and the labs that show the post's two tables. */
import type { PublishedRow } from "../../models/index.ts";
import type { LabPlace } from "../../models/measurements/figure.ts";
import { linkTo } from "../prose/link.ts";

export const labOfTable: Readonly<Record<PublishedRow["table"], LabPlace>> = {
  throughput: { page: "measuring/throughput-results", id: "throughput" },
  "packet-rate": { page: "measuring/packet-rate-results", id: "packet-rate" },
};

/** The keys of `query` as they stand in a link to one of a page's labs. */
export const labQuery = (query: string, { id, further }: LabPlace): string =>
  further ? query.replaceAll(/(^|&)/g, (start) => `${start}${id}.`) : query;

export const linkToLab = (query: string, lab: LabPlace): string =>
  linkTo(`${lab.page}/?${labQuery(query, lab)}#${lab.id}`);

/** A row of the post's tables in the lab of its table, every key that the lab may start otherwise. */
export const rowQuery = ({ technology, workload, threads }: PublishedRow) =>
  `technology=${technology}&workload=${workload}&threads=${String(threads)}`;

export const linkToRow = (row: PublishedRow): string =>
  linkToLab(rowQuery(row), labOfTable[row.table]);
