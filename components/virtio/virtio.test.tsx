/** Links give the ring's state back; its steps are kept; the chapter's links show what it says they do. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { virtioFields } from "../../models/virtio/fields.ts";
import { Machine } from "../../models/virtio/machine.ts";
import { defaultVirtio, withVirtio } from "../../models/virtio/scenario.ts";
import { csvOf, markdownOf } from "./export.ts";
import { measuredText } from "./measured.ts";
import {
  changesFrom,
  chosen,
  linkForm,
  presetState,
  type VirtioState,
} from "./state.ts";
import { mostSteps, Trace } from "./trace.ts";
import { marks, rowsShown, viewOf } from "./view.ts";
import { VirtioLab } from "./VirtioLab.tsx";
import { captionText, measuredRows, reachedText } from "./words.ts";

const preset = { query: "" };
const form = linkForm(preset);

describe("a link", () => {
  const anyState: fc.Arbitrary<VirtioState> = fc
    .tuple(
      fc.array(
        fc.tuple(
          fc.constantFrom(...virtioFields.map(({ key }) => key)),
          fc.oneof(
            fc.integer({ min: 0, max: 2_000 }),
            fc.constantFrom("vhost", "bottom-half", "bursts", "off", "0.5"),
          ),
        ),
      ),
      fc.option(fc.integer({ min: 1, max: mostSteps })),
    )
    .map(([choices, at]) => ({
      scenario: choices.reduce(
        (scenario, [key, raw]) => withVirtio(scenario, key, raw).scenario,
        defaultVirtio,
      ),
      at,
    }));

  test.each(["", "ring."])(
    "gives the state back, with the prefix %j",
    (prefix) => {
      fc.assert(
        fc.property(anyState, (state) => {
          const search = form.write("", prefix, state);
          const read = form.read(search, prefix, []);
          expect(read.state).toEqual(state);
          expect(read.notices).toEqual([]);
        }),
      );
    },
  );

  test("says what it did not take as given, and stands", () => {
    const { state, notices } = form.read(
      "?tx-ring=300&offered=abc&back-end=%3Cscript%3E&step=-1&tx-burst=1e9&nonsense=1&tx-ring=32&__proto__=1",
      "",
      [],
    );
    expect(state.scenario).toEqual({
      ...defaultVirtio,
      burstFrames: 256,
    });
    expect(state.at).toBeNull();
    for (const key of [
      "tx-ring",
      "offered",
      "back-end",
      "step",
      "tx-burst",
      "nonsense",
      "__proto__",
    ])
      expect(
        notices.some((notice) => notice.key === key),
        key,
      ).toBe(true);
    expect(
      notices.every(({ text }) => /taken as|stands|ignored/.test(text)),
    ).toBe(true);
  });

  test("of no change is empty; a step past all others is clamped", () => {
    expect(form.write("", "", presetState(preset))).toBe("");
    expect(changesFrom(preset, presetState(preset))).toEqual([]);
    const { state, notices } = form.read("?step=9e9", "", []);
    expect(state.at).toBe(mostSteps);
    expect(notices[0]?.kind).toBe("clamped");
  });

  test("a preset that no link could be stops the build", () => {
    expect(() => presetState({ query: "tx-ring=300" })).toThrow("power of two");
    expect(() => presetState({ query: "rings=32" })).toThrow("rings");
  });
});

test("a ring's size moves by powers of two, in the direction of the slider", () => {
  const state = presetState(preset);
  expect(chosen(state, "tx-ring", 300).scenario.ringSlots).toBe(512);
  expect(chosen(state, "tx-ring", 215).scenario.ringSlots).toBe(128);
  expect(chosen({ ...state, at: 9 }, "tx-ring", 64).at).toBeNull();
});

describe("a trace", () => {
  test("is the machine's steps, whichever way it is looked at", () => {
    const trace = new Trace(defaultVirtio);
    const machine = new Machine(defaultVirtio);
    const far = trace.at(500);
    const steps = Array.from({ length: 501 }, () => machine.next());
    expect(far).toEqual(steps[500]);
    expect(trace.window(0, 501)).toEqual(steps);
  });

  test("ends where the machine does, and where a link asks for more", () => {
    const stuck = new Trace({
      ...defaultVirtio,
      ringSlots: 32,
      burstFrames: 4,
      workUs: 0.1,
      arrivals: "bursts",
      atOnce: 13,
      heldUs: 5_000,
      rescue: "off",
    });
    const last = stuck.within(mostSteps);
    expect(stuck.at(last)?.step.id).toBe("18");
    expect(stuck.at(last + 1)).toBeNull();
    expect(new Trace(defaultVirtio).within(mostSteps * 2)).toBe(mostSteps - 1);
  });
});

describe("the figure as it stands by itself", () => {
  const trace = new Trace(defaultVirtio);
  const view = viewOf(defaultVirtio, trace, null);

  test("is at the second packet's kick, which is masked", () => {
    expect(view.now?.step.id).toBe("4");
    expect(view.now?.answer).toBe("yes");
    expect(view.now?.packet).toBe(2);
    expect(view.rows).toHaveLength(rowsShown);
    expect(reachedText(view)).toMatch(
      /: 4, guest kernel, packet 2: .* is the kick masked\? Yes\. 254 slots/,
    );
  });

  test("is drawn with all three back ends, and says no nonsense", () => {
    const html = renderToString(<VirtioLab id="ring" title="T" number={1} />);
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
    for (const { name } of view.measured) expect(html).toContain(name);
    expect(html.match(/class="row /g)).toHaveLength(rowsShown);
    expect(captionText(defaultVirtio, view)).toContain("0.167");
  });

  test("can be carried away as text", () => {
    const text = markdownOf(view, "S.", "Figure 1", "http://x/");
    expect(text).toContain("| exits a packet | 0.167 | 1.00 | 1.00 |");
    const rows = csvOf(trace, view).trim().split("\r\n");
    expect(rows[0]).toMatch(/^step,at_s/);
    expect(rows).toHaveLength(1 + 1_000);
  });
});

test("every figure that a sentence can name is a row of the strip", () => {
  for (const { id } of measuredRows)
    expect(measuredText({ show: id, seconds: 0.1 })).not.toBe("");
  expect(() => measuredText({ show: "nonsense" })).toThrow("nonsense");
});

describe("the chapter's links", () => {
  const chapter = readFileSync("content/io-path/virtio.mdx", "utf8");
  const links = [...chapter.matchAll(/\]\((\?[^)]*)#ring\)/g)].map(
    (match) => match[1] ?? "",
  );

  test("are states that the lab takes as given", () => {
    expect(links.length).toBeGreaterThan(3);
    for (const link of links)
      expect(form.read(link, "", []).notices, link).toEqual([]);
  });

  test.each([
    ["missed", "held-us=1000"],
    ["stop", "back-end=bottom-half"],
  ])("one stands at the %s that the text speaks of", (id, part) => {
    const link = links.find(
      (each) => each.includes(part) && each.includes("step="),
    );
    const { state } = form.read(link ?? "", "", []);
    const trace = new Trace(state.scenario);
    const mark = marks.find((each) => each.id === id);
    expect(state.at).not.toBeNull();
    expect(mark && trace.find(0, mark.is) + 1).toBe(state.at);
  });
});
