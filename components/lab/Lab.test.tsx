/** The static figure holds what the live one says: chart, caption and table with the same numbers. */
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import {
  refusalOf,
  replay,
  technologies,
  workloads,
} from "../../models/index.ts";
import { rate, rateScale, significant } from "../format.ts";
import { Lab, type LabProps } from "./Lab.tsx";
import { chosen, presetState, type LabState } from "./state.ts";
import { viewOf } from "./view.ts";

const html = (props: Partial<LabProps> = {}) =>
  renderToString(<Lab id="test" {...props} />);
const text = (markup: string) =>
  markup.replace(/<[^>]+>/g, " ").replace(/[ \n]+/g, " ");
const between = (markup: string, open: string, close: string) =>
  markup.slice(
    markup.indexOf(open),
    markup.indexOf(close, markup.indexOf(open)),
  );

const presets = [
  "",
  "threads=4",
  "technology=kvm-qemu-2012&threads=8",
  "workload=packets&technology=kvm-qemu-2012&threads=16",
  "workload=packets&threads=100&technology=xen-pv",
];

test.each([
  ["", "Throughput against threads."],
  ["workload=packets&bytes=1000", "Packet rate against threads."],
])("outside a chapter ?%s is called as what it draws", (preset, name) => {
  const caption = between(html({ preset }), "<figcaption", "</figcaption>");
  expect(text(caption)).toContain(name);
});

test("a caption names both where two limiters are near, and the second only once", () => {
  const caption = text(
    between(html({ preset: "threads=10" }), "<figcaption", "</figcaption>"),
  );
  expect(caption).toContain(
    "acknowledgements; or, within 1\u202f%, scheduler latency",
  );
  expect(caption).not.toContain("Next:");
});

describe.each(presets)("Lab preset %s", (preset) => {
  const markup = html({ preset, title: "A finding.", number: 3 });
  const view = viewOf(
    presetState({
      query: preset,
      technologies: ["zone", "kvm-qemu-2012"],
      y: "linear",
    }),
  );

  test("caption says the rate, the limiter and the next", () => {
    const caption = text(between(markup, "<figcaption", "</figcaption>"));
    expect(caption).toContain("Figure 3. A finding.");
    expect(caption).toContain(view.caption.value);
    expect(caption).toContain(view.prediction.limiter.sentence);
    if (view.caption.next !== null)
      expect(caption).toContain(`Next: ${view.caption.next}`);
  });

  test("the present row of the table holds the caption's number", () => {
    const present = between(markup, '<tr class="present"', "</tr>");
    const selected = view.figure.series.find(
      ({ id }) => id === view.figure.selected,
    );
    const value =
      selected?.curve.find(({ at }) => at === view.figure.at)?.rate ?? NaN;
    const largest = Math.max(
      ...view.figure.series.flatMap((each) => [
        ...each.curve.map((point) => point.rate),
        ...each.published.map(({ row }) => row.value),
      ]),
    );
    const scaled = rateScale(largest, view.figure.unit);
    expect(view.caption.value).toBe(rate(value, view.figure.unit));
    const cell = new RegExp(
      `data-model="${view.figure.selected}"[^>]*>([^<]*)<`,
    ).exec(present)?.[1];
    expect(cell).toBe(significant(value * scaled.factor));
  });

  test("no NaN, undefined or Infinity reaches the page", () => {
    expect(markup).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });
});

test("a curve that the reader moved keeps the page's in sight, and no other does", () => {
  const page = presetState({
    query: "threads=8",
    technologies: ["zone", "kvm-qemu-2012"],
    y: "linear",
  });
  const before = (state: LabState) =>
    viewOf(state, page).figure.series.map((each) => each.before);
  expect(before(page)).toEqual([undefined, undefined]);
  expect(before(chosen(page, "threads", 64))).toEqual([undefined, undefined]);
  const [zone, kvm] = before(chosen(page, "cap", 4));
  expect(zone).toEqual(viewOf(page).figure.series[0]!.curve);
  expect(kvm).toBeUndefined();
  expect(before(chosen(page, "workload", "disk")).some(Boolean)).toBe(false);
  expect(html({ preset: "threads=8" })).not.toContain("curve-before");
});

test("published points of the preset's conditions are drawn, with the replay's errors", () => {
  const rows = replay().filter(({ workload }) => workload === "tcp-stream");
  const wide = between(html(), 'class="curve-plot wide"', "</svg>");
  const published =
    wide
      .match(
        /<g class="published.*?(?=<g class="published|<circle|<g class="end)/g,
      )
      ?.join("") ?? "";
  expect(published.match(/<path/g)).toHaveLength(rows.length);
  expect(html({ preset: "cpu=skylake-2017" })).toContain(
    "No published point was measured",
  );
});

test("a prediction is dotted and called so", () => {
  const markup = html({
    technologies: ["xen-pv"],
    preset: "technology=xen-pv",
  });
  expect(markup).toContain("is predicted to carry");
  expect(markup).toMatch(/class="curve tech-xen predicted"/);
});

test("every technology and every control has one label and one id", () => {
  const markup = html({ technologies: technologies.map(({ id }) => id) });
  const ids = [...markup.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, id] of markup.matchAll(/<label for="([^"]+)"/g))
    expect(ids).toContain(id);
});

test("what does not act is greyed, with its reason", () => {
  const markup = html({ technologies: ["zone"], controls: ["tx-timer"] });
  const control = between(
    markup,
    '<label for="test-tx-timer"',
    'test-tx-timer-hint" class',
  );
  expect(control).toContain("disabled");
  expect(control).toContain("no transmit timer on this path");
});

describe("a wake-up", () => {
  const props = {
    technologies: ["zone", "kvm-qemu-2012", "xen-pv"],
    controls: ["threads", "workload"],
  } as const;
  const preset = "workload=sched-latency&threads=8&scheduler=sedf";

  test("is drawn by how long it takes, which differs, along its neighbours", () => {
    const { figure } = viewOf(
      presetState({
        query: preset,
        technologies: props.technologies,
        y: "linear",
      }),
    );
    expect([figure.unit, figure.axis.key]).toEqual(["s", "neighbours"]);
    const firsts = figure.series.map(({ curve }) => curve[0]!.rate);
    expect(new Set(firsts).size).toBe(3);
    for (const { curve } of figure.series)
      expect(curve.at(-1)!.rate).toBeGreaterThan(curve[0]!.rate);
  });

  test("has its neighbours up front, and its threads greyed", () => {
    const markup = html({ ...props, preset });
    expect(markup).toContain('<label for="test-neighbours"');
    const control = between(
      markup,
      '<label for="test-threads"',
      'test-threads-hint" class',
    );
    expect(control).toContain("disabled");
    expect(control).toContain("does nothing else");
    const caption = text(between(markup, "<figcaption", "</figcaption>"));
    expect(caption).toContain(
      "Zone beside 0 busy neighbours is predicted to be awake after 3.00\u202fµs . Longest part: wake-up:",
    );
    expect(caption).not.toContain("Limiter:");
  });
});

test("a scan's threads are greyed, and a measured Zone is no prediction", () => {
  const markup = html({
    technologies: ["zone", "container-host"],
    controls: ["threads", "processes"],
    preset: "workload=proc-scan&processes=1000",
  });
  const control = between(
    markup,
    '<label for="test-threads"',
    'test-threads-hint" class',
  );
  expect(control).toContain("disabled");
  expect(control).toContain("take turns under one lock");
  const caption = text(between(markup, "<figcaption", "</figcaption>"));
  expect(caption).toContain("Zone beside 1\u202f000 processes of others does");
  expect(markup).toMatch(/class="curve tech-zone zone"/);
  expect(markup).toMatch(/class="curve tech-container predicted"/);
});

test("an open field that a measured machine scales says so", () => {
  const props = { controls: ["rtt"], technologies: ["kvm-vhost"] };
  const preset = "technology=kvm-vhost&workload=packets";
  const said = "scaled to the machine that was measured";
  expect(html({ ...props, preset })).not.toContain(said);
  expect(html({ ...props, preset: `${preset}&baseline.rate=20000` })).toContain(
    said,
  );
});

describe("a workload that makes no sense for a technology", () => {
  const props = {
    technologies: ["zone", "jail"],
    controls: ["workload"],
  } as const;
  const of = (id: string, markup: string) =>
    between(markup, `test-drawn-${id}-reason"`, "</div>");

  test("greys the technology with the reason, and draws no curve of it", () => {
    const markup = html({ ...props, preset: "workload=proc-scan" });
    const reason = refusalOf("jail", "proc-scan");
    expect(text(of("jail", markup))).toContain(reason);
    const inputs = /disabled aria-describedby="test-drawn-jail-reason"/g;
    expect(markup.match(inputs)).toHaveLength(2);
    const view = viewOf(
      presetState({
        query: "workload=proc-scan",
        technologies: ["zone", "jail"],
        y: "linear",
      }),
    );
    expect(view.figure.series.map(({ id }) => id)).toEqual(["zone"]);
    expect(html(props)).not.toContain("-reason");
  });

  test("is no choice while that technology is explained, with the reason", () => {
    const markup = html({ ...props, preset: "technology=jail" });
    const control = between(
      markup,
      '<label for="test-workload"',
      'id="test-workload-hint"',
    );
    for (const workload of workloads) {
      const refusal = refusalOf("jail", workload.id);
      const option = between(
        control,
        `<option value="${workload.id}"`,
        "</option>",
      );
      expect(option.includes("disabled"), workload.id).toBe(refusal !== null);
      if (refusal !== null)
        expect(text(control)).toContain(`Not ${workload.name}: ${refusal}`);
    }
  });
});
