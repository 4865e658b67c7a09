/** A worker survives an act that it cannot follow, and says of what a failure is. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { SimRequest } from "./figure.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

const sent: FromWorker[] = [];
let hear: (message: ToWorker) => void;

beforeAll(async () => {
  vi.stubGlobal("postMessage", (message: FromWorker) => sent.push(message));
  ({ hear } = await import("./worker.ts"));
});

afterAll(() => {
  vi.unstubAllGlobals();
});

test("an act that cannot be followed is no error", () => {
  const act = { shown: null, key: "threads", value: "4", isPlace: true };
  hear({ kind: "foresee", id: 1, act: act as never });
});

test("a failure names its request", async () => {
  const request: SimRequest = {
    query: "",
    against: null,
    seconds: 1,
    timeline: null,
    sweep: { key: "threads", values: null as never },
  };
  hear({ kind: "start", id: 2, request });
  await vi.waitFor(() => {
    expect(sent).toContainEqual(
      expect.objectContaining({ kind: "failed", id: 2, request }),
    );
  });
});
