/** The lab's work is the same however it is sliced; its links give its state back; its words say the interval. */
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { fields, refusalOf } from "../../models/index.ts";
import { builtFigure, figureText } from "./built-figure.ts";
import type { SimFigure } from "./figure.ts";
import { runJob, startJob } from "./job.ts";
import { PairedTable } from "./PairedTable.tsx";
import { requestOf } from "./request.ts";
import { SimLab, presetOf, type SimLabProps } from "./SimLab.tsx";
import { runInSlices } from "./slices.ts";
import {
  changesFrom,
  chosen,
  linkForm,
  presetState,
  type SimPreset,
} from "./state.ts";
import { spanText } from "../format.ts";
import { captionOf, captionText, intervalText } from "./words.ts";

const request = {
  query: "workload=cpu&threads=4&cap=1&rate=500",
  against: "workload=cpu&threads=4&cap=1&rate=500&technology=container-bridge",
  seconds: 4,
  timeline: { fromS: 5.5, toS: 5.7 },
  sweep: { key: "threads", values: [1, 4] },
};

describe("a job", () => {
  const whole = runJob(request);

  test("gives the same bytes however it is sliced", () => {
    const job = startJob(request);
    let events = 1;
    while (!job.advance(events)) events = (events * 7 + 3) % 5003;
    expect(JSON.stringify(job.figure())).toBe(JSON.stringify(whole));
    // Also where a slice ends between two events of the run's last instant.
    const oneByOne = startJob(request);
    while (!oneByOne.figure().run.over) oneByOne.advance(1);
    expect(oneByOne.figure().run).toEqual(whole.run);
  });

  test("shows figures on its way, each with its progress, and stops when told", async () => {
    let clock = 0;
    const pace = {
      sliceMs: 1,
      figureEveryMs: 20,
      giveWay: () => Promise.resolve(),
      now: () => (clock += 3),
    };
    const seen: number[] = [];
    const follower = {
      isCancelled: () => false,
      isReady: () => true,
      onFigure: (figure: SimFigure) => {
        seen.push(figure.progress);
      },
    };
    const last = await runInSlices(request, pace, follower);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(JSON.stringify(last)).toBe(JSON.stringify(whole));
    // A page that draws nothing is sent nothing but the last.
    const unseen = seen.length;
    await runInSlices(request, pace, { ...follower, isReady: () => false });
    expect(seen.length).toBe(unseen);
    let asked = 0;
    const stopped = await runInSlices(request, pace, {
      ...follower,
      isCancelled: () => ++asked > 3,
    });
    expect(stopped).toBeNull();
  });

  test("runs the sweep and the pairs, and keeps the timeline to its span", () => {
    expect(whole.sweep.map(({ at }) => at)).toEqual([1, 4]);
    const own = whole.sweep.find(({ at }) => at === 4);
    expect([own?.rate, own?.latency.percentiles]).toEqual([
      whole.run.rate,
      whole.run.latency.percentiles,
    ]);
    expect(whole.paired?.pairs).toBe(10);
    const { timeline } = whole;
    for (const { startsS } of timeline?.tracks ?? [])
      for (const startS of Array.from(startsS)) {
        expect(startS).toBeGreaterThanOrEqual(5.5);
        expect(startS).toBeLessThanOrEqual(5.7);
      }
  });

  test("compared with itself, finds no difference at all", () => {
    const { paired } = runJob({
      ...request,
      against: request.query,
      timeline: null,
      sweep: null,
    });
    for (const { difference } of paired?.figures ?? [])
      expect([difference.mean, difference.high95]).toEqual([0, 0]);
  });

  test("has every interval of its comparison in one form, however narrow", () => {
    const { paired } = whole;
    if (!paired) throw new Error("nothing was compared");
    const narrow = {
      mean: 3,
      low95: 2.9999,
      high95: 3.0001,
      batches: 10,
      tooShort: false,
    };
    const html = renderToString(
      <PairedTable
        paired={{
          ...paired,
          figures: paired.figures.map((each, at) =>
            at === 0 ? { ...each, difference: narrow } : each,
          ),
        }}
        names={["a", "b"]}
      />,
    );
    const intervals = [...html.matchAll(/<td>(±[^<]*)<\/td>/g)];
    expect(intervals).toHaveLength(paired.figures.length);
    expect(html).not.toMatch(/less than| to /);
    const same = { ...narrow, low95: 3, high95: 3 };
    const alike = renderToString(
      <PairedTable
        paired={{
          ...paired,
          figures: [{ figure: "p99", first: 1, second: 4, difference: same }],
        }}
        names={["a", "b"]}
      />,
    );
    expect(alike).toContain("± 0: the same in each pair");
  });
});

describe("links", () => {
  const preset: SimPreset = {
    query: "workload=cpu&threads=8&cap=1",
    seconds: 20,
    against: "cap=2",
    y: "linear",
  };
  const form = linkForm(preset);

  test("an untouched state has none, and none is the preset", () => {
    const state = presetState(preset);
    expect(form.write("", "", state)).toBe("");
    expect(form.read("", "", [])).toEqual({ state, notices: [] });
  });

  test("a link gives the state back, for any choices", () => {
    const choice = fc.oneof(
      ...fields.map((field) =>
        field.kind === "choice"
          ? fc.constantFrom(
              ...field.choices.map(({ id }) => [field.key, id] as const),
            )
          : fc
              .double({ min: field.low, max: field.high, noNaN: true })
              .map(
                (value) =>
                  [
                    field.key,
                    field.integer ? Math.round(value) : value,
                  ] as const,
              ),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(choice, { maxLength: 5 }),
        fc.double({ min: 0.1, max: 3600, noNaN: true }),
        fc.boolean(),
        (choices, seconds, alone) => {
          let state = { ...presetState(preset), seconds };
          for (const [key, value] of choices) state = chosen(state, key, value);
          if (alone) state = { ...state, against: null };
          // The controls offer no workload that makes no sense for the technology.
          for (const each of [state.scenario, state.against])
            fc.pre(
              !each || refusalOf(each.technology, each.workload.kind) === null,
            );
          const { state: again } = form.read(form.write("", "", state), "", []);
          expect(again).toEqual(state);
        },
      ),
    );
  });

  test("any text at all is an address", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const { state } = form.read(`?${text}`, "", []);
        expect(changesFrom(preset, state)).toBeInstanceOf(Array);
        expect(state.seconds).toBeGreaterThan(0);
      }),
    );
  });
});

describe("words", () => {
  test("an interval's unit is said once, and a short run is called so", () => {
    expect(spanText("1.20\u202fms", "1.40\u202fms")).toBe(
      "1.20 to 1.40\u202fms",
    );
    expect(spanText("900\u202fµs", "1.10\u202fms")).toBe(
      "900\u202fµs to 1.10\u202fms",
    );
    const estimate = { mean: 1, low95: 0.9, high95: 1.1, batches: 9 };
    expect(intervalText({ ...estimate, tooShort: true }, String)).toMatch(
      /too short/,
    );
  });

  test("what a run is too short for is said once in its caption", () => {
    const { run, ...figure } = builtFigure({ ...request, seconds: 0.2 });
    const { scenario } = presetState({
      query: request.query,
      seconds: 0.2,
      against: "",
      y: "linear",
    });
    const text = captionText(captionOf({ run, ...figure }, scenario), run.unit);
    expect(text.split("too short a run").length).toBe(2);
    expect(text).toContain("(too short)");
  });

  test("the caption says the rate with its interval, p50, p99 and CPU", () => {
    const figure = builtFigure({ ...request, seconds: 40 });
    const { scenario } = presetState({
      query: request.query,
      seconds: 40,
      against: "",
      y: "linear",
    });
    const text = captionText(captionOf(figure, scenario), figure.run.unit);
    expect(text).toMatch(
      /^Zone with 4 threads: [\d.]+\u202fevents\/s \(95\u202f% interval .*Half of the events take at most .*99\u202f% at most .*CPUs?/,
    );
    expect(text).not.toMatch(/NaN|undefined/);
  });

  test("a run that has only begun claims no rate of zero", () => {
    const job = startJob({ ...request, seconds: 40 });
    job.advance(10);
    const { scenario } = presetState({
      query: request.query,
      seconds: 40,
      against: "",
      y: "linear",
    });
    const figure = job.figure();
    const text = captionText(captionOf(figure, scenario), figure.run.unit);
    expect(text).toMatch(/^Zone with 4 threads: the run has only begun\./);
    expect(text).not.toMatch(/ 0\u202f/);
  });
});

test("the static lab holds caption, chart and tables, and nothing unfinished", () => {
  const shape = {
    id: "test",
    preset: request.query,
    seconds: 4,
    timeline: request.timeline,
    sweep: request.sweep,
    against: "technology=container-bridge",
    show: ["timeline", "latency", "sweep", "heat", "compare"],
    open: ["latency", "sweep", "heat", "compare"],
  } satisfies Omit<SimLabProps, "initial">;
  const state = presetState(presetOf({ ...shape, initial: "" }));
  const markup = renderToString(
    <SimLab {...shape} initial={figureText(requestOf(shape, state))} />,
  );
  for (const part of [
    "timeline-plot wide",
    "latency-plot wide",
    "latency-plot heat wide",
    "curve-plot wide",
    "lane-shares",
    "sweep",
    "paired",
  ])
    expect(markup).toContain(part);
  expect(markup).not.toMatch(/NaN|undefined|Infinity|\[object/);
  const ids = [...markup.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});
