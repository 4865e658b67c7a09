/**
 * SHOWS    One lone message through one to three technologies: swim lanes by place, sums so far, and
 *          the same walk as stacks, flame graphs and a table.
 * READS    A preset; the walks of models/explore, in the same frame.
 * WITHOUT JS  The preset's whole walk with its sums, stacks and tables; what would act is not there.
 */
import { useMemo, useState } from "preact/hooks";
import type { Way } from "../../models/explore/walk.ts";
import {
  FigureName,
  findingStands,
  headingOf,
  type Named,
} from "../lab/FigureName.tsx";
import { LabFrame } from "../lab/LabFrame.tsx";
import { LinkNotices } from "../lab/LinkNotices.tsx";
import { useLab } from "../lab/use-lab.ts";
import { Choices } from "./Choices.tsx";
import { Counters } from "./Counters.tsx";
import { Lanes } from "./Lanes.tsx";
import { embed } from "./embed.ts";
import { Stacks } from "./Stacks.tsx";
import {
  changesFrom,
  chosen,
  linkForm,
  presetState,
  withColumn,
  type ExplorerPreset,
} from "./state.ts";
import { viewOf, withinWalk } from "./view.ts";
import { WalkFlames } from "./WalkFlames.tsx";
import { WalkTable } from "./WalkTable.tsx";
import { captionText, reachedText } from "./words.ts";
import "../chart/flame.css";
import "../table/table.css";
import "../lab/stepper.css";
import "./explorer.css";
import "./lanes.css";
import "./rails.css";
import "./picture.css";

export interface ExplorerProps extends Named {
  /** Ids of the technologies side by side, one to three. */
  readonly technologies: readonly string[];
  readonly way: Way;
  /** Takes the page's plain query keys though it is not the first lab. */
  readonly linked?: boolean;
}

export function Explorer(props: ExplorerProps) {
  const { id } = props;
  const preset: ExplorerPreset = {
    columns: props.technologies,
    way: props.way,
  };
  const form = linkForm(preset);
  const lab = useLab(() => presetState(preset), {
    ...form,
    read: (...link) => withinWalk(form.read(...link)),
  });
  const [flameOpen, setFlameOpen] = useState(false);
  const { state, latest, change } = lab;
  const view = useMemo(() => viewOf(state), [state]);
  const walking = state.at !== null;
  const sentence = captionText(view, state.way);
  const reached = reachedText(view);
  const walkTo = (at: number) => {
    change({ ...latest.current, at });
  };
  const { at, rows } = view;
  const changes = changesFrom(preset, state);
  const stands = findingStands(changes);
  const heading = headingOf(props, stands);
  const predicted = view.columns
    .filter(({ walk }) => walk.isPrediction)
    .map(({ walk }) => walk.technology.name);
  const button = (label: string, next: number, off: boolean) => (
    <button
      type="button"
      disabled={off}
      onClick={() => {
        walkTo(next);
      }}
    >
      {label}
    </button>
  );
  return (
    <LabFrame
      lab={lab}
      id={id}
      class={walking ? "explorer walking" : "explorer"}
      linked={props.linked}
      name={heading}
      changes={changes}
      spoken={walking ? reached : sentence}
      embed={embed}
      picture={async () => {
        const { drawPicture } = await import("./picture.tsx");
        const figure = lab.figure.current;
        return figure && drawPicture(figure, view, heading);
      }}
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
          <span class="remark">{` Predicted, not measured: ${predicted.join(", ")}.`}</span>
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
          change({ ...latest.current, way, at: null });
        }}
        onOption={(key, value) => {
          change(chosen(latest.current, key, value));
        }}
      />
      <LinkNotices notices={lab.notices} />
      <div class={`explorer-body columns-${view.columns.length}`}>
        <Lanes id={id} view={view} walking={walking} onStep={walkTo} />
        <div class="explorer-sums">
          <Counters view={view} walking={walking} />
        </div>
      </div>
      <div class="stepper explorer-stepper">
        {button("Back", at - 1, at === 0)}
        {walking && at < rows.length
          ? button("Next", at + 1, false)
          : button("Walk from the start", 1, rows.length === 0)}
        {button("Whole way", rows.length, at === rows.length)}
        <span id={`${id}-reached`} class="reached">
          {walking
            ? reached
            : "Arrow keys walk too, once the steps have the focus; a click walks to a step."}
        </span>
      </div>
      <p class="chart-key explorer-key">
        {(
          [
            ["work", "work"],
            ["copy", "copy"],
            ["crossing", "crossing"],
            ["wait", "wait or wake-up"],
            ["hardware", "NIC, wire, device"],
          ] as const
        ).map(([mark, words]) => (
          <span key={mark}>
            <i class={`mark ${mark}`} aria-hidden="true" />
            {words}
          </span>
        ))}
        <span>Bars: what a step takes. Hatched: nobody works.</span>
        {view.columns.length > 1 && (
          <>
            <span>= the same functions</span>
            <span>≈ the same step by other functions</span>
          </>
        )}
      </p>
      <div class="lab-parts">
        <details class="lab-part">
          <summary>Stacks, as a tracer prints them</summary>
          <Stacks view={view} />
        </details>
        <details
          class="lab-part flame-part"
          onToggle={(event) => {
            setFlameOpen(event.currentTarget.open);
          }}
        >
          <summary>
            {view.columns.length > 1
              ? "Flame graph and what differs"
              : "Flame graph"}
          </summary>
          {flameOpen && (
            <WalkFlames
              id={id}
              view={view}
              by={state.by}
              onMeasure={(by) => {
                change({ ...latest.current, by });
              }}
            />
          )}
        </details>
        <details class="lab-part">
          <summary>Table</summary>
          {view.columns.map(({ walk }) => (
            <WalkTable key={walk.technology.id} walk={walk} />
          ))}
        </details>
      </div>
    </LabFrame>
  );
}
