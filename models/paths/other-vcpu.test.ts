/**
 * What waking another vCPU costs: nothing with one, and what the steps say with several.
 */
import { expect, test } from "vitest";
import { networkOf } from "../network.ts";
import { publishedValues } from "../parameters/published-values.ts";
import { queryToScenario } from "../scenario.ts";
import { simulate } from "../simulate/simulate.ts";
import { solve, solveCurve } from "../solve.ts";

const asked = (query: string) =>
  queryToScenario(`workload=request-response&peer=native&${query}`).scenario;
const stepIds = (query: string) =>
  networkOf(asked(query)).steps.map(({ step }) => step.id);

const guests = [
  "kvm-qemu",
  "kvm-vhost",
  "kvm-vhost-user",
  "kvm-sriov",
  "kvm-sriov-posted",
  "nitro",
];

test.each(guests)("only a guest with several vCPUs pays: %s", (id) => {
  const at = (query: string) =>
    stepIds(`technology=${id}&${query}`).includes("ipi-exit");
  expect(at("threads=4&vcpus=1")).toBe(false);
  expect(at("threads=1&vcpus=4")).toBe(false);
  expect(at("threads=4&vcpus=4")).toBe(true);
  expect(at("threads=4&vcpus=4&idle=guest-polls")).toBe(false);
});

test("of messages that go to any of four vCPUs, three quarters pay", () => {
  const { steps } = networkOf(asked("technology=kvm-vhost&threads=4&vcpus=4"));
  const secondsOf = (id: string) =>
    steps.find(({ step }) => step.id === id)?.fixedS;
  expect(secondsOf("ipi-exit")).toBeCloseTo(
    0.75 * publishedValues["ipi.exit"],
    12,
  );
  expect(secondsOf("other-wake")).toBeCloseTo(
    0.75 * publishedValues["hlt.wake.linux"],
    12,
  );
});

test.each(guests)("a curve that begins with a lone thread: %s", (id) => {
  const at = (threads: number) =>
    asked(`technology=${id}&vcpus=4&threads=${String(threads)}`);
  for (const from of [1, 32])
    for (const point of solveCurve(at(from), [1, 2, 3, 32]))
      expect(
        point.messagesPerSecond / solve(at(point.threads)).messagesPerSecond,
      ).toBeCloseTo(1, 9);
});

test.each(["halts", "host-polls", "guest-polls"])(
  "solver and simulator agree to a tenth: %s",
  (idle) => {
    const scenario = asked(
      `technology=kvm-vhost&vcpus=4&threads=8&server-us=20&idle=${idle}`,
    );
    const simulated = simulate(scenario, { seconds: 1 }).messagesPerSecond.mean;
    expect(
      Math.abs(solve(scenario).messagesPerSecond / simulated - 1),
    ).toBeLessThan(0.1);
  },
);
