/**
 * The scheduler and the limits that a name and a group's numbers ask for.
 *
 * IDEA   One place turns constants in seconds into the settings of each mechanism: CPU caps for
 *        illumos, a quota for CFS, parking for Credit, a budget for Credit2.
 * UNITS  Seconds and CPUs in, nanoseconds out.
 */
import { publishedValues } from "../../parameters/published-values.ts";
import type { SchedulingValues } from "../../parameters/scheduling.ts";
import { BorrowedVirtualTime } from "./borrowed-virtual-time.ts";
import { CompletelyFair } from "./completely-fair.ts";
import { CpuCaps } from "./cpu-caps.ts";
import { Credit } from "./credit.ts";
import { Credit2 } from "./credit2.ts";
import { EarliestDeadline } from "./earliest-deadline.ts";
import { FairShare } from "./fair-share.ts";
import { Quota } from "./quota.ts";
import type { Membership, Scheduler, Throttle } from "./scheduler.ts";
import type { SharedCpusSpec } from "./shared-cpus.ts";

export const nsOf = (seconds: number): number => Math.round(seconds * 1e9);
const ticksOf = ({ tickS }: SharedCpusSpec): number =>
  nsOf(tickS ?? publishedValues["clock.tick"]);

const capsOf = (spec: SharedCpusSpec): number[] =>
  spec.groups.map(({ capCpus }) => capCpus ?? Infinity);

export const schedulerOf = (
  spec: SharedCpusSpec,
  members: Membership,
  values: SchedulingValues,
): Scheduler => {
  switch (spec.scheduler) {
    case "fss":
      return new FairShare(members, {
        tickNs: ticksOf(spec),
        quantumTicks: values["fss.quantum"],
        usageDecay: values["fss.usage.decay"],
        priorityDecay: values["fss.priority.decay"],
      });
    case "cfs":
      return new CompletelyFair(members, {
        latencyNs: nsOf(values["cfs.latency"]),
        minGranularityNs: nsOf(values["cfs.granularity"]),
        wakeupGranularityNs: nsOf(values["cfs.wakeup"]),
        scaleCpus: values["cfs.scale"],
      });
    case "bvt":
      return new BorrowedVirtualTime(members, {
        chargingUnitNs: nsOf(values["bvt.unit"]),
        allowanceNs: nsOf(values["bvt.allowance"]),
        warpNs: spec.groups.map(({ warpS }) => nsOf(warpS ?? 0)),
      });
    case "sedf":
      return new EarliestDeadline(members, {
        periodNs: nsOf(values["sedf.period"]),
        extraQuantumNs: nsOf(values["sedf.quantum"]),
        reserved: values["sedf.reserved"],
      });
    case "credit":
      return new Credit(members, {
        sliceNs: nsOf(values["credit.slice"]),
        tickNs: nsOf(values["credit.tick"]),
        accountingNs: nsOf(values["credit.slice"]),
        driftNs: nsOf(values["credit.drift"]),
        rateLimitNs: nsOf(values["credit.ratelimit"]),
        capCpus: capsOf(spec),
      });
    case "credit2":
      return new Credit2(members, {
        initialNs: nsOf(values["credit2.initial"]),
        shortestNs: nsOf(values["credit2.shortest"]),
        longestNs: nsOf(values["credit2.longest"]),
      });
  }
};

/** @returns null where no group has a limit, or the scheduler keeps them itself or not at all */
export const throttleOf = (
  spec: SharedCpusSpec,
  members: Membership,
  values: SchedulingValues,
): Throttle | null => {
  const limited = spec.groups.some(
    ({ capCpus, baselineCpus }) =>
      capCpus !== undefined || baselineCpus !== undefined,
  );
  if (!limited) return null;
  const caps = capsOf(spec);
  if (spec.scheduler === "fss")
    return new CpuCaps(
      members.tasks,
      spec.groups.map(({ baselineCpus, burstS }, at) => ({
        capCpus: caps[at]!,
        baselineCpus: baselineCpus ?? Infinity,
        burstNs: nsOf(burstS ?? 0),
      })),
      {
        tickNs: ticksOf(spec),
        decay: values["cap.decay"],
        release: spec.capRelease ?? "after",
        releaseNear: publishedValues["cap.release"],
      },
    );
  if (spec.scheduler === "cfs")
    return new Quota(
      members.tasks,
      members.cpus,
      caps.map((cpus) => ({
        quotaNs: Math.round(cpus * nsOf(values["quota.period"])),
        sliceNs: nsOf(values["quota.slice"]),
      })),
      {
        periodNs: nsOf(values["quota.period"]),
        strandedNs: nsOf(values["quota.stranded"]),
        expires: spec.quotaSlices === "expire",
        askNs: nsOf(values["quota.tick"]),
        askPhase: values["quota.phase"],
      },
    );
  if (spec.scheduler !== "credit2") return null;
  return new Quota(
    members.tasks,
    members.cpus,
    caps.map((cpus, group) => {
      const quotaNs = Math.round(cpus * nsOf(values["credit2.budget"]));
      const vcpus = members.groupOf.filter((each) => each === group).length;
      return {
        quotaNs,
        sliceNs: Math.max(
          Math.ceil(quotaNs / Math.max(1, vcpus)),
          nsOf(values["credit2.shortest"]),
        ),
      };
    }),
    { periodNs: nsOf(values["credit2.budget"]), strandedNs: 0 },
  );
};
