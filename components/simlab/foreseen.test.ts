/** What is foreseen of an act is what the lab asks for; and the page takes it over where it is, and only there. */
import { describe, expect, test } from "vitest";
import { fieldByKey, type NumberField } from "../../models/index.ts";
import { sliderOf } from "../lab/slider.ts";
import type { SimFigure } from "./figure.ts";
import { foreseen, type Act } from "./foreseen.ts";
import { runJob } from "./job.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { requestOf, type SimLabShape } from "./request.ts";
import { workerRunner, type WorkerPort } from "./runner.ts";
import { chosen, presetState } from "./state.ts";

const shape: SimLabShape = {
  preset: "workload=cpu&threads=8&cap=1",
  seconds: 2,
  timeline: { fromS: 3.9, toS: 4.3, lanes: ["tenant"] },
  sweep: { key: "threads", values: [1, 8] },
  against: "cap-release=before",
};
const begin = presetState({
  query: shape.preset ?? "",
  seconds: shape.seconds,
  against: shape.against ?? "",
  y: "linear",
});
const shown = requestOf(shape, begin);
const placeOf = (key: string, value: number) =>
  String(sliderOf(fieldByKey.get(key) as NumberField).placeOf(value));

describe("what is foreseen", () => {
  test.each<[string, string, boolean, unknown]>([
    ["threads", placeOf("threads", 4), true, 4],
    ["cap", placeOf("cap", 2), true, 2],
    ["seconds", String(Math.log2(30)), true, 30],
    ["technology", "container-bridge", false, "container-bridge"],
    ["cap-release", "before", false, "before"],
  ])("is what the lab asks for: %s", (key, value, isPlace, meant) => {
    // As the page has it: written when the book was built.
    const told = JSON.parse(JSON.stringify({ shown })) as Pick<Act, "shown">;
    expect(foreseen({ ...told, key, value, isPlace })).toEqual(
      requestOf(shape, chosen(begin, key, meant)),
    );
  });

  test("is nothing where a control is of no field of the run", () => {
    const act = { shown, key: "differs", value: "cap", isPlace: false };
    expect(foreseen(act)).toBeNull();
  });
});

describe("the page's end of what is foreseen", () => {
  const act: Act = {
    shown,
    key: "threads",
    value: placeOf("threads", 4),
    isPlace: true,
  };
  const asked = foreseen(act)!;
  const figure = { ...runJob({ ...asked, against: null }), request: asked };

  function page() {
    const sent: ToWorker[] = [];
    const frames: (() => void)[] = [];
    const seen: SimFigure[] = [];
    const failed: string[] = [];
    let hear = (_: { data: FromWorker }): void => undefined;
    const port = {
      postMessage: (message: ToWorker) => sent.push(message),
      addEventListener: (name: string, listen: typeof hear) => {
        if (name === "message") hear = listen;
      },
    } as unknown as WorkerPort;
    const runner = workerRunner(port, (draw) => frames.push(draw));
    return {
      runner,
      seen,
      failed,
      ask: (request = asked) =>
        runner.start(request, {
          onFigure: (each) => seen.push(each),
          onFailure: (why) => failed.push(why),
        }),
      worker: (data: FromWorker) => {
        hear({ data });
      },
      frame: () => {
        for (const draw of frames.splice(0)) draw();
      },
      said: () => sent.map(({ kind }) => kind).join(" "),
      numbers: () =>
        new Set(sent.flatMap((each) => ("id" in each ? each.id : []))),
    };
  }
  const firstFigure = {
    kind: "figure",
    id: 1,
    news: figure,
    done: false,
  } as const;

  test("shows nothing until it is asked for, and then what has come", async () => {
    const { runner, seen, ask, worker, frame, said, numbers } = page();
    runner.foresee(act);
    worker(firstFigure);
    frame();
    expect(seen).toEqual([]);
    ask();
    // Whoever asks has first how to cancel.
    expect(seen).toEqual([]);
    await Promise.resolve();
    expect(seen).toEqual([figure]);
    frame();
    expect(said()).toBe("foresee start drawn");
    expect(numbers().size).toBe(1);
  });

  test("never shows it for something else that is asked for", () => {
    const { runner, seen, ask, worker, frame } = page();
    const other = { ...asked, seconds: 3 };
    runner.foresee(act);
    worker(firstFigure);
    ask(other);
    frame();
    // Sent before the worker had read what is asked for.
    worker({ ...firstFigure, news: { progress: 0.5 } });
    frame();
    expect(seen).toEqual([]);
    worker({ ...firstFigure, news: { ...figure, request: other } });
    frame();
    expect(seen.map(({ request }) => request)).toEqual([other]);
  });

  test("never shows its failure for something else that is asked for", () => {
    const { runner, seen, failed, ask, worker, frame } = page();
    const other = { ...asked, seconds: 3 };
    const failure = { kind: "failed", id: 1, why: "it is a test" } as const;
    runner.foresee(act);
    ask(other);
    worker({ ...failure, request: asked });
    expect(failed).toEqual([]);
    worker({ ...firstFigure, news: { ...figure, request: other } });
    frame();
    expect(seen.map(({ request }) => request)).toEqual([other]);
    worker({ ...failure, request: other });
    expect(failed).toEqual(["it is a test"]);
  });

  test("keeps the last act only, and begins a run of its own after it", () => {
    const { runner, ask, said, numbers } = page();
    runner.foresee(act);
    runner.foresee({ ...act, value: placeOf("threads", 5) });
    expect(said()).toBe("foresee cancel foresee");
    ask();
    ask({ ...asked, seconds: 3 });
    expect(said()).toBe("foresee cancel foresee start start");
    expect(numbers()).toEqual(new Set([1, 2, 3]));
  });
});
