/**
 * Figures that others published for the mechanisms of this model, on their machines.
 *
 * IDEA   A test on what the fit has never seen. Where bare metal was measured on the same machine, the
 *        scenario takes that figure as its baseline; where the disk was measured, it takes the disk.
 *        By what was measured: each of `elsewhere/` is a table, one record a figure.
 * FAILS  None of these machines is the reference CPU, and each test differs from ours in more than
 *        is known: read a residual together with what differs.
 */
import { blocks } from "./elsewhere/blocks.ts";
import { ioThread } from "./elsewhere/io-thread.ts";
import { requests } from "./elsewhere/requests.ts";
import { servers } from "./elsewhere/servers.ts";
import { streams } from "./elsewhere/streams.ts";
import { tails } from "./elsewhere/tails.ts";
import type { PublishedFigure } from "./figure.ts";

export const elsewhere: readonly PublishedFigure[] = [
  ...requests,
  ...servers,
  ...streams,
  ...blocks,
  ...ioThread,
  ...tails,
];
