/**
 * `npm run bench`: how long solvers, simulators and first pictures take, beside the targets.
 *
 * IDEA   Targets are for a reader's machine: a slider is answered in the frame (16 ms). A figure
 *        over its target is shown, never a failure, because machines differ and are busy.
 * UNITS  µs and ms; a ratio under 1 is better than the target.
 * FAILS  Figures of a busy machine. The median of tinybench's samples is less moved by it.
 */
import { Bench } from "tinybench";
import { table } from "../../models/cli-tables.ts";
import {
  parseScenario,
  solve,
  solveCurve,
  technologies,
  type Scenario,
} from "../../models/index.ts";
import { median } from "./clock.ts";
import { firstPictures, spread } from "./first-picture.ts";
import { addMvaTasks, firstCallMilliseconds } from "./mva.ts";
import { iperfTimes, packetsTime } from "./simulate-path.ts";
import { costsByLength, costsByPopulation } from "./simulate-scaling.ts";
import { firstRunMilliseconds, simulatorRows } from "./simulate.ts";

const threads = Array.from({ length: 32 }, (_, at) => at + 1);
const workloads = ["tcp-stream", "packets"] as const;
const scenarioOf = (technology: string, workload: string): Scenario =>
  parseScenario({ technology, workload }).scenario;

const bench = new Bench({ time: 300, warmupTime: 100 });
addMvaTasks(bench);
for (const workload of workloads) {
  const scenarios = technologies.map(({ id }) => scenarioOf(id, workload));
  for (const scenario of scenarios)
    bench.add(`curve of 32 points: ${workload} ${scenario.technology}`, () => {
      solveCurve(scenario, threads);
    });
  bench.add(`all technologies × 32 points: ${workload}`, () => {
    for (const scenario of scenarios) solveCurve(scenario, threads);
  });
  const [typical] = scenarios;
  if (typical)
    bench.add(`solve with limiter: ${workload} ${typical.technology}`, () => {
      solve(typical);
    });
}
await bench.run();

interface Figure {
  readonly name: string;
  readonly ms: number;
}

const figures = bench.tasks.map(({ name, result }): Figure => {
  if (!("latency" in result)) throw new Error(`${name} did not run`);
  return { name, ms: result.latency.p50 };
});

const targetMs = (name: string): number | null => {
  if (name === "exact MVA, 8 queues, N = 64") return 0.005;
  if (name.startsWith("exact MVA, first call")) return 0.3;
  if (name.startsWith("curve")) return 0.2;
  if (name.startsWith("all technologies")) return 16;
  return null;
};

const shown = (ms: number): string =>
  ms < 1 ? `${(ms * 1e3).toPrecision(3)} µs` : `${ms.toPrecision(3)} ms`;

const firstCalls = firstCallMilliseconds();
const rows: Figure[] = [
  ...figures,
  {
    name: `exact MVA, first call of a fresh process, median of ${firstCalls.length}`,
    ms: median(firstCalls),
  },
];

console.log(
  table(
    ["what", "median", "target", "ratio"],
    rows.map(({ name, ms }) => {
      const target = targetMs(name);
      return [
        name,
        shown(ms),
        target === null ? "" : shown(target),
        target === null ? "" : (ms / target).toFixed(2),
      ];
    }),
  ),
);

const slowest = figures
  .filter(({ name }) => name.startsWith("curve"))
  .reduce((worst, each) => (each.ms > worst.ms ? each : worst));
console.log(`\nslowest ${slowest.name}, ${shown(slowest.ms)}`);

console.log("\nThe queueing simulator, statistics on, beside other engines");
if (process.env["PEERS"] === undefined)
  console.log(
    "js-simulator and simjs are absent: npm install them in a folder, and set PEERS to its node_modules",
  );
console.log(
  table(
    ["engine", "events", "ours is times as fast", "range", "target"],
    simulatorRows(),
  ),
);

const packets = packetsTime();
console.log(
  table(
    ["what", "value", "target"],
    [
      ...(["mm1", "closed"] as const).map((model) => [
        `first 100,000 events of a fresh process, ${model}, processor time`,
        shown(median(firstRunMilliseconds(model))),
        "60 ms",
      ]),
      [packets.what, `${packets.eventsPerMicrosecond.toFixed(1)} M/s`, "5 M/s"],
      ...iperfTimes().map(({ what, events, seconds, wallSeconds }) => [
        `30 simulated seconds of ${what}: ${(events / 1e6).toFixed(1)} M events`,
        `${seconds.toFixed(2)} s (${wallSeconds.toFixed(2)} s on the wall)`,
        "1 s",
      ]),
    ],
  ),
);

for (const [title, all] of [
  ["Nanoseconds an event, by events in the run", costsByLength()],
  ["Nanoseconds an event, by requests or threads", costsByPopulation()],
] as const) {
  console.log(`\n${title}`);
  console.log(
    table(
      ["what", ...(all[0]?.over ?? []).map(String), "most / least, target 1.5"],
      all.map(({ what, costs }) => [
        what,
        ...costs.map((cost) => cost.toFixed(1)),
        (Math.max(...costs) / Math.min(...costs)).toFixed(2),
      ]),
    ),
  );
}

console.log(
  "\nFirst figures and picture of a simulated lab, from the press of a slider: median (worst)",
);
const waits = await firstPictures();
console.log(
  waits.length === 0
    ? "There is no built site: npm run build, then again"
    : table(
        [
          "lab, reader",
          "files, ms",
          "lives, ms",
          "figures, ms",
          "picture, ms",
          "target, ms",
        ],
        waits.map(({ what, files, lives, figures, picture }) => [
          what,
          spread(files),
          spread(lives),
          spread(figures),
          spread(picture),
          "100",
        ]),
      ),
);
