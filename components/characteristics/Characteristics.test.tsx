/** The static figure holds every verdict, each with a link to the explanation that the page has below. */
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { cells, rows } from "../../models/characteristics/catalogue.ts";
import { verdictOf } from "../../models/characteristics/shape.ts";
import { CellExplanation } from "./CellExplanation.tsx";
import { Characteristics } from "./Characteristics.tsx";
import { printedEvidence } from "./printed.ts";
import { basisWords } from "./words.ts";

const textOf = (markup: string) =>
  markup
    .replace(/<[^>]+>/g, "")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
const markup = renderToString(
  <Characteristics
    id="table"
    title="A finding."
    number={1}
    evidence={printedEvidence}
  />,
);

test("every verdict stands in the table and leads to its explanation", () => {
  const text = textOf(markup);
  for (const { id, cell } of cells) {
    expect(markup).toContain(`href="#${id}"`);
    expect(text).toContain(verdictOf(cell));
  }
});

test("every figure of a row stands in each of its columns", () => {
  const figures = rows.filter(({ figure }) => figure).length;
  expect(markup.match(/<tr class="model-figures"/g)).toHaveLength(figures);
});

describe.each(cells)("explanation of $id", (named) => {
  const evidence = printedEvidence[named.id] ?? [];
  const text = textOf(
    renderToString(<CellExplanation named={named} evidence={evidence} />),
  );

  test("has the mechanism, how it is known, and all of its evidence", () => {
    expect(text).toContain(named.cell.why);
    expect(text).toContain(basisWords[named.cell.basis]);
    expect(evidence).toHaveLength(named.cell.evidence?.length ?? 0);
    for (const printed of evidence) {
      expect(printed.text).not.toMatch(/NaN|undefined|–/);
      expect(text).toContain(printed.text);
    }
  });
});
