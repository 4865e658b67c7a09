/** The memory lab's words: its caption, what limits an access, and what a budget's parts are called. */
import type { Access, AccessLimiter } from "../../models/memory/access.ts";
import type { Arrangement } from "../../models/memory/arrangements.ts";
import type { Budget, PartId } from "../../models/memory/budget.ts";
import type { MemoryScenario } from "../../models/memory/scenario.ts";
import {
  counted,
  duration,
  memorySize,
  percent,
  sentenceCase,
  significant,
} from "../format.ts";
import type { Row } from "./view.ts";

export const limiterName: Readonly<Record<AccessLimiter, string>> = {
  walks: "page walks",
  exits: "exits",
  hypercalls: "hypercalls",
  "first touches": "first touches",
  neither: "neither walks nor exits",
};

/** Loads of a walk, as they are on average and at worst. */
export const walkText = ({ loads, worst }: Access): string =>
  `${significant(loads, 2)} of at most ${String(worst)} loads`;

const limiterText = (access: Access): string =>
  access.limiter === "walks"
    ? `page walks, ${walkText(access)} each`
    : limiterName[access.limiter];

const overheadText = ({ overhead }: Access): string =>
  overhead < 0.0005
    ? "as on bare metal"
    : `${percent(overhead)} more than on bare metal`;

/** Parts of a host's memory, in the order in which they are listed. */
export const partNames: Readonly<Record<PartId, string>> = {
  programs: "programs",
  sharedCache: "file cache for all",
  ownCache: "file cache within guests",
  twice: "second copies of it",
  idle: "idle",
  kernels: "the guests’ kernels",
  tables: "page tables beneath them",
  beside: "beside the tenants",
  once: "the first domain",
};

/** What stands beside a tenant, by the parameter that says how much. */
const besideNames: ReadonlyMap<string | null, string> = new Map([
  ["qemu.resident", "qemu"],
  ["smartos.reserve", "what is set aside for qemu"],
]);

const lostName = (part: PartId, { beside }: Arrangement): string =>
  part === "beside"
    ? (besideNames.get(beside) ?? "their own services")
    : partNames[part];

const lostParts = [
  "kernels",
  "tables",
  "beside",
  "once",
] as const satisfies readonly PartId[];

/** The largest part of what is lost; null when nothing is. */
const mostLost = (
  { parts, lost }: Budget,
  arrangement: Arrangement,
): string | null => {
  if (lost <= 0) return null;
  const largest = lostParts.reduce((a, b) => (parts[b] > parts[a] ? b : a));
  return lostName(largest, arrangement);
};

/** The caption in the parts that are set differently. */
export interface Caption {
  readonly subject: string;
  readonly time: string;
  readonly against: string;
  readonly limiter: string;
  /** With their verb: it knows one from many. */
  readonly tenants: string;
  readonly lost: string;
  readonly share: string;
  readonly most: string | null;
}

const tenantsText = (
  { tenants }: Budget,
  { guest }: Arrangement,
  { tenantGiB }: MemoryScenario,
): string =>
  `${counted(tenants, guest ? "guest" : "tenant")} of ${memorySize(tenantGiB * 2 ** 30)} ${tenants === 1 ? "loses" : "lose"}`;

export const captionOf = (
  { arrangement, access, budget }: Row,
  scenario: MemoryScenario,
): Caption => ({
  subject: arrangement.name,
  time: duration(access.seconds),
  against: overheadText(access),
  limiter: limiterText(access),
  tenants: sentenceCase(tenantsText(budget, arrangement, scenario)),
  lost: `${memorySize(budget.lost)} of ${memorySize(budget.hostBytes)}`,
  share: percent(budget.lostShare),
  most: mostLost(budget, arrangement),
});

export const captionText = (caption: Caption): string =>
  `${caption.subject}: a load is predicted to take ${caption.time}, ${caption.against}. Limiter: ${caption.limiter}. ${caption.tenants} ${caption.lost}, ${caption.share}${caption.most === null ? "" : `, most of it to ${caption.most}`}.`;

/** What the reader should know beside the caption. */
export const remarksOf = (
  { budget }: Row,
  { tenants }: MemoryScenario,
): string[] =>
  budget.tenants < tenants
    ? [`Only ${String(budget.tenants)} of ${String(tenants)} fit on this host.`]
    : [];
