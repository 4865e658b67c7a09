/** A page follows a run: something to see after few events, no figure before the last is drawn, nothing that vanishes. */
import { describe, expect, test, vi } from "vitest";
import { aboutOf } from "./about.ts";
import type { SimFigure, SimRequest } from "./figure.ts";
import { runJob, startJob, type SweepMemory } from "./job.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { newsOf, withNews } from "./news.ts";
import { workerRunner, type WorkerPort } from "./runner.ts";
import { runInSlices } from "./slices.ts";
import { sourcesAfter, sourcesOf, withSweepOf } from "./stand-in.ts";
import { secondsField } from "./state.ts";
import { cancelledText, remarksOf, runText } from "./words.ts";

const capped: SimRequest = {
  query: "workload=cpu&threads=4&cap=1",
  against: "workload=cpu&threads=4&cap=2",
  seconds: 20,
  timeline: { fromS: 3.9, toS: 4.3 },
  sweep: null,
};
const stream: SimRequest = {
  query: "workload=tcp-stream&threads=7",
  against: null,
  seconds: 8,
  timeline: null,
  sweep: { key: "threads", values: [1, 2, 4, 8] },
};

/** The first figure that is sent while a clock stands still: not because time has passed. */
async function firstFigure(request: SimRequest): Promise<SimFigure> {
  let first: SimFigure | undefined;
  const pace = {
    sliceMs: 8,
    figureEveryMs: 16,
    giveWay: () => Promise.resolve(),
    now: () => 0,
  };
  await runInSlices(request, pace, {
    isCancelled: () => first !== undefined,
    isReady: () => true,
    onFigure: (figure) => {
      first ??= figure;
    },
  });
  if (!first) throw new Error("no figure before the end");
  return first;
}

describe("the first figure", () => {
  // At five million events a second, ten milliseconds.
  const fewEvents = 50_000;

  test.each([
    capped,
    {
      ...capped,
      query:
        "workload=cpu&technology=container-bridge&threads=8&cap=1&rate=800&event-us=1000",
      timeline: { fromS: 8, toS: 8.3 },
    },
    {
      ...capped,
      query: "workload=sched-latency&technology=xen-pv&neighbours=4",
      timeline: { fromS: 8, toS: 8.4 },
    },
  ])("has the whole timeline and latencies: %#", async (request) => {
    const figure = await firstFigure(request);
    const { run, timeline } = figure;
    expect(run.events).toBeLessThan(fewEvents);
    expect(run.latency.count).toBeGreaterThan(100);
    expect(timeline?.toS).toBe(request.timeline?.toS);
    // Of a span within the warm-up, that there is no rate yet.
    if (run.rate.batches === 0)
      expect(aboutOf(figure).sentence).toContain(
        "the run has only begun. Half",
      );
  });

  test("has a rate where no timeline is asked for", async () => {
    const { run } = await firstFigure({ ...capped, timeline: null });
    expect(run.rate.batches).toBeGreaterThan(0);
  });

  test("has the solver's line while the run is in its warm-up", async () => {
    const { run, line } = await firstFigure(stream);
    expect(run.events).toBeLessThan(5_000);
    expect(run.solved).toBeGreaterThan(0);
    expect(line.map(({ at }) => at)).toEqual([1, 2, 4, 8]);
    for (const { solved } of line) expect(solved).toBeGreaterThan(0);
  });

  test("does not say of a run under way that it is too short", async () => {
    const figure = await firstFigure({ ...capped, seconds: 120 });
    const { run } = figure;
    expect(run.rate.tooShort).toBe(true);
    expect(remarksOf(figure, true).join()).not.toContain("Too short");
    // Cancelled here, it was too short.
    expect(remarksOf(figure, false).join()).toContain("Too short");
    const whole = runJob({ ...capped, against: null, seconds: 0.5 });
    expect(remarksOf(whole, true).join()).toContain("Too short");
  });
});

describe("what was cancelled is said", () => {
  const sweep = { key: "threads", values: [1, 4] };
  const job = startJob({ ...capped, sweep });
  job.advance(1_000);
  const cut = job.figure();
  while (!job.figure().run.over) job.advance(1_000);
  const whole = job.figure();
  while (job.figure().sweep.length < 2) job.advance(1_000);
  const swept = job.figure();

  test("the run, with the seconds that it came to", () => {
    expect(cancelledText(cut, true)).toBe("run cancelled: the figures so far");
    const text = runText(cut, "events", false);
    expect(text).toContain("of the 20.0\u202fs asked for");
    expect(Number(/for ([\d.]+)/.exec(text)?.[1])).toBeLessThan(20);
    expect(runText(cut, "events", true)).not.toContain("asked");
  });

  test("or what follows it: the run is whole", () => {
    expect(cancelledText(whole, true)).toBe(
      "run complete; sweep and comparison cancelled",
    );
    expect(cancelledText(swept, true)).toBe(
      "run complete; comparison cancelled",
    );
    const alone = startJob({ ...capped, against: null, sweep });
    while (!alone.figure().run.over) alone.advance(1_000);
    expect(cancelledText(alone.figure(), true)).toBe(
      "run complete; sweep cancelled",
    );
    expect(runText(whole, "events", false)).toContain(
      "Simulated for 20.0\u202fs after",
    );
  });

  test("or nothing yet: the figures are older", () => {
    expect(cancelledText(whole, false)).toContain("before it began");
  });
});

test("nobody is told to ask for more seconds than there are", () => {
  const short = runJob({ ...capped, against: null, seconds: 0.5 });
  expect(remarksOf(short, false).join()).toContain("Simulate more seconds.");
  const longest = {
    ...short,
    request: { ...short.request, seconds: secondsField.high },
  };
  const said = remarksOf(longest, false).join();
  expect(said).toContain("Too short");
  expect(said).toContain("This page allows no longer run.");
  expect(said).not.toContain("Simulate more");
});

test("what is sent is what is new, and gives the figure back", () => {
  const job = startJob(capped);
  let before: SimFigure | undefined;
  let page: SimFigure | undefined;
  let timelines = 0;
  let figures = 0;
  for (let done = false; !done;) {
    done = job.advance(3_000);
    const figure = job.figure();
    const news = newsOf(figure, before);
    if (job.tells() && "timeline" in news) timelines += 1;
    page = withNews(page, news);
    before = figure;
    figures += 1;
    expect(page).toEqual(figure);
  }
  expect(figures).toBeGreaterThan(5);
  expect(timelines).toBe(1);
});

describe("a part", () => {
  const first = runJob({ ...capped, seconds: 2 });
  const job = startJob({ ...capped, query: "workload=cpu&threads=6&cap=1" });
  job.advance(100);
  const begun = job.figure();
  while (!job.tells()) job.advance(1_000);
  const on = job.figure();

  test("is drawn from the run before until this one has come so far", () => {
    const atFirst = sourcesAfter(sourcesOf(first), begun, false);
    expect(atFirst.timeline).toBe(first);
    expect(atFirst.compare).toBe(first);
    const later = sourcesAfter(atFirst, on, false);
    expect(later.timeline).toBe(on);
    expect(later.latency).toBe(on);
    expect(later.compare).toBe(first);
  });

  test("of a heat map is the run's column until the sweep has come to it", () => {
    const [column, beside] = [4, 5].map((neighbours) => {
      const job = startJob({
        query: `workload=sched-latency&technology=xen-pv&neighbours=${String(neighbours)}`,
        against: null,
        seconds: 60,
        timeline: null,
        sweep: { key: "neighbours", values: [0, 4] },
      });
      while (job.figure().run.latency.count === 0) job.advance(1_000);
      expect(job.figure().sweep).toEqual([]);
      return job.figure();
    });
    const before = sourcesOf(first);
    expect(column && sourcesAfter(before, column, false).heat).toBe(column);
    expect(beside && sourcesAfter(before, beside, false).heat).toBe(first);
  });

  test("is the run's own when that is over, whatever it holds", () => {
    expect(sourcesAfter(sourcesOf(first), begun, true)).toEqual(
      sourcesOf(begun),
    );
  });
});

describe("a sweep", () => {
  const neighbours: SimRequest = {
    query: "workload=sched-latency&technology=xen-pv&neighbours=2",
    against: null,
    seconds: 10,
    timeline: null,
    sweep: { key: "neighbours", values: [4, 0, 2] },
  };
  const moved = {
    ...neighbours,
    query: "workload=sched-latency&technology=xen-pv&neighbours=3",
  };

  test("is not run again for a slider along it, and is the same to the last bit", () => {
    const memory: SweepMemory = new Map();
    const first = startJob(neighbours, memory);
    while (!first.advance(10_000));
    const second = startJob(moved, memory);
    expect(second.figure().sweep).toHaveLength(3);
    while (!second.advance(10_000));
    expect(JSON.stringify(second.figure())).toBe(JSON.stringify(runJob(moved)));
    const other = startJob(
      { ...moved, query: `${moved.query}&cores=2` },
      memory,
    );
    expect(other.figure().sweep).toHaveLength(0);
  });

  test("stands while its slider moves, and no other does", () => {
    const first = runJob(neighbours);
    const begun = startJob(moved).figure();
    expect(withSweepOf(first, begun).sweep).toBe(first.sweep);
    const other = startJob({ ...moved, query: `${moved.query}&cores=2` });
    expect(withSweepOf(first, other.figure()).sweep).toEqual([]);
  });
});

describe("the page's end of a worker", () => {
  const figure = {
    ...runJob({ ...capped, against: null, seconds: 1 }),
    request: capped,
  };
  const at = (progress: number): SimFigure => ({ ...figure, progress });

  function page() {
    const sent: ToWorker[] = [];
    const frames: (() => void)[] = [];
    let hear = (_: { data: FromWorker }): void => undefined;
    const port = {
      postMessage: (message: ToWorker) => sent.push(message),
      addEventListener: (name: string, act: typeof hear) => {
        if (name === "message") hear = act;
      },
    } as unknown as WorkerPort;
    const seen: [progress: number, done: boolean][] = [];
    const runner = workerRunner(port, (act) => frames.push(act));
    const stop = runner.start(capped, {
      onFigure: ({ progress }, done) => seen.push([progress, done]),
      onFailure: (why) => {
        throw new Error(why);
      },
    });
    return {
      sent,
      seen,
      stop,
      worker: (news: Partial<SimFigure>, done = false) => {
        hear({ data: { kind: "figure", id: 1, news, done } });
      },
      frame: () => {
        for (const act of frames.splice(0)) act();
      },
      waiting: () => frames.length,
    };
  }

  test("hands a figure over at once, and asks for the next in the frame that shows it", () => {
    const { sent, seen, worker, frame } = page();
    worker(at(0.1));
    expect(seen).toEqual([[0.1, false]]);
    expect(sent.map(({ kind }) => kind)).toEqual(["start"]);
    frame();
    expect(sent.map(({ kind }) => kind)).toEqual(["start", "drawn"]);
  });

  test("hands one over a frame, the newest, and asks for none after the last", () => {
    const { sent, seen, worker, frame, waiting } = page();
    worker(at(0.1));
    worker({ progress: 0.2 });
    worker({ progress: 1 }, true);
    expect(seen).toEqual([[0.1, false]]);
    frame();
    expect(seen).toEqual([
      [0.1, false],
      [1, true],
    ]);
    expect(waiting()).toBe(0);
    expect(sent.map(({ kind }) => kind)).toEqual(["start"]);
  });

  test("runs itself what a worker does not answer, and gives way to typing between slices", async () => {
    vi.useFakeTimers();
    try {
      const { sent, seen, stop } = page();
      expect(sent.map(({ kind }) => kind)).toEqual(["start"]);
      await vi.advanceTimersByTimeAsync(2_900);
      expect(seen).toEqual([]);
      const giveWays = vi.spyOn(globalThis, "setTimeout");
      await vi.advanceTimersByTimeAsync(200);
      await vi.dynamicImportSettled();
      await vi.waitFor(() => {
        vi.advanceTimersByTime(10);
        expect(seen.at(-1)).toEqual([1, true]);
      });
      expect(giveWays.mock.calls.length).toBeGreaterThan(1);
      stop();
    } finally {
      vi.useRealTimers();
      vi.restoreAllMocks();
    }
  });

  test("draws nothing of a run that was cancelled meanwhile", () => {
    const { sent, seen, stop, worker, frame } = page();
    worker(at(0.1));
    worker({ progress: 0.2 });
    stop();
    frame();
    worker({ progress: 1 }, true);
    frame();
    expect(seen).toEqual([[0.1, false]]);
    expect(sent.map(({ kind }) => kind)).toEqual(["start", "cancel"]);
  });
});
