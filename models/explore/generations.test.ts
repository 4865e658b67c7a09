import { expect, test } from "vitest";
import { technologyById, type Technology } from "../index.ts";
import { defaultScenario } from "../scenario.ts";
import { underTechnology } from "../solve.ts";
import { changesBetween, crossingsOf } from "./generations.ts";

const named = (id: string): Technology => {
  const technology = technologyById.get(id);
  if (!technology) throw new Error(`${id} is gone`);
  return technology;
};
const of = (id: string) =>
  crossingsOf(named(id), underTechnology(defaultScenario, id));

test("crossingsOf(kvm-qemu-2012) has one heavy exit, one timer, and wakes qemu twice", () => {
  const crossings = of("kvm-qemu-2012");
  expect(crossings["heavy exit"]).toBe(1);
  expect(crossings["timer wait"]).toBe(1);
  expect(crossings["wake-up of a process"]).toBe(2);
});

test("crossingsOf counts exits inside other steps: the end of an interrupt, a register read thrice", () => {
  expect(of("kvm-vhost")["light exit"]).toBe(2);
  expect(of("kvm-e1000")["heavy exit"]).toBeGreaterThanOrEqual(4);
  expect(of("xen-hvm")["heavy exit"]).toBe(of("kvm-e1000")["heavy exit"]);
});

test("the line from vhost to posted interrupts ends without exits and without a back end", () => {
  const last = of("kvm-sriov-posted");
  for (const kind of [
    "heavy exit",
    "light exit",
    "hypercall",
    "timer wait",
    "wake-up of a process",
    "wake-up of a kernel thread",
    "system call of a process",
  ] as const)
    expect(last[kind], kind).toBe(0);
});

test("a technology without a guest has no back end to wake", () => {
  expect(of("container-host")["wake-up of a kernel thread"]).toBe(0);
  expect(of("zone")["heavy exit"] + of("zone")["light exit"]).toBe(0);
});

test("from qemu to vhost a process is no longer woken, and a kernel thread is", () => {
  const changes = new Map(
    changesBetween(of("kvm-qemu"), of("kvm-vhost")).map(({ kind, gone }) => [
      kind,
      gone,
    ]),
  );
  expect(changes.get("wake-up of a process")).toBeGreaterThan(0);
  expect(changes.get("system call of a process")).toBeGreaterThan(0);
  expect(changes.get("wake-up of a kernel thread")).toBeLessThan(0);
});

test("changesBetween(earlier, later) says what went and what came", () => {
  expect(changesBetween(of("zone"), of("zone"))).toEqual([]);
  const timer = changesBetween(of("kvm-e1000"), of("kvm-qemu-2012")).find(
    ({ kind }) => kind === "timer wait",
  );
  expect(timer?.gone).toBe(-1);
});
