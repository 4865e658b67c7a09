/**
 * SHOWS    One lone message through one to three technologies: swim lanes by place, sums so far, and
 *          the same walk as stacks, flame graphs and a table.
 * READS    A preset; the walks of models/explore, in the same frame.
 * WITHOUT JS  The preset's whole walk with its sums, stacks and tables; what would act is not there.
 */
import { useMemo, useRef, useState } from "preact/hooks";
import type { Notice } from "../../models/index.ts";
import type { Way } from "../../models/explore/walk.ts";
import {
  FigureName,
  findingStands,
  headingOf,
  type Named,
} from "../lab/FigureName.tsx";
import { LabFoot } from "../lab/LabFoot.tsx";
import { LinkNotices } from "../lab/LinkNotices.tsx";
import { useAddress } from "../lab/use-address.ts";
import { useAnnouncement } from "../lab/use-announcement.ts";
import { Choices } from "./Choices.tsx";
import { Counters } from "./Counters.tsx";
import { Lanes } from "./Lanes.tsx";
import { embedHeight, embedPreset } from "./embed.ts";
import { Stacks } from "./Stacks.tsx";
import {
  changesFrom,
  chosen,
  linkForm,
  presetState,
  withColumn,
  type ExplorerPreset,
  type ExplorerState,
} from "./state.ts";
import { viewOf, withinWalk } from "./view.ts";
import { WalkFlames } from "./WalkFlames.tsx";
import { WalkTable } from "./WalkTable.tsx";
import { captionText, reachedText } from "./words.ts";
import "../chart/flame.css";
import "../table/table.css";
import "../lab/lab.css";
import "./explorer.css";
import "./lanes.css";
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
  const [state, setState] = useState(() => presetState(preset));
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [live, setLive] = useState(false);
  const [flameOpen, setFlameOpen] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const latest = useRef(state);
  latest.current = state;
  const address = useAddress(
    figure,
    linkForm(preset),
    (found, given, first) => {
      const within = withinWalk(found);
      latest.current = within.state;
      setState(within.state);
      setNotices([...given, ...within.notices]);
      if (first) setLive(true);
    },
  );
  const view = useMemo(() => viewOf(state), [state]);
  const walking = state.at !== null;
  const sentence = captionText(view, state.way);
  const reached = reachedText(view);
  const [announced, announce] = useAnnouncement(walking ? reached : sentence);

  const change = (next: ExplorerState) => {
    latest.current = next;
    setState(next);
    address.follow(next, true);
  };
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
    <div class="lab-frame wide not-content" data-pagefind-ignore="all">
      <figure
        ref={figure}
        id={id}
        class={`lab explorer${live ? " live" : ""}${walking ? " walking" : ""}`}
        data-linked={props.linked === true ? "" : undefined}
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
        <LinkNotices notices={notices} />
        <div class={`explorer-body columns-${view.columns.length}`}>
          <Lanes id={id} view={view} walking={walking} onStep={walkTo} />
          <div class="explorer-sums">
            <Counters view={view} walking={walking} />
          </div>
        </div>
        <div class="explorer-stepper">
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
        <LabFoot
          id={id}
          name={heading}
          changes={changes}
          live={live}
          markdown={async (link) => {
            const { markdownOf } = await import("./export.ts");
            return markdownOf(view, heading, link);
          }}
          csv={async () => {
            const { csvOf } = await import("./export.ts");
            return csvOf(view);
          }}
          link={() => address.linkTo(latest.current)}
          embed={() =>
            `embed/path/${linkForm(embedPreset).write("", "", latest.current)}`
          }
          embedHeight={embedHeight}
          figure={async () => {
            const { drawPicture } = await import("./picture.tsx");
            return figure.current && drawPicture(figure.current, view, heading);
          }}
          onReset={() => {
            setNotices([]);
            change(presetState(preset));
          }}
          announced={announced}
          announce={announce}
        />
      </figure>
    </div>
  );
}
