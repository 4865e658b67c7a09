/**
 * `proc-scan`: a tool lists /proc.
 *
 * IDEA   illumos visits every slot of the process table under one lock: an empty slot costs a pointer
 *        test, a live process of another zone a cache miss, one's own a directory entry. The global
 *        zone owns them all. Linux lists a PID namespace's own, so others cost nothing.
 * HOLDS  Exact for the two published measurements, at their slots.
 * FAILS  The base was measured with processes in other zones already; their number is not known.
 *        The system calls and the tool's own entry are inside that base: of a table much smaller than
 *        a host's they would be most of the scan, and a remark says so.
 * SOURCE prvnops.c, pr_readdir_procdir; mechanism notes 7.5.
 */
import {
  more,
  percent,
  type CpuCandidate,
  type CpuWorkload,
} from "./cpu-answer.ts";

/** A scan shorter than so many times what is not counted is told so: our choice, a tenth of it. */
const manyTimes = 10;
/**
 * Open, read twice, close: the second read learns that nothing is left. Assumed, as no tool was
 * traced: the fewest calls with which readdir(3C) can list a directory that fits one buffer.
 */
const callsOfAScan = 4;

/** Seconds of one scan, by part. */
export const procScan: CpuWorkload = (scenario, force, values) => {
  const { workload } = scenario;
  const { technology, cpuSpeed } = force;
  const illumos = technology.family === "unix" || technology.family === "zone";
  const slots = workload.slots ?? values["proc.slots"];
  const parts = illumos
    ? {
        slots: slots * values["proc.slot"],
        processes:
          workload.processes *
          values[technology.family === "unix" ? "proc.own" : "proc.foreign"],
      }
    : { slots: 0, processes: values["proc.tenant"] * values["proc.own"] };
  const serviceS = (parts.slots + parts.processes) / cpuSpeed;
  const rate = 1 / serviceS;
  const uncountedS =
    (values["proc.own"] + callsOfAScan * values.syscall) / cpuSpeed;
  const candidate = (id: keyof typeof parts, name: string): CpuCandidate => {
    const partS = parts[id] / cpuSpeed;
    const share = partS / serviceS;
    return {
      id,
      name,
      category: "CPU",
      utilisation: share,
      rateWithMore: 1 / (serviceS - partS + partS / more),
      ceiling: Infinity,
      sentence: `${name}: ${percent(share)} of a scan`,
    };
  };
  return {
    unitName: "scan",
    label: illumos
      ? "the kernel visits every slot of the process table"
      : "the kernel lists the namespace’s processes",
    functions: illumos
      ? ["getdents", "prreaddir", "pr_readdir_procdir"]
      : ["getdents", "proc_pid_readdir", "next_tgid"],
    parameters: illumos
      ? [
          "proc.slot",
          technology.family === "unix" ? "proc.own" : "proc.foreign",
        ]
      : ["proc.tenant", "proc.own"],
    where: "7.5",
    rate,
    serviceS,
    waitS: (workload.threads - 1) * serviceS,
    thinkS: 0,
    servers: 1,
    cpus: 1,
    candidates: illumos
      ? [
          candidate("slots", "slots of the process table"),
          ...(parts.processes > 0
            ? [candidate("processes", "processes of others")]
            : []),
        ]
      : [candidate("processes", "processes of the tenant")],
    remarks: illumos
      ? [
          ...(technology.family === "zone"
            ? [
                "Two published measurements fix it: a scan, and one with 1000 processes more in another zone.",
              ]
            : []),
          ...(serviceS < manyTimes * uncountedS
            ? [
                `The tool’s own entry and its system calls, ${(uncountedS * 1e6).toFixed(1)}\u202fµs, are not counted: of so short a scan they are a good part.`,
              ]
            : []),
        ]
      : ["That a PID namespace lists only its own processes is assumed."],
  };
};
