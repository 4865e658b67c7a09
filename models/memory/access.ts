/**
 * What one access to memory costs a tenant, and what of it is not bare metal's.
 *
 * IDEA   Time of a load = the load itself, by the cache that has it, + a second look-up or a walk when
 *        the TLB does not know the page. The tables are touched far more often than any one line of
 *        data, so they have the caches first, and data has what they leave. On top comes what changes
 *        of the tables cost, as a share of the time that the program runs on bare metal.
 * UNITS  seconds, bytes; shares of one.
 * HOLDS  A program that loads from random places, each load waiting for the one before.
 * FAILS  Where loads do not wait for each other a walk runs while other loads wait for their data, and
 *        costs less than here: read the overhead as an upper bound for such programs. Copies and
 *        streams, which have one miss a page, hardly see it.
 * COST   constant.
 */
import type { ParameterValues } from "../parameters/catalogue.ts";
import type { Arrangement } from "./arrangements.ts";
import { levelsOfMemory, meanLoadSeconds } from "./caches.ts";
import { smaller, tableBytes, type PageSize } from "./page-size.ts";
import { averageLoads, tlbShares, worstLoads } from "./page-walk.ts";
import type { MemoryScenario } from "./scenario.ts";
import { changeCosts } from "./table-changes.ts";

/** What makes an access dearer than on bare metal, when it is by more than a hundredth. */
export type AccessLimiter =
  "walks" | "exits" | "hypercalls" | "first touches" | "neither";

export interface Access {
  /** One load, all told. */
  readonly seconds: number;
  readonly dataSeconds: number;
  readonly walkSeconds: number;
  /** What changes of the page tables add to a load. */
  readonly changeSeconds: number;
  /** Of all loads, those that walk. */
  readonly miss: number;
  readonly reachBytes: number;
  /** Loads of a walk, on average and at worst. */
  readonly loads: number;
  readonly worst: number;
  /** seconds / bare metal's − 1 */
  readonly overhead: number;
  /** Of the overhead, what walks and caches make of it; the rest is changes of the tables. */
  readonly walkOverhead: number;
  readonly limiter: AccessLimiter;
}

interface Tables {
  readonly guest: PageSize;
  /** Of a second table beneath the guest's; null where there is none. */
  readonly host: PageSize | null;
  readonly tlb: PageSize;
}

/** The tables that the processor walks. */
function tablesOf(
  { tables, largePages }: Pick<Arrangement, "tables" | "largePages">,
  page: PageSize,
  hostPage: PageSize,
): Tables {
  const guest = largePages ? page : "4k";
  if (tables === "nested")
    return { guest, host: hostPage, tlb: smaller(guest, hostPage) };
  const walked = tables === "shadow" ? smaller(guest, hostPage) : guest;
  return { guest: walked, host: null, tlb: walked };
}

function loadOf(values: ParameterValues, tables: Tables, setBytes: number) {
  const memory = levelsOfMemory(values);
  const entry = values["page.entry"];
  const tlb = tlbShares(values, tables.tlb, setBytes);
  const table =
    tableBytes(setBytes, tables.guest, entry) +
    (tables.host === null ? 0 : tableBytes(setBytes, tables.host, entry));
  const loads = averageLoads(values, tables.guest, tables.host);
  return {
    dataSeconds: meanLoadSeconds(memory, setBytes, table),
    walkSeconds:
      tlb.second * values["tlb.second.hit"] +
      tlb.miss * loads * meanLoadSeconds(memory, table),
    miss: tlb.miss,
    reachBytes: tlb.reachBytes,
    loads,
    worst: worstLoads(tables.guest, tables.host),
  };
}

const worthNaming = 0.01;

/** One access of a tenant in `arrangement`. */
export function accessOf(
  values: ParameterValues,
  arrangement: Arrangement,
  scenario: MemoryScenario,
): Access {
  const { page, hostPage, changesPerS, switchesPerS } = scenario;
  const setBytes = scenario.workingSetMiB * 1_048_576;
  const fresh = scenario.freshPercent / 100;
  const load = loadOf(values, tablesOf(arrangement, page, hostPage), setBytes);
  const bare = loadOf(
    values,
    tablesOf({ tables: "native", largePages: true }, page, hostPage),
    setBytes,
  );
  const bareSeconds = bare.dataSeconds + bare.walkSeconds;
  const costs = changeCosts(values, arrangement);
  const touches = changesPerS * fresh * costs.firstTouch;
  const others =
    changesPerS * (1 - fresh) * costs.change + switchesPerS * costs.switch;
  const walkOverhead = (load.dataSeconds + load.walkSeconds) / bareSeconds - 1;
  const overhead = walkOverhead + touches + others;
  const crossing = ((): AccessLimiter => {
    if (arrangement.tables === "direct") return "hypercalls";
    return arrangement.tables === "nested" && touches > others
      ? "first touches"
      : "exits";
  })();
  return {
    ...load,
    changeSeconds: bareSeconds * (touches + others),
    seconds: bareSeconds * (1 + overhead),
    overhead,
    walkOverhead,
    limiter:
      overhead < worthNaming
        ? "neither"
        : walkOverhead >= touches + others
          ? "walks"
          : crossing,
  };
}
