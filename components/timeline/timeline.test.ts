/** What a timeline draws and says is what the record holds, however many stays there are. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EventLog, laneStates } from "../../models/simulate/event-log.ts";
import { paint } from "./paint.ts";
import { stateShares } from "./shares.ts";
import { stateLooks } from "./states.ts";
import { stayAt, stayIndexAt, timelineOf, type Track } from "./tracks.ts";
import { keyed, viewWithin, wholeView, zoomed } from "./view.ts";

const code = (state: (typeof laneStates)[number]) => laneStates.indexOf(state);

/** A thread that runs 10 ms and is parked 70 ms, and one that is always idle. */
const capped = (cycles: number) => {
  const log = new EventLog();
  const thread = log.lane({ id: "t0", name: "thread 1", layer: "host" });
  const other = log.lane({ id: "t1", name: "thread 2", layer: "host" });
  log.state(0, other, "idle");
  for (let cycle = 0; cycle < cycles; cycle++) {
    log.state(cycle * 0.08, thread, "running");
    log.state(cycle * 0.08 + 0.01, thread, "parked");
  }
  log.state(cycles * 0.08, thread, "running");
  return log;
};

test("timelineOf gives each lane's stays, cut at the span", () => {
  const data = timelineOf(capped(5), 0.005, 0.2);
  expect(data.tracks[0]?.startsS).toEqual([
    0.005, 0.01, 0.08, 0.09, 0.16, 0.17,
  ]);
  expect(stayAt(data, data.tracks[0]!, 0.1)).toEqual({
    code: code("parked"),
    fromS: 0.09,
    toS: 0.16,
  });
  expect(data.toS).toBe(0.2);
});

test("stateShares says the share, the typical and the longest stay", () => {
  const shares = stateShares(timelineOf(capped(5), 0, 0.4));
  const running = shares.find((each) => each.code === code("running"));
  const parked = shares.find((each) => each.code === code("parked"));
  expect(running?.share).toBeCloseTo(1 / 8, 9);
  expect(parked?.share).toBeCloseTo(7 / 8, 9);
  expect(parked?.typicalS).toBeCloseTo(0.07, 9);
  expect(parked?.longestS).toBeCloseTo(0.07, 9);
  expect(parked?.cut).toBe(false);
  expect(shares.find((each) => each.code === code("idle"))).toMatchObject({
    share: 1,
    cut: true,
  });
});

/** Area of every box of a path. */
const areaOf = (path: string): number =>
  [...path.matchAll(/h(-?[\d.]+)v([\d.]+)h/g)].reduce(
    (sum, [, width, height]) => sum + Number(width) * Number(height),
    0,
  );

describe("paint", () => {
  const trackOf = (lengths: readonly number[], codes: readonly number[]) => {
    let at = 0;
    const startsS = lengths.map((length) => (at += length) - length);
    return {
      endS: at,
      track: { id: "t", name: "t", layer: "host", startsS, codes } as Track,
    };
  };

  test("stays wider than a unit keep their length and their state's height", () => {
    const { track, endS } = trackOf(
      [0.01, 0.07],
      [code("running"), code("parked")],
    );
    const { shapes, merged } = paint(track, endS, {
      fromS: 0,
      toS: 0.08,
      width: 400,
      height: 14,
    });
    expect(merged).toBe(false);
    expect(shapes.map((each) => each.code)).toEqual([
      code("running"),
      code("parked"),
    ]);
    expect(areaOf(shapes[0]!.path)).toBeCloseTo(50 * 14, 1);
    expect(areaOf(shapes[1]!.path)).toBeCloseTo(
      350 * 14 * stateLooks[code("parked")]!.height,
      0,
    );
  });

  test("merged stays keep their states' shares of the time", () => {
    const pairs = 20_000;
    const { track, endS } = trackOf(
      Array.from({ length: 2 * pairs }, (_, at) => (at % 2 ? 3e-6 : 1e-6)),
      Array.from({ length: 2 * pairs }, (_, at) =>
        at % 2 ? code("hypervisor") : code("running"),
      ),
    );
    const { shapes, merged } = paint(track, endS, {
      fromS: 0,
      toS: endS,
      width: 450,
      height: 14,
    });
    expect(merged).toBe(true);
    const area = (state: number) =>
      areaOf(shapes.find((each) => each.code === state)?.path ?? "");
    const whole = 450 * 14;
    expect(area(code("running")) / whole).toBeCloseTo(0.25, 2);
    expect(area(code("hypervisor")) / whole).toBeCloseTo(0.75, 2);
    // Columns of one height are one bar: no shape a stay, and none a unit across.
    for (const { path } of shapes) expect(path.match(/M/g)?.length).toBe(1);
  });

  test("nothing is drawn outside the view, for any stays", () => {
    const stay = fc.tuple(
      fc.double({ min: 1e-7, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: laneStates.length - 1 }),
    );
    fc.assert(
      fc.property(
        fc.array(stay, { minLength: 1, maxLength: 60 }),
        fc.nat(1000).map((thousandths) => thousandths / 1000),
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        (stays, from, span) => {
          const { track, endS } = trackOf(
            stays.map(([length]) => length),
            stays.map(([, state]) => state),
          );
          const { shapes } = paint(track, endS, {
            fromS: from * endS,
            toS: from * endS + span * endS,
            width: 300,
            height: 14,
          });
          for (const { path } of shapes)
            for (const [, x, y, width, height] of path.matchAll(
              /M(-?[\d.]+) (-?[\d.]+)h(-?[\d.]+)v(-?[\d.]+)/g,
            )) {
              expect(Number(x)).toBeGreaterThanOrEqual(0);
              expect(Number(x) + Number(width)).toBeLessThanOrEqual(300.02);
              expect(Number(y)).toBeGreaterThanOrEqual(-0.02);
              expect(Number(y) + Number(height)).toBeLessThanOrEqual(14.02);
            }
        },
      ),
    );
  });

  test("a hundred thousand stays are read once each and drawn as boxes of the picture's width", () => {
    const { track, endS } = trackOf(
      Array.from({ length: 100_000 }, () => 1e-5),
      Array.from({ length: 100_000 }, (_, at) => at % 5),
    );
    let reads = 0;
    const codes = new Proxy(track.codes, {
      get: (target, key) => {
        reads += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
    const view = { fromS: 0, toS: endS, width: 450, height: 14 };
    const { shapes } = paint({ ...track, codes }, endS, view);
    expect(reads).toBe(100_000);
    const boxes = shapes.flatMap(({ path }) => path.match(/M/g) ?? []);
    expect(boxes.length).toBeLessThanOrEqual(450 * 5);
  });
});

describe("view", () => {
  const data = timelineOf(capped(20), 0, 1.6);

  test("stayIndexAt finds the stay that holds, and none before the first", () => {
    const track = data.tracks[0]!;
    expect(stayIndexAt(track, -1)).toBe(-1);
    expect(stayIndexAt(track, 0)).toBe(0);
    expect(stayIndexAt(track, 0.0999)).toBe(3);
  });

  test("zooming keeps the cursor in its place, panning stops at the ends", () => {
    const view = wholeView(data);
    const closer = zoomed(data, view, 0.5);
    expect(closer.toS - closer.fromS).toBeCloseTo(0.8, 9);
    expect(closer.cursorS).toBe(view.cursorS);
    const end = keyed(data, closer, "End", false)!;
    expect(end.cursorS).toBe(data.toS);
    expect(end.toS).toBe(data.toS);
    expect(keyed(data, end, "PageDown", false)?.toS).toBe(data.toS);
  });

  test("Shift with an arrow goes to the next change of any lane", () => {
    const at = viewWithin(data, 0, 0.4, 0.02);
    expect(keyed(data, at, "ArrowRight", true)?.cursorS).toBeCloseTo(0.08, 9);
    expect(keyed(data, at, "ArrowLeft", true)?.cursorS).toBeCloseTo(0.01, 9);
  });

  test("any keys in any order leave a view inside the data", () => {
    const keys = fc.constantFrom(
      ..."ArrowLeft ArrowRight PageUp PageDown Home End + - 0 x".split(" "),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(keys, fc.boolean()), { maxLength: 60 }),
        (pressed) => {
          let view = wholeView(data);
          for (const [key, shift] of pressed)
            view = keyed(data, view, key, shift) ?? view;
          expect(view.fromS).toBeGreaterThanOrEqual(data.fromS);
          expect(view.toS).toBeLessThanOrEqual(data.toS + 1e-12);
          expect(view.cursorS).toBeGreaterThanOrEqual(view.fromS);
          expect(view.cursorS).toBeLessThanOrEqual(view.toS);
          expect(view.toS).toBeGreaterThan(view.fromS);
        },
      ),
    );
  });
});
