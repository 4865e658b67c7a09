/**
 * SHOWS    Which part of one lone message can be seen from where: strips of its time, its steps, and by
 *          what; one to three technologies, from the host, from the guest, or from both.
 * READS    A preset; models/explore, in the same frame.
 * WITHOUT JS  The preset's strips, steps and tables; what would act is not there.
 */
import { useMemo, useRef, useState } from "preact/hooks";
import { observers, type Observer } from "../../models/explore/seen.ts";
import type { Way } from "../../models/explore/walk.ts";
import type { Notice } from "../../models/index.ts";
import { Choices, Radios } from "../explorer/Choices.tsx";
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
import { embedHeight, embedPreset } from "./embed.ts";
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
  type SeenState,
} from "./state.ts";
import { viewOf } from "./view.ts";
import { captionText, observerNames, sightWords } from "./words.ts";
import "../table/table.css";
import "../lab/lab.css";
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
  const [state, setState] = useState(() => presetState(preset));
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [live, setLive] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const latest = useRef(state);
  latest.current = state;
  const address = useAddress(
    figure,
    linkForm(preset),
    (found, given, first) => {
      latest.current = found;
      setState(found);
      setNotices(given);
      if (first) setLive(true);
    },
  );
  const view = useMemo(() => viewOf(state), [state]);
  const sentence = captionText(view, state.way);
  const [announced, announce] = useAnnouncement(sentence);
  const change = (next: SeenState) => {
    latest.current = next;
    setState(next);
    address.follow(next, true);
  };
  const changes = changesFrom(preset, state);
  const stands = findingStands(changes);
  const heading = headingOf(props, stands);
  const predicted = view.columns
    .filter(({ walk }) => walk.isPrediction)
    .map(({ walk }) => walk.technology.name);
  return (
    <div class="lab-frame wide not-content" data-pagefind-ignore="all">
      <figure
        ref={figure}
        id={id}
        class={`lab explorer seen-lab${live ? " live" : ""}`}
        data-linked={props.linked === true ? "" : undefined}
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
        <LinkNotices notices={notices} />
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
            Each strip is one whole: above elapsed time, below CPU time.
            Figures: the part that is seen.
          </span>
        </p>
        <SeenSteps view={view} />
        <div class="lab-parts">
          <details class="lab-part">
            <summary>Table</summary>
            <SeenTables view={view} />
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
            `embed/seen/${linkForm(embedPreset).write("", "", latest.current)}`
          }
          embedHeight={embedHeight}
          figure={() => figure.current}
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
