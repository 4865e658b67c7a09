/** The static lab says who sees what, in strips, steps and tables, and what is carried away says the same. */
import { render } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { csvOf, markdownOf } from "./export.ts";
import { seenText } from "./figure.ts";
import { SeenLab } from "./SeenLab.tsx";
import { presetState } from "./state.ts";
import { viewOf } from "./view.ts";

const html = render(
  <SeenLab
    id="x"
    title="A finding"
    technologies={["zone", "kvm-qemu-2012"]}
    way="transmit"
    from="both"
    number={1}
  />,
);

describe("the lab's first render", () => {
  test("has a strip an observer, every step, and the table", () => {
    expect(html).toContain("Figure 1.");
    expect(html.match(/class="seen-picture /g)).toHaveLength(2);
    for (const words of [
      "from the global zone",
      "from the zone",
      "from the guest",
      "what neither sees is hardware",
      "transmit timer runs; further kicks are masked",
      "DTrace: pid, syscall",
      "longest unseen stretch",
    ])
      expect(html).toContain(words);
  });

  test("marks what is seen by a class and by a word, not by colour alone", () => {
    expect(html).toMatch(/class="band none"/);
    expect(html).toContain("the guest: not seen");
  });

  test("gives every fill an id of its own", () => {
    const ids = [...html.matchAll(/<pattern id="([^"]+)"/g)].map(
      ([, id]) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/url\(#([^)]+)\)/g))
      expect(ids).toContain(id);
  });
});

describe("what is carried away", () => {
  const view = viewOf(
    presetState({ columns: ["xen-pv"], way: "receive", from: "host" }),
  );
  test("Markdown has the sentence, the shares and a row a step", () => {
    const text = markdownOf(view, "Figure 1", "https://book.example/?v=1");
    expect(text).toContain("from dom0");
    expect(text).toContain("records alone: xentrace");
    expect(text.match(/^\| \d+ \|/gm)).toHaveLength(
      view.columns[0]?.asked.steps.length ?? 0,
    );
    expect(text).toContain("(https://book.example/?v=1)");
  });
  test("CSV has a row a step and observer", () => {
    const lines = csvOf(view).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1 + (view.columns[0]?.asked.steps.length ?? 0));
    expect(lines[0]).toMatch(/^technology,way,from,step,id/);
  });
});

describe("seenText", () => {
  const props = {
    technology: "kvm-qemu-2012",
    way: "transmit",
    from: "guest",
  } as const;
  test("says one figure", () => {
    expect(seenText({ ...props, show: "steps" })).toBe("2 of 12");
    expect(seenText({ ...props, show: "elapsed" })).toMatch(/^\d.*%$/);
  });
  test("stops the build at a name that nothing has", () => {
    expect(() =>
      seenText({ ...props, technology: "vms", show: "steps" }),
    ).toThrow("vms");
    expect(() => seenText({ ...props, query: "ox=1", show: "cpu" })).toThrow(
      "ox",
    );
  });
});
