import { expect, test } from "vitest";
import { WindowSink } from "./window-sink.ts";

test("keeps a span, begun with each lane's last state before it", () => {
  const sink = new WindowSink(1, 2);
  const lane = sink.lane({ id: "a", name: "a", layer: "host" });
  sink.state(0.5, lane, "running");
  sink.state(1.5, lane, "idle");
  sink.state(2.5, lane, "running");
  sink.state(3, lane, "idle");
  expect(sink.ended).toBe(true);
  expect(
    sink.log.stays().map(({ state, fromS, toS }) => [state, fromS, toS]),
  ).toEqual([
    ["running", 1, 1.5],
    ["idle", 1.5, 2],
  ]);
});

test("keeps a stay that began before the span and is told of after it has begun", () => {
  const sink = new WindowSink(1, 2);
  const lane = (id: string) => sink.lane({ id, name: id, layer: "host" });
  const [early, late] = [lane("a"), lane("b")];
  sink.state(1.2, early, "running");
  sink.state(0.9, late, "running");
  sink.state(1.3, late, "idle");
  sink.state(2, early, "idle");
  expect(sink.log.stays()).toContainEqual({
    lane: late,
    state: "running",
    fromS: 1,
    toS: 1.3,
  });
});
