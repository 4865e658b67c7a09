/**
 * Published tails and pauses under CPU quotas and under Xen's Credit scheduler.
 *
 * IDEA   What a mean hides: how long a tenant stands once its share is spent. The simulator answers.
 */
import {
  anyLab,
  free,
  given,
  type Asked,
  type PublishedFigure,
} from "../figure.ts";
import { pair, pairMachine } from "./pairs.ts";

/* A proxy of one process under a quota of two CPUs. */
const proxy = {
  on: "a load balancer in Go under a quota of two CPUs, CPU not named; as many threads as GOMAXPROCS says",
  cite: "automaxprocs",
  where: "README, table of GOMAXPROCS",
} as const;
const proxyQuery = (workers: number): string =>
  `technology=container-host&workload=request-response&threads=42&workers=${String(workers)}&cap=2&server-us=42&peer=native&cores=24`;
const proxySibling = { kind: "sibling", of: "quota-rate-2" } as const;
const capLab = {
  page: "cpu-and-memory/caps-and-bursting",
  id: "capped-zone",
} as const;
const streamLab = {
  page: "cpu-and-memory/caps-and-bursting",
  id: "capped-stream",
  further: true,
} as const;
const proxyTail = (workers: number, differs: string): Asked => ({
  query: proxyQuery(workers),
  percentile: 0.999,
  standing: proxySibling,
  differs,
  lab: streamLab,
});

/* A server that answers one client under Credit, and redis’ test of its own pauses. */
const credit = {
  on: "Xen with Credit, two guests on one CPU, one of which runs “yes”; CPU not named",
  cite: "paluri2020",
} as const;
const creditQuery = (cap: string): string =>
  `technology=xen-pvhvm&workload=cpu&threads=1&vcpus=1&cores=1&think=200&event-us=23200&service=deterministic&cap=${cap}`;
const creditAsked = (cap: string, percentile: number): Asked => ({
  query: creditQuery(cap),
  percentile,
  standing: { kind: "matched" },
  differs:
    "that a cap made the share is inferred from pauses of whole accounting periods, and the neighbour is left out; an event’s own time is the quickest one measured",
  lab: capLab,
});
const pauseAsked = (cap: string): Asked => ({
  query: `technology=xen-pvhvm&workload=cpu&threads=1&vcpus=1&cores=1&event-us=100&service=deterministic&cap=${cap}`,
  percentile: 1,
  standing: free,
  differs:
    "the share is taken for a cap, and nothing else runs in our guest; under a table of turns the same loop missed a whole turn too (the spreadsheet’s ARINC columns), and the jobs of the same machine never paused so long, so what theirs adds is taken to be the guest’s own",
  lab: capLab,
});

/* A lone request between two guests, whose path is idle. */
const pairTail = (percentile: number): Asked => ({
  query: `technology=kvm-vhost&vcpus=2&workload=request-response&bytes=64&reply=64&threads=1&${pairMachine}`,
  percentile,
  standing: free,
  differs:
    "theirs are datagrams; their CPU is of 2019, ours of 2017, and the baseline makes the rest good",
  lab: anyLab,
});

export const tails: readonly PublishedFigure[] = [
  {
    ...proxy,
    id: "quota-rate-2",
    what: "requests a second by two threads",
    value: 44_715.07,
    unit: "requests/s",
    asked: {
      query: proxyQuery(2),
      standing: given,
      differs:
        "nothing: the work of a request is set so that this row comes out; 42 in flight are the rate times the median of their one thread",
      lab: streamLab,
    },
  },
  {
    ...proxy,
    id: "quota-tail-2",
    what: "p99.9 of a request, two threads",
    value: 26.38e-3,
    unit: "s",
    asked: proxyTail(
      2,
      "two threads never spend the quota here; Go’s runtime has more threads than these and collects garbage, ours does not",
    ),
  },
  {
    ...proxy,
    id: "quota-tail-4",
    what: "the same, four threads",
    value: 42.94e-3,
    unit: "s",
    asked: proxyTail(4, "Go’s runtime, as above"),
  },
  {
    ...proxy,
    id: "quota-tail-8",
    what: "the same, eight threads",
    value: 64.32e-3,
    unit: "s",
    asked: proxyTail(8, "Go’s runtime, as above"),
  },
  {
    ...proxy,
    id: "quota-tail-24",
    what: "the same, twenty-four threads",
    value: 76.19e-3,
    unit: "s",
    asked: proxyTail(24, "Go’s runtime, as above"),
  },
  {
    ...proxy,
    id: "quota-rate-24",
    what: "requests a second by twenty-four threads",
    value: 22_191.4,
    unit: "requests/s",
    asked: {
      query: proxyQuery(24),
      standing: proxySibling,
      differs:
        "a request costs the same CPU here whatever the threads; theirs costs twice as much, in a runtime that looks for work on twenty-four CPUs",
      lab: streamLab,
    },
  },
  {
    id: "quota-stall",
    what: "longest pauses of one busy thread under a quota of 0.08 CPU",
    on: "stress-ng in a control group, seen by a probe on the scheduler; CPU not named",
    value: 87e-3,
    high: 96e-3,
    unit: "s",
    cite: "babrou2023",
    where: "eight lines of the trace",
    asked: {
      query:
        "technology=container-host&workload=cpu&threads=1&cap=0.08&event-us=100&service=deterministic",
      percentile: 1,
      standing: { kind: "source", of: ["quota.tick"] },
      differs:
        "the host’s other work; that pauses lie a tick apart is what the figure gave, their length is the quota’s arithmetic",
      lab: capLab,
    },
  },
  {
    ...credit,
    id: "credit-3-7-p50",
    what: "time of a job of 23 ms, at 3/7 of the CPU, median",
    value: 26.26e-3,
    unit: "s",
    where: "3_7_credit.log, 19 600 jobs",
    asked: creditAsked("0.43", 0.5),
  },
  {
    ...credit,
    id: "credit-3-7-p95",
    what: "the same, p95",
    value: 114.15e-3,
    unit: "s",
    where: "3_7_credit.log, 19 600 jobs",
    asked: creditAsked("0.43", 0.95),
  },
  {
    ...credit,
    id: "credit-3-7-p999",
    what: "the same, p99.9",
    value: 131.08e-3,
    unit: "s",
    where: "3_7_credit.log, 19 600 jobs",
    asked: creditAsked("0.43", 0.999),
  },
  {
    ...credit,
    id: "credit-4-7-p50",
    what: "the same at 4/7 of the CPU, median",
    value: 24.07e-3,
    unit: "s",
    where: "4_7_credit.log, 9 800 jobs",
    asked: creditAsked("0.57", 0.5),
  },
  {
    ...credit,
    id: "credit-4-7-p95",
    what: "the same, p95",
    value: 85.45e-3,
    unit: "s",
    where: "4_7_credit.log, 9 800 jobs",
    asked: creditAsked("0.57", 0.95),
  },
  {
    ...credit,
    id: "credit-4-7-p999",
    what: "the same, p99.9",
    value: 119.52e-3,
    unit: "s",
    where: "4_7_credit.log, 9 800 jobs",
    asked: creditAsked("0.57", 0.999),
  },
  {
    ...credit,
    id: "credit-pause-3-7",
    what: "longest pause that a loop saw in 100 s, at 3/7 of the CPU",
    value: 245.087e-3,
    unit: "s",
    where: "spreadsheet, redis --intrinsic-latency, mean of three",
    asked: pauseAsked("0.43"),
  },
  {
    ...credit,
    id: "credit-pause-1-14",
    what: "the same, at 1/14 of the CPU",
    value: 839.9e-3,
    unit: "s",
    where: "spreadsheet, redis --intrinsic-latency, mean of three",
    asked: pauseAsked("0.07"),
  },
  {
    ...credit,
    id: "credit-pause-4-7",
    what: "the same, at 4/7 of the CPU",
    value: 180.053e-3,
    unit: "s",
    where: "spreadsheet, redis --intrinsic-latency, mean of three",
    asked: pauseAsked("0.57"),
  },
  {
    ...credit,
    id: "credit-pause-2-7",
    what: "the same, at 2/7 of the CPU",
    value: 360.277e-3,
    unit: "s",
    where: "spreadsheet, redis --intrinsic-latency, mean of three",
    asked: pauseAsked("0.29"),
  },
  {
    ...pair,
    id: "pair-tail-99",
    what: "p99 of a request between two KVM guests with vhost",
    value: 114.222e-6,
    unit: "s",
    where: "kvm-kvm-vhost.md, twice sockperf’s percentile",
    asked: pairTail(0.99),
  },
  {
    ...pair,
    id: "pair-tail-999",
    what: "the same, p99.9",
    value: 130.032e-6,
    unit: "s",
    where: "kvm-kvm-vhost.md, twice sockperf’s percentile",
    asked: pairTail(0.999),
  },
  {
    id: "quota-burst",
    what: "p99 of a wake-up under a quota of seven CPUs, no burst allowed",
    on: "schbench, 30 threads; CPU not named",
    value: 933e-6,
    unit: "s",
    cite: "chang2020",
    where: "table of the cover letter",
    asked:
      "its threads sleep and compute in bursts of their own, which no workload here has",
  },
  {
    id: "quota-slices-2017",
    what: "time of 5 ms of work each second under a quota of 20 ms in 100",
    on: "Linux 4.4 to 4.14, CPU not named",
    value: 100e-3,
    unit: "s",
    cite: "babrou2017",
    where: "output of the gist",
    asked:
      "its kernels took a CPU’s slice for expired by a clock that drifted, before 4.18, and here slices expire with their period or never",
  },
];
