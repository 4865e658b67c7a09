import { describe, expect, test } from "vitest";
import { technologies } from "../../models/index.ts";
import { ways } from "../../models/explore/walk.ts";
import { presetState } from "./state.ts";
import { viewOf } from "./view.ts";
import { walkedSource, walkedText } from "./walked.ts";
import { captionText, markOf, reachedText, takesText } from "./words.ts";

const viewAt = (columns: readonly string[], at: number | null) =>
  viewOf({
    ...presetState({ columns, way: "transmit" }),
    at,
  });

describe("what the explorer says", () => {
  test("a caption names the message, each technology and its counts", () => {
    const text = captionText(
      viewAt(["zone", "kvm-qemu-2012"], null),
      "transmit",
    );
    expect(text).toMatch(/^One message of 64\u202fB, transmit, alone\./);
    expect(text).toContain("Zone: ");
    expect(text).toMatch(/KVM, qemu 2012: .*1 exit, 1 wake-up, 1 timer wait\./);
  });

  test("a step reached is said with its place, its time and the time so far", () => {
    expect(reachedText(viewAt(["kvm-qemu-2012"], 0))).toBe(
      "Before the first step.",
    );
    expect(reachedText(viewAt(["kvm-qemu-2012"], 5))).toMatch(
      /^Step 5 of \d+\. transmit timer runs; .*, qemu, 200\u202fµs; [\d.]+\u202fµs so far\.$/,
    );
  });

  test("every step has a mark and something to say of what it takes", () => {
    for (const { id } of technologies)
      for (const way of ways) {
        const { columns } = viewOf({
          ...presetState({ columns: [id], way }),
        });
        for (const cell of columns[0]?.walk.steps ?? []) {
          expect(["work", "copy", "crossing", "wait", "hardware"]).toContain(
            markOf(cell.step),
          );
          expect(takesText(cell)).not.toBe("");
        }
      }
  });
});

describe("walkedText", () => {
  const zone = { technology: "zone", way: "transmit" } as const;
  test("gives times, counts in words and shares", () => {
    expect(walkedText({ ...zone, show: "copy" })).toBe("one");
    expect(walkedText({ ...zone, show: "exit" })).toBe("no");
    expect(walkedText({ ...zone, show: "crossings" })).toBe("two");
    expect(walkedText({ ...zone, show: "elapsed" })).toMatch(/µs$/);
    expect(
      walkedText({
        technology: "kvm-qemu-2012",
        way: "transmit",
        show: "share",
        step: "tx-timer",
      }),
    ).toMatch(/^6\d\u202f%$/);
    expect(walkedSource({ ...zone, show: "cpu" })).toContain("zone, transmit");
  });

  test("stops the build when it names nothing", () => {
    expect(() => walkedText({ ...zone, show: "cpu", step: "nothing" })).toThrow(
      "no step",
    );
    expect(() =>
      walkedText({ ...zone, technology: "vms", show: "cpu" }),
    ).toThrow("no technology");
    expect(() =>
      walkedText({ ...zone, show: "cpu", query: "firewall=maybe" }),
    ).toThrow("query");
  });
});
