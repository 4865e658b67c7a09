/**
 * SHOWS    Why a technology has its verdict: the mechanism, how it is known, the model's evidence, the
 *          sources, and the lab that shows it.
 * READS    One cell of models/characteristics, and its evidence as printed when the book was built.
 * WITHOUT JS  The same.
 */
import { Fragment } from "preact";
import { cites } from "../../models/cites.ts";
import type { NamedCell } from "../../models/characteristics/catalogue.ts";
import { verdictOf } from "../../models/characteristics/shape.ts";
import { linkTo } from "../prose/link.ts";
import { shortAuthors, yearOf } from "../prose/work-words.ts";
import { Marked } from "./Marked.tsx";
import type { Printed } from "./printed.ts";
import { TechnologyMark } from "./TechnologyMark.tsx";
import { basisWords } from "./words.ts";

export interface CellExplanationProps {
  readonly named: NamedCell;
  readonly evidence: readonly Printed[];
}

function Figure({ printed }: { readonly printed: Printed }) {
  const { text, how, source, entry } = printed;
  const classes = `quantity ${how}`;
  return entry === undefined ? (
    <span class={classes} title={source} data-card>
      {text}
    </span>
  ) : (
    <a
      class={`${classes} parameter`}
      href={linkTo(entry)}
      title={source}
      data-card
    >
      {text}
    </a>
  );
}

export function CellExplanation({ named, evidence }: CellExplanationProps) {
  const { column, cell } = named;
  const { page, at, query, what } = cell.shown;
  const lab = linkTo(`${page}${query === undefined ? "" : `?${query}`}#${at}`);
  return (
    <div class={`cell-explanation tech-${column.family}`}>
      <p class="verdict-line">
        <TechnologyMark family={column.family} />{" "}
        <b class="tech-name">{column.name}</b>
        {": "}
        {verdictOf(cell)}
        <span class={`basis ${cell.basis}`}>{basisWords[cell.basis]}</span>
      </p>
      <p>
        <Marked text={cell.why} />
      </p>
      {evidence.length > 0 && (
        <dl class="cell-evidence">
          {evidence.map((printed) => (
            <div key={printed.label}>
              <dt>{printed.label}</dt>
              <dd>
                <Figure printed={printed} />
                {printed.how === "predicted" && (
                  <span class="known"> predicted</span>
                )}
                {printed.note !== undefined && (
                  <span class="known">{`; ${printed.note}`}</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p class="cell-links">
        To see it: <a href={lab}>{what}</a>.<br />
        {cell.sources.map(({ cite, at: place }, index) => {
          const { authors, title, at: where } = cites[cite];
          return (
            <Fragment key={cite}>
              {index > 0 && "; "}
              <a
                class="cite"
                href={linkTo(`reference/bibliography/#${cite}`)}
                title={`${title}\n${authors}, ${yearOf(cite)}; ${where}, ${place}`}
                data-card
              >
                {`${shortAuthors(authors)} ${yearOf(cite)}, ${place}`}
              </a>
            </Fragment>
          );
        })}
        .
      </p>
    </div>
  );
}
