/** The static explorer holds the whole walk, and what is carried away says the same. */
import { render } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { Explorer } from "./Explorer.tsx";
import { csvOf, markdownOf } from "./export.ts";
import { presetState } from "./state.ts";
import { viewOf } from "./view.ts";

const html = render(
  <Explorer
    id="x"
    title="A finding"
    technologies={["zone", "kvm-qemu-2012"]}
    way="transmit"
    number={2}
  />,
);

describe("the explorer's first render", () => {
  test("holds the whole walk with sums, stacks and tables", () => {
    expect(html).toContain("Figure 2.");
    expect(html.match(/<li class="row/g)?.length).toBeGreaterThan(10);
    for (const words of [
      "The whole way",
      "transmit timer runs; further kicks are masked",
      "virtio_net_flush_tx",
      "str_mdata_fastpath_put",
      "one lone message by step",
    ])
      expect(html).toContain(words);
  });

  test("says a technology that was not measured", () => {
    expect(html).not.toContain("Predicted, not measured");
    expect(
      render(<Explorer id="y" technologies={["xen-pv"]} way="transmit" />),
    ).toContain("Predicted, not measured: Xen, PV.");
  });
});

describe("what is carried away", () => {
  const view = viewOf(
    presetState({
      columns: ["unix", "zone"],
      way: "receive",
    }),
  );
  test("Markdown has a row a step, and says that two stacks are one", () => {
    const text = markdownOf(view, "Figure 1", "https://book.example/?v=1");
    expect(text.match(/^\| \d+ \|/gm)).toHaveLength(view.rows.length);
    expect(text).toContain("Stacks: those of Traditional Unix.");
    expect(text).toContain("(https://book.example/?v=1)");
  });
  test("CSV has a row a step of each, and their sums", () => {
    const lines = csvOf(view).trimEnd().split("\r\n");
    const steps = view.columns.flatMap(({ walk }) => walk.steps).length;
    expect(lines).toHaveLength(1 + steps + 2);
    expect(lines[0]).toMatch(/^technology,way,step,id,place/);
  });
});
