/**
 * SHOWS    What memory costs a tenant: the time of a load against the working set, and where a host's
 *          memory goes, for several technologies under one scenario.
 * READS    A preset; models/memory, in the same frame.
 * LENGTH   One figure's state, and the parts that it hands to.
 * WITHOUT JS  The preset's two pictures, caption and tables.
 */
import { useMemo } from "preact/hooks";
import {
  FigureName,
  findingStands,
  headingOf,
  nameOf,
  type Named,
} from "../lab/FigureName.tsx";
import { fieldEntry } from "../lab/field-entry.ts";
import { LabFrame } from "../lab/LabFrame.tsx";
import { LinkNotices } from "../lab/LinkNotices.tsx";
import { useLab } from "../lab/use-lab.ts";
import { AccessPlot } from "./AccessPlot.tsx";
import { ArrangementKey } from "./ArrangementKey.tsx";
import { BudgetBars } from "./BudgetBars.tsx";
import { embed } from "./embed.ts";
import { MemoryControls } from "./MemoryControls.tsx";
import { MemoryTables } from "./MemoryTables.tsx";
import {
  changesFrom,
  compare,
  linkForm,
  memoryLabFields,
  presetState,
  type MemoryPreset,
} from "./state.ts";
import { viewOf } from "./view.ts";
import { captionOf, captionText, remarksOf } from "./words.ts";
import "./memory.css";

export interface MemoryLabProps extends Named {
  /** The scenario's fields, as a link has them. */
  readonly preset?: string;
  /** Takes the page's plain query keys though it is not the first lab. */
  readonly linked?: boolean;
}

export function MemoryLab(props: MemoryLabProps) {
  const { id } = props;
  const preset: MemoryPreset = { query: props.preset ?? "" };
  const lab = useLab(() => presetState(preset), linkForm(preset));
  const entry = fieldEntry(lab, memoryLabFields);
  const { state } = lab;
  const view = useMemo(() => viewOf(state), [state]);
  const caption = captionOf(view.described, state.scenario);
  const sentence = captionText(caption);
  const remarks = remarksOf(view.described, state.scenario);
  const changes = changesFrom(preset, state);
  const stands = findingStands(changes);
  const heading = headingOf(props, stands);
  return (
    <LabFrame
      lab={lab}
      id={id}
      class="memory-lab"
      linked={props.linked}
      name={heading}
      changes={changes}
      spoken={[sentence, ...remarks].join(" ")}
      embed={embed}
      markdown={async (link) => {
        const { markdownOf } = await import("./export.ts");
        return markdownOf(view, sentence, heading, link);
      }}
      csv={async () => {
        const { csvOf } = await import("./export.ts");
        return csvOf(view);
      }}
    >
      <div class="lab-chart curve-chart">
        <ul class="curve-legend" aria-hidden="true">
          {view.rows.map(({ arrangement }) => (
            <li key={arrangement.id} class={`tech-${arrangement.family}`}>
              <ArrangementKey of={arrangement} />
              <span>{arrangement.name}</span>
            </li>
          ))}
        </ul>
        <AccessPlot
          id={id}
          view={view}
          title={(stands ? props.title : undefined) ?? nameOf(props)}
          description={sentence}
          onPick={(workingSetMiB) => {
            entry.onValue("working-set", workingSetMiB, true);
          }}
        />
        <p class="chart-key">
          Every line is predicted. Dots in pairs: a second line of its family.
        </p>
        <BudgetBars rows={view.rows} />
      </div>
      <figcaption>
        <FigureName {...props} stands={stands} />
        <span class="sentence">
          {caption.subject}: a load is predicted to take{" "}
          <strong>{caption.time}</strong>, {caption.against}. Limiter:{" "}
          {caption.limiter}. {caption.tenants} <strong>{caption.lost}</strong>,{" "}
          {caption.share}
          {caption.most === null ? "." : `, most of it to ${caption.most}.`}
        </span>
        {remarks.map((remark) => (
          <span key={remark} class="remark">{` ${remark}`}</span>
        ))}
      </figcaption>
      <MemoryControls
        id={id}
        state={state}
        view={view}
        entry={entry}
        onCompare={(arrangement, draw) => {
          lab.change(compare(lab.latest.current, arrangement, draw));
        }}
      />
      <LinkNotices notices={lab.notices} />
      <div class="lab-parts">
        <details class="lab-part">
          <summary>Tables</summary>
          <MemoryTables view={view} />
        </details>
      </div>
    </LabFrame>
  );
}
