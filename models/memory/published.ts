/**
 * What others measured of memory beneath guests, and what the model says of the same.
 *
 * IDEA   Quoted data, as measurements/elsewhere.ts has for paths. None of it was fitted to; a figure that
 *        the model cannot be asked for says why.
 * UNITS  seconds, or multiples of bare metal.
 */
import type { CiteKey } from "../cites.ts";
import type { ParameterValues } from "../parameters/catalogue.ts";
import { accessOf } from "./access.ts";
import { arrangementById } from "./arrangements.ts";
import { defaultMemory, type MemoryScenario } from "./scenario.ts";

export interface MemoryFigure {
  readonly id: string;
  readonly what: string;
  readonly on: string;
  readonly value: number;
  readonly unit: "s" | "times";
  readonly cite: CiteKey;
  readonly where: string;
  /** The model's answer; or, as a sentence, why it has none. */
  readonly model: ((values: ParameterValues) => number) | string;
  readonly differs: string;
}

const quiet: MemoryScenario = {
  ...defaultMemory,
  changesPerS: 0,
  switchesPerS: 0,
};

const secondsOf = (
  values: ParameterValues,
  id: string,
  over: Partial<MemoryScenario>,
): number => {
  const arrangement = arrangementById.get(id);
  if (!arrangement) throw new Error(`no arrangement "${id}"`);
  return accessOf(values, arrangement, { ...quiet, ...over }).seconds;
};

const cycles = (count: number, hertz: number) => count / hertz;
const x5650 = 2.67e9;

export const memoryFigures: readonly MemoryFigure[] = [
  {
    id: "westmere-16m",
    what: "a dependent load within 16 MB, bare metal",
    on: "Xeon X5650 at 2.67 GHz, pages of 1 GB",
    value: cycles(40, x5650) + 15e-9,
    unit: "s",
    cite: "cpu7Westmere",
    where: "table, 16 M",
    model: (values) =>
      secondsOf(values, "zone", { workingSetMiB: 16, page: "2m" }),
    differs:
      "the latencies of the levels are from the same page; their mixture is not",
  },
  {
    id: "westmere-1g",
    what: "a dependent load within 1 GB, bare metal",
    on: "the same",
    value: cycles(63, x5650) + 67e-9,
    unit: "s",
    cite: "cpu7Westmere",
    where: "table, 1024 M",
    model: (values) =>
      secondsOf(values, "zone", { workingSetMiB: 1_024, page: "2m" }),
    differs:
      "as above; the page gives 23 cycles for a TLB miss, which the model does not take",
  },
  {
    id: "hyperbench-cold",
    what: "what nested tables add to an access that finds nothing cached",
    on: "Xeon E7-4820 v2 at 2.0 GHz, KVM of Linux 4.2",
    value: cycles(1_150 - 834, 2e9),
    unit: "s",
    cite: "hyperbench2019",
    where: "tables 3 and 4, cold access",
    model: (values) => {
      const set = { workingSetMiB: 1_048_576 };
      return secondsOf(values, "kvm", set) - secondsOf(values, "zone", set);
    },
    differs:
      "the model’s average walk, all of it from memory: its largest working set",
  },
  {
    id: "gups",
    what: "random updates in 64 GiB under KVM, as a multiple of bare metal’s time",
    on: "two Sandy Bridge Xeons, one thread: 79.3 s on Linux, 80.2 s in a guest, means of ten runs that vary by 2 %",
    value: 80.2 / 79.32,
    unit: "times",
    cite: "felterData",
    where: "RandomAccess/results, single socket",
    model: (values) => {
      const set = {
        workingSetMiB: 65_536,
        page: "2m",
        hostPage: "2m",
      } as const;
      return secondsOf(values, "kvm", set) / secondsOf(values, "zone", set);
    },
    differs:
      "updates do not wait for each other, so that a walk runs while others wait for data; page sizes were not recorded, the model has 2 MiB",
  },
  {
    id: "ept-gain",
    what: "nested instead of shadow tables, programs that work the page tables hard: speed-up of up to",
    on: "VMware ESX on a Xeon 5500",
    value: 1.48,
    unit: "times",
    cite: "vmwareEpt",
    where: "introduction; up to 7 times in microbenchmarks",
    model: "no rate of changes was published with it",
    differs: "",
  },
];
