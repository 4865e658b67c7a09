/**
 * How fast the queueing simulator is, beside a loop that does nothing else, and beside others.
 *
 * IDEA     Engines take turns in one process, and ratios are taken round by round, so that a busy
 *          machine slows both. Ours keeps all its statistics: batches, latencies, every station,
 *          and the intervals by which a run without a given length decides when to stop.
 * UNITS    Millions of events a second of processor time; an event is an arrival or the end of a
 *          service.
 * HOLDS    M/M/1 at 0.8, and a closed network of three queues. Medians of ratios repeat within 2 %
 *          on an idle machine.
 * FAILS    Absolute rates of different machines cannot be compared. The closed network is routed
 *          by chance in the loop and in the peers, and by demands in ours: the means are the same.
 *          Of two processes one may be 10 % faster than the other: V8 compiles while they run.
 * COST     10 s.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { startNetwork } from "../../models/simulate/simulate-network.ts";
import type { ParsedNetwork } from "../../models/solve/parse-network.ts";
import { median, threadMicroseconds } from "./clock.ts";
import { loadPeers } from "./peers.ts";
import { rawClosed, rawMM1, runRaw } from "./raw-loop.ts";
import type { RawNetwork } from "./raw-loop.ts";
import { simulatedClosed, simulatedMM1 } from "./simulated-networks.ts";

const events = 1_000_000;
const peerEvents = 250_000;
const rounds = 15;
/** Rounds in which engines are compiled. */
const unseen = 3;

/** A run that no precision ends, but its events. */
export const simulate = (
  parsed: ParsedNetwork,
  many: number,
  seed: number,
): void => {
  const run = startNetwork(parsed, { seed, precision: 1e-6, mostEvents: many });
  while (!run.advance(many));
  run.result();
};

/** Millions of events a second. */
const rateOf = (many: number, work: () => void): number => {
  const before = threadMicroseconds();
  work();
  return many / (threadMicroseconds() - before);
};

type Row = [
  what: string,
  rate: string,
  ratio: string,
  range: string,
  target: string,
];

/** How many times as fast as each we mean to be. */
const targets: Record<string, readonly [mm1: string, closed: string]> = {
  loop: ["0.5, stretch 0.8", "0.5, stretch 0.8"],
  "js-simulator": ["1.5, stretch 2.5", "2, stretch 3.5"],
  simjs: ["7.5", "14"],
};

/** Rows of a table: the engine, its rate, and how many times as fast ours is. */
export const simulatorRows = (): Row[] => {
  const peers = loadPeers(process.env["PEERS"]);
  const rows: Row[] = [];
  const models: [string, ParsedNetwork, RawNetwork][] = [
    ["M/M/1 at 0.8", simulatedMM1, rawMM1],
    ["closed, 3 stations, 32 requests", simulatedClosed, rawClosed],
  ];
  models.forEach(([name, parsed, raw], model) => {
    const engines: [string, number, (many: number) => void][] = [
      ["loop", events, (many) => void runRaw(raw, many)],
      ...peers.map(([peer, run]): [string, number, (many: number) => void] => [
        peer,
        peerEvents,
        (many) => {
          run(raw, many);
        },
      ]),
    ];
    const own: number[] = [];
    const rates = engines.map((): number[] => []);
    const ratios = engines.map((): number[] => []);
    for (let round = 1 - unseen; round <= rounds; round++) {
      const ours = rateOf(events, () => {
        simulate(parsed, events, round + unseen);
      });
      const others = engines.map(([, many, work]) =>
        rateOf(many, () => {
          work(many);
        }),
      );
      if (round <= 0) continue;
      own.push(ours);
      others.forEach((rate, at) => {
        rates[at]!.push(rate);
        ratios[at]!.push(ours / rate);
      });
    }
    rows.push([`${name}: ours`, `${median(own).toFixed(1)} M/s`, "", "", ""]);
    engines.forEach(([engine], at) => {
      rows.push([
        `${name}: ${engine}`,
        `${median(rates[at]!).toFixed(1)} M/s`,
        median(ratios[at]!).toFixed(2),
        `${Math.min(...ratios[at]!).toFixed(2)} to ${Math.max(...ratios[at]!).toFixed(2)}`,
        targets[engine]?.[model] ?? "",
      ]);
    });
  });
  return rows;
};

/** Milliseconds of the first 100,000 events in fresh processes. */
export const firstRunMilliseconds = (
  model: "mm1" | "closed",
  processes = 9,
): number[] => {
  const file = fileURLToPath(new URL("simulate-first-run.ts", import.meta.url));
  return Array.from({ length: processes }, () =>
    Number(execFileSync(process.execPath, [file, model], { encoding: "utf8" })),
  );
};
