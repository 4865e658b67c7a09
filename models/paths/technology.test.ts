/**
 * What every technology must be, whoever wrote it: claims with sources, names that exist, nothing that
 * is there for nothing.
 */
import { describe, expect, test, vi } from "vitest";
import { cites } from "../cites.ts";
import { type PathNetwork, networkOf } from "../network.ts";
import { parameterIds } from "../parameters/catalogue.ts";
import { queryToScenario } from "../scenario.ts";
import { solve } from "../solve.ts";
import { solveRounds } from "../solve/solve-rounds.ts";
import { technologies, technologyById } from "./catalogue.ts";
import type * as Committed from "./every-technology.ts";
import type { ServerId, Step, StepOption, Technology } from "./step.ts";
import { unix } from "./unix.ts";

// The file that CONTRIBUTING shows, as if it were in the folder: it must pass too.
vi.mock("./every-technology.ts", async (committed) => {
  const { everyTechnology } = await committed<typeof Committed>();
  const { contributedTechnology } =
    await import("./contributed.test-support.ts");
  const shown = await contributedTechnology();
  // A reader may have dropped it in already.
  const others = everyTechnology.filter(({ id }) => id !== shown.id);
  return { everyTechnology: [...others, shown] };
});

const each = technologies.map((technology): [string, Technology] => [
  technology.id,
  technology,
]);
const networkSteps = ({ transmit, receive }: Technology): readonly Step[] => [
  ...transmit,
  ...receive,
];
const stepsOf = (technology: Technology): readonly Step[] => [
  ...networkSteps(technology),
  ...technology.disk.issue,
  ...technology.disk.complete,
];
const unowned: readonly ServerId[] = ["none", "link"];

describe.each(each)("%s", (_, technology) => {
  test("step ids are unique within each direction", () => {
    const { transmit, receive, disk } = technology;
    for (const path of [transmit, receive, [...disk.issue, ...disk.complete]]) {
      const ids = path.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test("every step cites a work of the bibliography with a place, and has a label", () => {
    for (const step of stepsOf(technology)) {
      expect(Object.keys(cites), step.id).toContain(step.cite);
      expect(step.where.length, step.id).toBeGreaterThan(3);
      expect(step.label.length, step.id).toBeGreaterThan(8);
    }
  });

  test("every cost is a parameter, and every factor is positive", () => {
    for (const step of stepsOf(technology))
      for (const cost of step.costs) {
        expect(parameterIds, step.id).toContain(cost.parameter);
        expect(cost.times ?? 1, step.id).toBeGreaterThan(0);
      }
    expect(parameterIds).toContain(technology.window);
    expect(parameterIds).toContain(technology.readerBuffer);
  });

  test("every step occupies a server that the technology has, or none; every server works", () => {
    const { servers, disk } = technology;
    const all = { ...servers, ...disk.servers };
    for (const [steps, has] of [
      [networkSteps(technology), servers],
      [[...disk.issue, ...disk.complete], all],
    ] as const) {
      const used = new Set<ServerId>();
      for (const { id, server, unlessBusy } of steps) {
        used.add(server);
        if (!unowned.includes(server)) expect(has, id).toHaveProperty(server);
        if (unlessBusy !== undefined)
          expect(has, id).toHaveProperty(unlessBusy);
      }
      for (const server of Object.keys(
        has === servers ? servers : disk.servers,
      ))
        expect(used).toContain(server);
    }
    expect(servers).toHaveProperty(technology.application);
  });

  test("functions are identifiers, and every step that is software has some", () => {
    for (const step of stepsOf(technology)) {
      for (const name of step.functions)
        expect(name, step.id).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
      if (!["nic", "wire", "device"].includes(step.place))
        expect(step.functions.length, step.id).toBeGreaterThan(0);
    }
  });

  test("a packet leaves for the wire last and is read by a thread last", () => {
    expect(technology.transmit.slice(-3).map(({ id }) => id)).toEqual([
      "wire",
      "link",
      "switch-port",
    ]);
    // What is polled has no interrupt to hold back.
    const polled = Object.keys(technology.servers).includes("switch");
    expect(technology.receive[0]?.gathers).toBe(
      polled ? undefined : "moderation",
    );
  });

  test("the options listed are those that a step, the offload or the timer depends on", () => {
    /** What a disk workload asks for is no option of the technology. */
    const asked: readonly StepOption[] = ["read", "write-behind", "durable"];
    const inSteps = stepsOf(technology).flatMap(({ when }) =>
      when && !asked.includes(when.option) ? [when.option] : [],
    );
    const listed = new Set<StepOption>(technology.options);
    for (const option of inSteps) expect(listed).toContain(option);
    for (const option of listed) {
      // Offload also decides how much crosses the stack at once, in every technology that merges.
      const acts =
        inSteps.includes(option) ||
        (option === "offload" && technology.aggregates);
      expect(acts, option).toBe(true);
    }
  });

  test.each([
    "firewall=on",
    "self-copy=off",
    "tx-timer=0",
    "offload=off",
    "page-tables=shadow",
    "grants=flip",
    "idle=guest-polls",
  ])(
    "%s moves a figure if and only if its option is listed (offload: also where it is a property of the NIC)",
    (change) => {
      const key = change.split("=")[0]!;
      const option =
        {
          "tx-timer": "timer",
          "page-tables": "shadow",
          grants: "grant-flip",
          idle: "guest-polls",
        }[key] ?? key;
      // Bulk and lone messages: what is not the limiter of the one lengthens the other.
      const at = (query: string) =>
        ["tcp-stream", "packets"]
          .map(
            (workload) =>
              solveRounds(
                networkOf(
                  queryToScenario(
                    `technology=${technology.id}&workload=${workload}&threads=2&${query}`,
                  ).scenario,
                ),
              ).throughput,
          )
          .join();
      const moves = at(change) !== at("seed=1");
      const listed = (technology.options as readonly string[]).includes(option);
      // The offload of kvm-qemu-2012 is off by default: `off` changes nothing there.
      if (option === "offload") {
        expect(at("offload=on") !== at("offload=off")).toBe(true);
      } else expect(moves).toBe(listed);
    },
  );

  test.each(["tcp-stream", "packets"])("solves %s", (workload) => {
    const prediction = solve(
      queryToScenario(`technology=${technology.id}&workload=${workload}`)
        .scenario,
    );
    expect(prediction.bitsPerSecond).toBeGreaterThan(1e4);
    expect(prediction.bitsPerSecond).toBeLessThan(1e10);
    expect(prediction.isPrediction).toBe(technology.prediction);
    expect(prediction.technology.id).toBe(technology.id);
    const shown = new Set(prediction.steps.map(({ id }) => id));
    for (const step of technology.transmit)
      if (!step.when && !step.gathers && step.server !== "link")
        expect(
          shown.has(step.id) || step.costs.every(({ per }) => per === "chain"),
          step.id,
        ).toBe(true);
  });
});

test("a technology is data alone: a synthetic one, compiled and solved by hand-countable sums", () => {
  const slow: Technology = {
    ...unix,
    id: "synthetic",
    transmit: [
      {
        ...unix.transmit[0]!,
        costs: [{ parameter: "rto.min", per: "message" }],
      },
    ],
    receive: [
      {
        ...unix.receive.at(-1)!,
        costs: [{ parameter: "clock.tick", per: "message", times: 3 }],
      },
    ],
  };
  const network = networkOf(
    queryToScenario("technology=unix&workload=packets&moderation=0").scenario,
  );
  expect(network.force.technology).toBe(unix);
  // The catalogue is data too: put the technology where its id is looked up.
  const byId = technologyById;
  byId.set(slow.id, slow);
  try {
    const scenario = { ...network.scenario, technology: slow.id };
    const compiled: PathNetwork = networkOf(scenario);
    expect(compiled.force.technology.id).toBe("synthetic");
    // There and back: 400 ms to send and 3 × 10 ms to read, twice.
    expect(solveRounds(compiled).throughput).toBeCloseTo(1 / 0.86, 9);
    const prediction = solve(scenario);
    expect(prediction.packetsPerSecond).toBeCloseTo(1 / 0.86, 9);
    expect(prediction.steps).toHaveLength(4);
  } finally {
    byId.delete(slow.id);
  }
});
