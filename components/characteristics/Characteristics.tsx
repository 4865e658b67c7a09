/**
 * SHOWS    The table of characteristics as a figure that filters, compares and explains in place.
 * READS    models/characteristics; the evidence as printed when the book was built.
 * WITHOUT JS  The whole table, with its caption; each verdict leads to its explanation below.
 */
import { useRef, useState } from "preact/hooks";
import type { Notice } from "../../models/index.ts";
import {
  cells,
  columns,
  differs,
  rows,
} from "../../models/characteristics/catalogue.ts";
import { verdictOf } from "../../models/characteristics/shape.ts";
import { inWords, sentenceCase } from "../format.ts";
import { FigureName, headingOf } from "../lab/FigureName.tsx";
import { LabFoot } from "../lab/LabFoot.tsx";
import { LinkNotices } from "../lab/LinkNotices.tsx";
import { useAddress } from "../lab/use-address.ts";
import { useAnnouncement } from "../lab/use-announcement.ts";
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
import "../lab/lab.css";
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
  const [state, setState] = useState(wholeTable);
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [live, setLive] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const latest = useRef(state);
  latest.current = state;
  const address = useAddress(figure, linkForm, (found, given, first) => {
    latest.current = found;
    setState(found);
    setNotices(given);
    if (first) setLive(true);
  });

  const inView = rowsInView(state);
  const open = cells.find((each) => each.id === state.open);
  const count =
    inView.length === 0
      ? `No row of ${inWords(rows.length)}`
      : `${sentenceCase(inWords(inView.length))} of ${inWords(rows.length)} rows`;
  const opened = open
    ? ` ${open.row.name}, ${open.column.name}: ${verdictOf(open.cell)}. Explained below the row.`
    : "";
  const [announced, announce] = useAnnouncement(`${count}.${opened}`);

  const change = (next: TableState, settled: boolean) => {
    latest.current = next;
    setState(next);
    address.follow(next, settled);
  };
  const changes = changesOf(state);
  const heading = headingOf(props, true);

  return (
    <div class="lab-frame wide not-content">
      <figure
        ref={figure}
        id={id}
        class={`lab characteristics${live ? " live" : ""}`}
        data-linked=""
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
        <LinkNotices notices={notices} />
        <CharacteristicsTable
          id={id}
          caption={title}
          state={state}
          inView={inView}
          evidence={evidence}
          live={live}
          onOpen={(cell) => {
            change({ ...latest.current, open: cell }, true);
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
        <LabFoot
          id={id}
          name={heading}
          changes={changes}
          live={live}
          printed={["Printed whole.", "Printed whole; on the screen stood"]}
          markdown={async (link) => {
            const { markdownOf } = await import("./export.ts");
            return markdownOf(state, heading, link);
          }}
          csv={async () => {
            const { csvOf } = await import("./export.ts");
            return csvOf(state, evidence);
          }}
          link={() => address.linkTo(latest.current)}
          onReset={() => {
            setNotices([]);
            change(wholeTable, true);
          }}
          announced={announced}
          announce={announce}
        />
      </figure>
    </div>
  );
}
