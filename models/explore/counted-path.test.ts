import { expect, test } from "vitest";
import { eventsOf } from "../paths/events.ts";
import { parseScenario } from "../scenario.ts";
import { technologies } from "../paths/catalogue.ts";
import {
  eventCounts,
  firstDifference,
  functionsOf,
  pathInForce,
} from "./counted-path.ts";
import { walkOf } from "./walk.ts";

const under = (query: string) => parseScenario(query).scenario;

test("the steps in force are those that a walk goes by, there and back", () => {
  for (const { id } of technologies) {
    const scenario = under(`technology=${id}&workload=packets`);
    expect(pathInForce(scenario, "network").steps).toEqual(
      (["transmit", "receive"] as const).flatMap((way) =>
        walkOf(scenario, id, way).steps.map(({ step }) => step),
      ),
    );
  }
});

test("what is counted is the sum over steps, soft interrupts by their steps", () => {
  const path = pathInForce(under("technology=kvm-qemu-2012"), "network");
  const counts = eventCounts(path);
  for (const [kind, many] of counts)
    if (kind !== "softirq")
      expect(many, kind).toBe(
        path.steps.reduce(
          (sum, step) => sum + (eventsOf(step).get(kind) ?? 0),
          0,
        ),
      );
  const bridged = pathInForce(under("technology=container-bridge"), "network");
  expect(eventCounts(bridged).get("softirq")).toBe(
    bridged.steps.filter(({ kind }) => kind === "softirq").length,
  );
});

test("an option that is off takes its steps away", () => {
  const ids = (query: string) =>
    pathInForce(under(query), "transmit").steps.map(({ id }) => id);
  expect(ids("technology=kvm-qemu-2012")).toContain("self-copy");
  expect(ids("technology=kvm-qemu-2012&self-copy=off")).not.toContain(
    "self-copy",
  );
});

test("a Zone enters the functions of traditional Unix, and Xen parts from them", () => {
  const functions = (id: string) =>
    functionsOf(pathInForce(under(`technology=${id}`), "transmit"));
  expect(firstDifference(functions("unix"), functions("zone"))).toBe(-1);
  expect(firstDifference(functions("unix"), functions("xen-pv"))).toBe(
    functions("xen-pv").findIndex((name, at) => name !== functions("unix")[at]),
  );
  expect(firstDifference(["a"], ["a", "b"])).toBe(1);
});
