/** Links give the lab's state back; what it says is what the model says; the chapter's words hold. */
import fc from "fast-check";
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { arrangements } from "../../models/memory/arrangements.ts";
import { defaultMemory } from "../../models/memory/scenario.ts";
import { anyMemory } from "../../models/memory/random-memory.test-support.ts";
import { csvOf, markdownOf } from "./export.ts";
import { MemoryLab } from "./MemoryLab.tsx";
import { comparedMemory, memoryText } from "./quoted.ts";
import {
  changesFrom,
  chosen,
  compare,
  linkForm,
  presetState,
  type MemoryState,
} from "./state.ts";
import { viewOf } from "./view.ts";
import { captionOf, captionText, remarksOf } from "./words.ts";

const preset = { query: "" };
const form = linkForm(preset);
const start = presetState(preset);

const anyState: fc.Arbitrary<MemoryState> = fc
  .tuple(
    anyMemory,
    fc.subarray(
      arrangements.map(({ id }) => id),
      { minLength: 1 },
    ),
  )
  .map(([scenario, ids]) => {
    const described = scenario.technology;
    const all = new Set([...ids, described]);
    return {
      scenario,
      compared: arrangements.map(({ id }) => id).filter((id) => all.has(id)),
    };
  });

describe("a link", () => {
  test.each(["", "memory."])(
    "gives the state back, with the prefix %j",
    (prefix) => {
      fc.assert(
        fc.property(anyState, (state) => {
          const read = form.read(form.write("", prefix, state), prefix, []);
          expect(read.state).toEqual(state);
          expect(read.notices).toEqual([]);
        }),
      );
    },
  );

  test("is empty for the first state, and keeps what is not its own", () => {
    expect(form.write("", "", start)).toBe("");
    expect(form.write("?other.threads=3", "", start)).toContain(
      "other.threads=3",
    );
  });

  test("that only names a drawn technology differs in nothing else", () => {
    const { state } = form.read("?technology=zone", "", []);
    expect(state.compared).toEqual(start.compared);
    expect(changesFrom(preset, state)).toEqual([["technology", "zone"]]);
  });

  test("draws what it describes", () => {
    const { state } = form.read("?technology=nitro", "", []);
    expect(state.compared).toContain("nitro");
    expect(changesFrom(preset, state)).toEqual([["technology", "nitro"]]);
  });

  test("says what it did not take as given, and stands", () => {
    const { state, notices } = form.read(
      "?working-set=1e308&page=8k&with=zone,nonsense&tenants=x&__proto__=1",
      "",
      [],
    );
    expect(notices.map(({ key }) => key).sort()).toEqual(
      ["working-set", "page", "with", "tenants", "__proto__"].sort(),
    );
    expect(state.compared).toEqual(["zone", "kvm-2012"]);
    expect(state.scenario).toEqual({
      ...defaultMemory,
      workingSetMiB: 1_048_576,
    });
  });
});

test("compare describes another when the one described is taken away, and never none", () => {
  expect(compare(start, "kvm-2012", false).scenario.technology).toBe("zone");
  const alone = start.compared.reduce(
    (state, id) => compare(state, id, false),
    start,
  );
  expect(alone.compared).toHaveLength(1);
});

test("the caption says value, limiter and loss, and what does not fit", () => {
  const caption = (state: MemoryState) => {
    const { described, scenario } = viewOf(state);
    return [
      captionText(captionOf(described, scenario)),
      ...remarksOf(described, scenario),
    ].join(" ");
  };
  expect(caption(start)).toMatch(
    /^KVM \(SmartOS\): a load is predicted to take \d+\sns, \d+\s% more than on bare metal\. Limiter: page walks, 4\.4 of at most 24 loads each\. 12 guests of 4\sGiB lose .*set aside for qemu\.$/,
  );
  expect(caption(chosen(start, "tenants", 1))).toMatch(
    /1 guest of 4\sGiB loses \d/,
  );
  expect(caption(chosen(start, "technology", "zone"))).toContain(
    "as on bare metal. Limiter: neither walks nor exits",
  );
  expect(caption(chosen(start, "tenants", 40))).toContain(
    "Only 12 of 40 fit on this host.",
  );
});

test("the figure's static text has a number for every row, and no broken one", () => {
  fc.assert(
    fc.property(anyState, (state) => {
      const { scenario } = state;
      const view = viewOf(state);
      const caption = captionText(captionOf(view.described, scenario));
      for (const text of [
        caption,
        markdownOf(view, caption, "F", "l"),
        csvOf(view),
      ])
        expect(text).not.toMatch(/NaN|undefined|Infinity|–/);
    }),
    { numRuns: 50 },
  );
  const html = renderToString(<MemoryLab id="memory" number={1} />);
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
  expect(html.match(/class="curve-plot/g)).toHaveLength(3);
  const { described, scenario } = viewOf(start);
  expect(html.replace(/<[^>]+>/g, "")).toContain(
    captionText(captionOf(described, scenario)),
  );
});

test("the chapter's claims in words hold", () => {
  // Shadow tables are the cheaper ones at the figure's changes, and not ten times above.
  const of = (query: string) => {
    const state = form.read(`?${query}`, "", []).state;
    return viewOf(state).described;
  };
  const at = (query: string) => of(query).access.overhead;
  expect(at("technology=kvm-shadow")).toBeLessThan(at("technology=kvm"));
  expect(at("technology=kvm-shadow&changes=100000")).toBeGreaterThan(
    at("technology=kvm&changes=100000"),
  );
  expect(
    at("technology=kvm-shadow&changes=100000&working-set=16"),
  ).toBeGreaterThan(at("technology=kvm&changes=100000&working-set=16"));
  // "All of that is page walks": the changes of the default are below a thousandth.
  const { overhead, walkOverhead } = of("").access;
  expect(overhead - walkOverhead).toBeLessThan(0.001);
  // The sentences beneath the published figures.
  const errors = new Map(
    comparedMemory().map(({ figure, error }) => [
      figure.id,
      Number(error?.replace(/\D*%.*/, "").replace("−", "-")),
    ]),
  );
  expect(Math.abs(errors.get("westmere-16m") ?? 99)).toBeLessThan(10);
  expect(Math.abs(errors.get("westmere-1g") ?? 99)).toBeLessThan(10);
  expect(errors.get("hyperbench-cold")).toBeCloseTo(50, -1);
  expect(errors.get("gups")).toBeCloseTo(24, 0);
  expect(() => memoryText({ query: "nonsense=1", show: "load" })).toThrow(
    "nonsense",
  );
});
