import { expect, test } from "vitest";
import { parseScenario, type Scenario } from "../../models/index.ts";
import { fieldEntry, scenarioNotice } from "./field-entry.ts";
import type { LabInHand } from "./use-lab.ts";

/** A lab without a page, in which the reader types `text` into a field, letter by letter. */
const reader = (query: string) => {
  let typed: Record<string, string> = {};
  const latest = { current: parseScenario(query).scenario };
  const lab = {
    latest,
    begunFrom: new Map(),
    get state() {
      return latest.current;
    },
    get typed() {
      return typed;
    },
    type: (key: string, text: string | null) => {
      const { [key]: _, ...rest } = typed;
      typed = text === null ? rest : { ...rest, [key]: text };
    },
    change: (next: Scenario) => {
      latest.current = next;
    },
    settle: () => undefined,
  } as unknown as LabInHand<Scenario>;
  const entry = fieldEntry(lab, {
    chosen: (scenario, key, value) =>
      parseScenario({ [key]: value }, scenario).scenario,
    noticeOf: scenarioNotice,
  });
  return {
    entry,
    threads: () => latest.current.workload.threads,
    cap: () => latest.current.limits.cap,
    type: (key: string, text: string, low: number) => {
      for (let end = 1; end <= text.length; end += 1) {
        const soFar = text.slice(0, end);
        entry.onType(key, soFar, Number(soFar) < low);
      }
      if (text === "") entry.onType(key, "", false);
    },
  };
};

test("a text that never becomes a number changes nothing, and stays", () => {
  const { entry, threads, type } = reader("threads=8");
  for (const text of ["0x10", "-", "e", "five"]) {
    type("threads", text, 1);
    expect(threads(), text).toBe(8);
    entry.onSettle("threads");
    expect(threads(), text).toBe(8);
    expect(entry.textOf("threads")).toBe(text);
    expect(entry.noticeOf("threads")).toContain("8 stands");
  }
});

test("a number still too small waits until it is left; one too large acts at once", () => {
  const { entry, threads, type } = reader("threads=8");
  type("threads", "0", 1);
  expect(threads()).toBe(8);
  entry.onSettle("threads");
  expect(threads()).toBe(1);
  expect(entry.textOf("threads")).toBe("0");
  type("threads", "5000", 1);
  expect(threads()).toBe(1024);
  expect(entry.textOf("threads")).toBe("5000");
});

test.each([
  ["1e", 8],
  ["1e2", 100],
  ["2x", 8],
  ["12", 12],
])("%s typed over an 8, letter by letter, leaves %i", (text, threads) => {
  const lab = reader("threads=8");
  lab.type("threads", text, 1);
  expect(lab.threads()).toBe(threads);
  lab.entry.onSettle("threads");
  expect(lab.threads()).toBe(threads);
});

test("a zero that begins 0x10 does not stay in a field that may be zero", () => {
  const { entry, cap, type } = reader("threads=8&cap=3");
  type("cap", "0x10", 0);
  expect(cap()).toBe(3);
  entry.onSettle("cap");
  expect(cap()).toBe(3);
});

test("an exponent is read when it is whole, and its text is kept before that", () => {
  const { entry, threads, type } = reader("threads=8");
  type("threads", "1e", 1);
  expect(entry.textOf("threads")).toBe("1e");
  entry.onType("threads", "1e2", false);
  expect(threads()).toBe(100);
});

test("an emptied field changes nothing until it is left; then what may be left open is open", () => {
  const { entry, threads, cap, type } = reader("threads=8&cap=3");
  type("threads", "", 1);
  type("cap", "", 0.05);
  expect([threads(), cap()]).toEqual([8, 3]);
  entry.onSettle("threads");
  entry.onSettle("cap");
  expect([threads(), cap()]).toEqual([8, null]);
  expect(entry.textOf("threads")).toBeUndefined();
});
