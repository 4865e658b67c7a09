/**
 * Where a host's memory goes when tenants share it: programs, file caches, and what is lost.
 *
 * IDEA   One kernel: a tenant's promise is a limit, and what its programs do not use caches files for
 *        all. Guests: a promise is handed over whole; a second kernel lives inside it, tables and a
 *        process stand beside it, and what its programs do not use caches files for that guest alone,
 *        unless a balloon gives it back. What the host has over caches the same files once more.
 * UNITS  bytes.
 * HOLDS  The parts add up to the host's memory (budget.test.ts), for as many of the tenants as fit. The
 *        host's own kernel is in all arrangements the same, and left out.
 * FAILS  Pages that guests share by content, memory that the host pages out, and promises beyond what
 *        there is, which both allow.
 */
import type { ParameterValues } from "../parameters/catalogue.ts";
import type { Arrangement } from "./arrangements.ts";
import { pageBytes, smaller, tableBytes } from "./page-size.ts";
import type { MemoryScenario } from "./scenario.ts";

/**
 * What a host's memory serves. `sharedCache`: file cache that every tenant profits from; `ownCache`:
 * within guests, each for itself; `twice`: what of the host's cache a guest's holds as well; `idle`: in
 * no guest, and no cache of files; `beside`: the tenants' own services, or the processes that play
 * their machines; `once`: the first domain.
 */
export type PartId =
  | "programs"
  | "sharedCache"
  | "ownCache"
  | "twice"
  | "idle"
  | "kernels"
  | "tables"
  | "beside"
  | "once";

/** Bytes of each part. */
export type BudgetParts = Readonly<Record<PartId, number>>;

export interface Budget {
  readonly hostBytes: number;
  /** The tenants that are there: those asked for, or as many as fit. */
  readonly tenants: number;
  /** The most that fit. */
  readonly fits: number;
  readonly parts: BudgetParts;
  /** kernels + tables + beside + once */
  readonly lost: number;
  /** lost / hostBytes */
  readonly lostShare: number;
}

const gib = 1_073_741_824;

/** Bytes that a guest's kernel keeps of the guest's own memory. */
const kernelBytes = (
  values: ParameterValues,
  { tables }: Arrangement,
  promised: number,
): number => {
  const pages = promised / pageBytes["4k"];
  // A PV guest also lists the machine's frame for each of its pages.
  const list = tables === "direct" ? pages * values["page.entry"] : 0;
  return Math.min(
    promised,
    values["guest.kernel"] + pages * values["page.record"] + list,
  );
};

/** Bytes of the tables that the hypervisor keeps for a guest, all of its memory mapped. */
function hypervisorTables(
  values: ParameterValues,
  { tables, paging, largePages }: Arrangement,
  { page, hostPage, vcpus }: MemoryScenario,
  promised: number,
): number {
  const entry = values["page.entry"];
  if (paging === "pool")
    return (
      vcpus * values["xen.paging.vcpu"] +
      (promised / 1_048_576) * values["xen.paging.ram"]
    );
  if (tables === "nested") return tableBytes(promised, hostPage, entry);
  if (tables === "shadow")
    // Beside each entry stands the guest frame that it was made for.
    return tableBytes(
      promised,
      smaller(largePages ? page : "4k", hostPage),
      2 * entry,
    );
  return 0;
}

const most = (free: number, each: number): number =>
  each <= 0 ? Infinity : Math.max(0, Math.floor(free / each));

function sharedKernel(
  values: ParameterValues,
  arrangement: Arrangement,
  scenario: MemoryScenario,
  hostBytes: number,
): Pick<Budget, "tenants" | "fits" | "parts"> {
  const used = (scenario.tenantGiB * gib * scenario.usedPercent) / 100;
  const own = arrangement.beside === null ? 0 : values[arrangement.beside];
  const fits = most(hostBytes, used + own);
  const tenants = Math.min(scenario.tenants, fits);
  const parts = {
    programs: tenants * used,
    ownCache: 0,
    twice: 0,
    idle: 0,
    kernels: 0,
    tables: 0,
    beside: tenants * own,
    once: 0,
  };
  const sharedCache = hostBytes - parts.programs - parts.beside;
  return { tenants, fits, parts: { ...parts, sharedCache } };
}

function guests(
  values: ParameterValues,
  arrangement: Arrangement,
  scenario: MemoryScenario,
  hostBytes: number,
): Pick<Budget, "tenants" | "fits" | "parts"> {
  const promised = scenario.tenantGiB * gib;
  const inside = kernelBytes(values, arrangement, promised);
  const table = hypervisorTables(values, arrangement, scenario, promised);
  const process = arrangement.beside === null ? 0 : values[arrangement.beside];
  const once = Math.min(
    hostBytes,
    arrangement.once === null ? 0 : values[arrangement.once],
  );
  const each = promised + table + process;
  const fits = most(hostBytes - once, each);
  const tenants = Math.min(scenario.tenants, fits);
  const programs = Math.min(
    (promised * scenario.usedPercent) / 100,
    promised - inside,
  );
  const unused = promised - inside - programs;
  const back = arrangement.balloon
    ? (unused * scenario.balloonPercent) / 100
    : 0;
  const ownCache = tenants * (unused - back);
  const over = hostBytes - once - tenants * (each - back);
  const cached = arrangement.hostCaches ? over : 0;
  const twice = Math.min(cached, ownCache) * values["cache.twice"];
  return {
    tenants,
    fits,
    parts: {
      programs: tenants * programs,
      sharedCache: cached - twice,
      ownCache,
      twice,
      idle: over - cached,
      kernels: tenants * inside,
      tables: tenants * table,
      beside: tenants * process,
      once,
    },
  };
}

/** A host's memory, by what it serves. */
export function budgetOf(
  values: ParameterValues,
  arrangement: Arrangement,
  scenario: MemoryScenario,
): Budget {
  const hostBytes = scenario.hostGiB * gib;
  const share = arrangement.guest ? guests : sharedKernel;
  const shared = share(values, arrangement, scenario, hostBytes);
  const { kernels, tables, beside, once } = shared.parts;
  const lost = kernels + tables + beside + once;
  return { hostBytes, ...shared, lost, lostShare: lost / hostBytes };
}

/**
 * Seconds in which a virtio balloon gives `bytes` back: one heavy exit for each batch of pages.
 *
 * FAILS  The guest's search for pages to give, which is not counted, may take longer.
 */
export const balloonSeconds = (
  values: ParameterValues,
  bytes: number,
): number =>
  (bytes / (values["balloon.pages"] * pageBytes["4k"])) * values["exit.heavy"];
