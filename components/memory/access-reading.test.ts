/** What is read off the chart of loads is what its curves are drawn through. */
import { expect, test } from "vitest";
import { readingText } from "../chart/readable.ts";
import { duration } from "../format.ts";
import { accessReading } from "./access-reading.tsx";
import { presetState } from "./state.ts";
import { viewOf } from "./view.ts";

test("every working set of the curves is read, with each arrangement's load", () => {
  const view = viewOf(presetState({ query: "" }));
  const { stops, tell, frame } = accessReading(view);
  expect(stops).toContain(view.scenario.workingSetMiB);
  for (const [index, stop] of stops.entries()) {
    const text = readingText(tell(stop));
    for (const { arrangement, curve } of view.rows)
      expect(text).toContain(
        `${arrangement.name} ${duration(curve[index]!.seconds)}`,
      );
    expect(frame(0).points(stop)).toHaveLength(view.rows.length);
  }
  expect(readingText(tell(64))).toMatch(/^working set 64\u202fMiB; /);
});
