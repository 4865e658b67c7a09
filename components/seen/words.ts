/** The lab's words: who looks, what is seen, and where a gap begins and ends. */
import type { Place, Technology } from "../../models/index.ts";
import {
  partOf,
  type Gap,
  type Observer,
  type Seen,
  type SeenStep,
  type Shares,
  type Sight,
} from "../../models/explore/seen.ts";
import type { Vantage } from "../../models/explore/vantage.ts";
import type { Walk, Way } from "../../models/explore/walk.ts";
import { listed } from "../diagram/path-text.ts";
import { placeOf } from "../explorer/view.ts";
import { wayNames } from "../explorer/words.ts";
import { duration, percent, plain } from "../format.ts";
import type { SeenColumn, SeenView } from "./view.ts";

/** Where an observer stands, in the words of the technology. */
export function standsIn(technology: Technology, from: Vantage): string {
  const { id, family, native } = technology;
  if (from === "host")
    return family === "xen"
      ? "dom0"
      : id === "kvm-in-zone" || id === "zone"
        ? "the global zone"
        : "the host";
  if (family === "unix") return "a process";
  if (family === "zone") return native === "jail" ? "the jail" : "the zone";
  return family === "container" ? "the container" : "the guest";
}

export const observerNames: Readonly<Record<Observer, string>> = {
  host: "the host",
  guest: "the guest",
  both: "both",
};

/** What an observer gets of a step, as a word of a list. */
export const sightWords: Readonly<Record<Sight, string>> = {
  probed: "seen",
  call: "the system call alone",
  records: "records alone",
  none: "not seen",
  hardware: "hardware",
};

export const seenPart = (shares: Shares): string =>
  shares.seen === 0 ? "none" : percent(partOf(shares.seen, shares));

/** "guest kernel and hypervisor": software in a gap. */
export const gapPlaces = (walk: Walk, places: readonly Place[]): string =>
  listed([...new Set(places.map((place) => placeOf(walk, place)))]);

/** What can be said of a gap's length. */
export const gapEnds = ({ opens, closes }: Gap): string => {
  if (closes === "return") return "inside a call whose length can be measured";
  if (opens !== null && closes !== null)
    return "between two probes, so its length can be measured";
  if (opens !== null) return "and nothing after it can be probed";
  return closes === null
    ? "and nothing before or after it can be probed"
    : "and nothing before it can be probed";
};

const longestText = ({ walk, longest }: Seen): string =>
  longest === null
    ? "of the software nothing is unseen"
    : `the longest unseen stretch is ${duration(longest.softwareS)} (${gapPlaces(walk, longest.places)}), ${gapEnds(longest)}`;

const hardwareText = ({ elapsed }: Seen): string =>
  elapsed.hardware > 0
    ? ` Another ${percent(partOf(elapsed.hardware, elapsed))} is hardware, which no tracer enters.`
    : "";

/** What is left to neither of two observers. */
const neitherText = ({ walk, elapsed, gaps, hiddenS }: Seen): string => {
  const places = gaps.flatMap((gap) => gap.places);
  const software =
    places.length === 0
      ? []
      : [`${duration(hiddenS)} of software (${gapPlaces(walk, places)})`];
  const parts = [...software, ...(elapsed.hardware > 0 ? ["hardware"] : [])];
  return parts.length === 0
    ? "together they see all"
    : `what neither sees is ${listed(parts)}`;
};

/** One sentence or two a technology. */
export function columnSentence({ walk, lines, asked }: SeenColumn): string {
  const { technology } = walk;
  const { name } = technology;
  const all = plain(asked.count.all);
  if (asked.from !== "both") {
    const from = standsIn(technology, asked.from);
    return asked.count.seen === 0
      ? `${name}: from ${from} none of ${all} steps can be seen${technology.family === "nitro" ? ": the host is the provider’s" : ""}.`
      : `${name}: from ${from}, ${plain(asked.count.seen)} of ${all} steps, ${seenPart(asked.elapsed)} of the elapsed and ${seenPart(asked.cpu)} of the CPU time can be seen; ${longestText(asked)}.${hardwareText(asked)}`;
  }
  const [host, guest] = lines;
  if (!host || !guest) return "";
  return `${name}: from ${standsIn(technology, "host")} ${plain(host.count.seen)} of ${all} steps and ${seenPart(host.elapsed)} of the elapsed time can be seen, from ${standsIn(technology, "guest")} ${plain(guest.count.seen)} and ${seenPart(guest.elapsed)}; ${neitherText(asked)}.`;
}

export function captionText(view: SeenView, way: Way): string {
  const [first] = view.columns;
  if (!first) return view.refused.join(" ");
  const bytes = `${plain(first.walk.messageBytes)}\u202fB`;
  const what =
    way === "disk"
      ? `One block of ${bytes}, to the disk and back, alone.`
      : `One message of ${bytes}, ${wayNames[way]}, alone.`;
  return [what, ...view.columns.map(columnSentence), ...view.refused].join(" ");
}

/** Who looks, in a table's row. */
export const observerText = (technology: Technology, from: Observer): string =>
  from === "both" ? "both together" : `from ${standsIn(technology, from)}`;

/** Where a step's sight comes from, for one observer. */
export const sightText = ({ sight, by }: SeenStep): string =>
  sight === "probed" ? by.join("; ") : [sightWords[sight], ...by].join(": ");

/** The gap that begins at a step, in a line above it. */
export const gapText = (gap: Gap): string =>
  `Not seen for ${duration(gap.softwareS)}, ${gapEnds(gap)}`;
