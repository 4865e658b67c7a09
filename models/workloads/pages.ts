/**
 * Pages that a unit's data fills, where whoever forwards it pays for each page.
 *
 * IDEA   A back end of Xen copies the first 128 bytes of a packet, so that nobody changes a header
 *        that it has read, and reaches the rest page by page. A small packet has no rest.
 * UNITS  Bytes.
 * HOLDS  A packet's data begins with a page of its own.
 * SOURCE Linux drivers/net/xen-netback, XEN_NETBACK_TX_COPY_LEN.
 */
import { pageBytes } from "../page-bytes.ts";

/** What is copied with Ethernet's, IP's and TCP's headers, of 54 bytes. */
const besideHeaders = 128 - 54;

/** @param packets  units that cross the stack, alike; a part of one is that part of its pages */
export const packetPages = (packets: number, bytes: number): number =>
  packets * Math.ceil(Math.max(0, bytes / packets - besideHeaders) / pageBytes);

export const blockPages = (bytes: number): number =>
  Math.ceil(bytes / pageBytes);
