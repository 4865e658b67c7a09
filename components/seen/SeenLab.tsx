/**
 * SHOWS    Which part of one lone message can be seen from where: strips of its time, its steps, and by
 *          what; one to three technologies, from the host, from the guest, or from both.
 * READS    A preset; models/explore, in the same frame.
 * WITHOUT JS  The preset's strips, steps and tables; what would act is not there.
 */
import { useMemo } from "preact/hooks";
import { observers, type Observer } from "../../models/explore/seen.ts";
import type { Way } from "../../models/explore/walk.ts";
import { Choices, Radios } from "../explorer/Choices.tsx";
import {
  FigureName,
  findingStands,
  headingOf,
  type Named,
} from "../lab/FigureName.tsx";
import { LabFrame } from "../lab/LabFrame.tsx";
import { LinkNotices } from "../lab/LinkNotices.tsx";
import { useLab } from "../lab/use-lab.ts";
import { embed } from "./embed.ts";
import { SeenPicture } from "./SeenPicture.tsx";
import { SeenSteps } from "./SeenSteps.tsx";
import { SeenTables } from "./SeenTables.tsx";
import {
  changesFrom,
  chosen,
  linkForm,
  presetState,
  withColumn,
  type SeenPreset,
} from "./state.ts";
import { viewOf } from "./view.ts";
import { captionText, observerNames, sightWords } from "./words.ts";
import "../table/table.css";
import "../explorer/explorer.css";
import "./seen.css";

export interface SeenLabProps extends Named {
  /** Ids of the technologies side by side, one to three. */
  readonly technologies: readonly string[];
  readonly way: Way;
  readonly from: Observer;
  /** Takes the page's plain query keys though it is not the first lab. */
  readonly linked?: boolean;
}

const shown = ["probed", "call", "records", "none", "hardware"] as const;

export function SeenLab(props: SeenLabProps) {
  const { id } = props;
  const preset: SeenPreset = {
    columns: props.technologies,
    way: props.way,
    from: props.from,
  };
  const lab = useLab(() => presetState(preset), linkForm(preset));
  const { state, latest, change } = lab;
  const view = useMemo(() => viewOf(state), [state]);
  const sentence = captionText(view, state.way);
  const changes = changesFrom(preset, state);
  const stands = findingStands(changes);
  const heading = headingOf(props, stands);
  const predicted = view.columns
    .filter(({ walk }) => walk.isPrediction)
    .map(({ walk }) => walk.technology.name);
  return (
    <LabFrame
      lab={lab}
      id={id}
      class="explorer seen-lab"
      linked={props.linked}
      name={heading}
      changes={changes}
      spoken={sentence}
      embed={embed}
      markdown={async (link) => {
        const { markdownOf } = await import("./export.ts");
        return markdownOf(view, heading, link);
      }}
      csv={async () => {
        const { csvOf } = await import("./export.ts");
        return csvOf(view);
      }}
    >
      <figcaption>
        <FigureName {...props} stands={stands} />
        <span class="sentence">{sentence}</span>
        {predicted.length > 0 && (
          <span class="remark">{` Times predicted, not measured: ${predicted.join(", ")}.`}</span>
        )}
      </figcaption>
      <Choices
        id={id}
        state={state}
        view={view}
        onColumn={(column, technology) => {
          change(withColumn(latest.current, column, technology));
        }}
        onWay={(way) => {
          change({ ...latest.current, way });
        }}
        onOption={(key, value) => {
          change(chosen(latest.current, key, value));
        }}
      >
        <Radios
          name={`${id}-from`}
          legend="Seen from"
          choices={observers.map((each) => ({
            value: each,
            name: observerNames[each],
            isChosen: each === state.from,
          }))}
          onChoose={(from) => {
            change({ ...latest.current, from });
          }}
        />
      </Choices>
      <LinkNotices notices={lab.notices} />
      <div class="seen-pictures">
        {(["wide", "narrow"] as const).map((form) => (
          <SeenPicture
            key={form}
            id={id}
            view={view}
            form={form}
            title={heading}
          />
        ))}
      </div>
      <p class="chart-key explorer-key">
        {shown.map((sight) => (
          <span key={sight}>
            <i class={`band ${sight}`} aria-hidden="true" />
            {sightWords[sight]}
          </span>
        ))}
        <span>
          Each strip is one whole: above elapsed time, below CPU time. Figures:
          the part that is seen.
        </span>
      </p>
      <SeenSteps view={view} />
      <div class="lab-parts">
        <details class="lab-part">
          <summary>Table</summary>
          <SeenTables view={view} />
        </details>
      </div>
    </LabFrame>
  );
}
