/**
 * SHOWS    The table of characteristics as a figure that filters, compares and explains in place.
 * READS    models/characteristics; the evidence as printed when the book was built.
 * WITHOUT JS  The whole table, with its caption; each verdict leads to its explanation below.
 */
import {
  cells,
  columns,
  differs,
  rows,
} from "../../models/characteristics/catalogue.ts";
import { verdictOf } from "../../models/characteristics/shape.ts";
import { inWords, sentenceCase } from "../format.ts";
import { FigureName, headingOf } from "../lab/FigureName.tsx";
import { LabFrame } from "../lab/LabFrame.tsx";
import { LinkNotices } from "../lab/LinkNotices.tsx";
import { useLab } from "../lab/use-lab.ts";
import { CharacteristicsControls } from "./CharacteristicsControls.tsx";
import { CharacteristicsTable } from "./CharacteristicsTable.tsx";
import type { PrintedEvidence } from "./printed.ts";
import {
  changesOf,
  linkForm,
  rowsInView,
  wholeTable,
  type TableState,
} from "./state.ts";
import { listed } from "./words.ts";
import "../prose/prose.css";
import "../table/table.css";
import "./characteristics.css";

export interface CharacteristicsProps {
  readonly id: string;
  /** The figure's finding, as its caption's first sentence. */
  readonly title: string;
  readonly evidence: PrintedEvidence;
  readonly number: number;
}

/** What is in view, as the caption's second sentence. */
const sentenceOf = ({ compared }: TableState): string => {
  const shown = columns.filter(({ id }) => compared.includes(id));
  const apart = rows.filter((row) => differs(row, compared)).length;
  return `Of ${inWords(rows.length)} characteristics, ${listed(shown)} have different grades in ${inWords(apart)}.`;
};

export function Characteristics(props: CharacteristicsProps) {
  const { id, title, evidence } = props;
  const lab = useLab(() => wholeTable, linkForm);
  const { state, latest, change } = lab;
  const inView = rowsInView(state);
  const open = cells.find((each) => each.id === state.open);
  const count =
    inView.length === 0
      ? `No row of ${inWords(rows.length)}`
      : `${sentenceCase(inWords(inView.length))} of ${inWords(rows.length)} rows`;
  const opened = open
    ? ` ${open.row.name}, ${open.column.name}: ${verdictOf(open.cell)}. Explained below the row.`
    : "";
  const heading = headingOf(props, true);

  return (
    <LabFrame
      lab={lab}
      id={id}
      class="characteristics"
      linked
      searched
      name={heading}
      changes={changesOf(state)}
      spoken={`${count}.${opened}`}
      printed={["Printed whole.", "Printed whole; on the screen stood"]}
      picture={null}
      markdown={async (link) => {
        const { markdownOf } = await import("./export.ts");
        return markdownOf(state, heading, link);
      }}
      csv={async () => {
        const { csvOf } = await import("./export.ts");
        return csvOf(state, evidence);
      }}
    >
      <figcaption>
        <FigureName {...props} stands />
        <span class="sentence">{sentenceOf(state)}</span>
      </figcaption>
      <CharacteristicsControls
        id={id}
        state={state}
        count={count}
        onChange={change}
      />
      <LinkNotices notices={lab.notices} />
      <CharacteristicsTable
        id={id}
        caption={title}
        state={state}
        inView={inView}
        evidence={evidence}
        live={lab.live}
        onOpen={(cell) => {
          change({ ...latest.current, open: cell });
        }}
      />
      {inView.length === 0 && (
        <p class="nothing">
          No row holds these words for the technologies chosen.
        </p>
      )}
      <p class="chart-key">
        °: the words of the 2013 post. Dotted underline: a verdict that we
        assume, or a figure that the model predicts and nobody measured here.
      </p>
    </LabFrame>
  );
}
