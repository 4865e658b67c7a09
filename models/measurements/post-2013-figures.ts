/**
 * The post's figures outside its two tables: KVM before and after tuning, and two scans of /proc.
 *
 * SOURCE gregg2013.
 */
import type { PublishedFigure } from "./figure.ts";

const tuning = {
  page: "measuring/throughput-results",
  id: "tuning",
  further: true,
} as const;
const scan = { page: "io-path/proc", id: "scan" } as const;
const guest = "KVM, one vCPU, on the post’s hosts; no list of options is given";
const host =
  "prstat in a Zone of a SmartOS host; DTrace’s mean over pr_readdir_procdir";
const slots =
  "the number of slots and of processes already there is not published";

export const postFigures: readonly PublishedFigure[] = [
  {
    id: "kvm-untuned",
    what: "KVM’s throughput before tuning",
    on: guest,
    value: 110e6,
    unit: "bit/s",
    cite: "gregg2013",
    where: "Network Throughput Results, text",
    asked: {
      query:
        "technology=kvm-qemu-2012&workload=tcp-stream&threads=1&window=16384",
      standing: { kind: "matched" },
      differs:
        "a small window behind the timer is a guess at what was wrong before tuning",
      lab: tuning,
    },
  },
  {
    id: "kvm-tuned",
    what: "the most that one KVM guest reached after tuning",
    on: guest,
    value: 900e6,
    unit: "bit/s",
    cite: "gregg2013",
    where:
      "Network Throughput Results, text: “around 900”, with a newer kernel",
    asked: {
      query:
        "technology=kvm-qemu-2012&workload=tcp-stream&threads=1&window=262144&tx-timer=0&offload=on",
      standing: { kind: "matched" },
      differs: "bottom half and offloads are a guess at what was tuned",
      lab: tuning,
    },
  },
  {
    id: "proc-scan",
    what: "one scan of /proc",
    on: host,
    value: 544_584e-9,
    unit: "s",
    cite: "gregg2013",
    where: "/proc, Zones",
    asked: {
      query: "technology=zone&workload=proc-scan&threads=1&processes=0",
      standing: { kind: "source", of: ["proc.slot"] },
      differs: slots,
      lab: scan,
    },
  },
  {
    id: "proc-scan-1000",
    what: "the same with 1000 processes more in another Zone",
    on: host,
    value: 594_254e-9,
    unit: "s",
    cite: "gregg2013",
    where: "/proc, Zones",
    asked: {
      query: "technology=zone&workload=proc-scan&threads=1&processes=1000",
      standing: { kind: "source", of: ["proc.slot", "proc.foreign"] },
      differs: slots,
      lab: scan,
    },
  },
];
