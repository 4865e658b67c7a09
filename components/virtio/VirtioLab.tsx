/**
 * SHOWS    A guest's transmit ring at work: the steps one by one, the ring at each, and the three back
 *          ends beside each other by what was measured.
 * READS    A preset; the machine of models/virtio, in the same frame.
 * LENGTH   One figure's state, and the parts that it hands to.
 * WITHOUT JS  The preset's steps where they show its answer, the ring there, and the measurements.
 */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { plain } from "../format.ts";
import {
  FigureName,
  findingStands,
  headingOf,
  type Named,
} from "../lab/FigureName.tsx";
import { fieldEntry, type FieldEntry } from "../lab/field-entry.ts";
import { LabFrame } from "../lab/LabFrame.tsx";
import { LinkNotices } from "../lab/LinkNotices.tsx";
import { useLab } from "../lab/use-lab.ts";
import { Compared } from "./Compared.tsx";
import { embed } from "./embed.ts";
import { RingPicture } from "./RingPicture.tsx";
import { Sequence } from "./Sequence.tsx";
import { StepDetail } from "./StepDetail.tsx";
import {
  changesFrom,
  linkForm,
  presetState,
  ringFields,
  type VirtioPreset,
} from "./state.ts";
import { Trace } from "./trace.ts";
import { TraceTable } from "./TraceTable.tsx";
import { marks, viewOf, type Mark } from "./view.ts";
import { VirtioControls } from "./VirtioControls.tsx";
import { captionText, offeredText, reachedText, remarksOf } from "./words.ts";
import "../table/table.css";
import "../explorer/rails.css";
import "../lab/stepper.css";
import "./sequence.css";
import "./ring.css";
import "./compared.css";
import "./virtio.css";

export interface VirtioLabProps extends Named {
  /** The ring's fields, as a link has them. */
  readonly preset?: string;
  /** Takes the page's plain query keys though it is not the first lab. */
  readonly linked?: boolean;
}

/** Milliseconds of the reader's for a step. */
const playEvery = 650;

export function VirtioLab(props: VirtioLabProps) {
  const { id } = props;
  const preset: VirtioPreset = { query: props.preset ?? "" };
  const [playing, setPlaying] = useState(false);
  const [moving, setMoving] = useState(false);
  const [missing, setMissing] = useState<string | null>(null);
  const lab = useLab(() => presetState(preset), linkForm(preset), {
    onRead: () => {
      setPlaying(false);
      setMissing(null);
    },
    onChange: () => {
      setMissing(null);
      setMoving(false);
    },
  });
  const { state, latest, change } = lab;
  const trace = useMemo(() => new Trace(state.scenario), [state.scenario]);
  const view = useMemo(
    () => viewOf(state.scenario, trace, state.at, moving),
    [state, trace, moving],
  );
  const sentence = captionText(state.scenario, view);
  const reached = reachedText(view);
  const stepping = state.at !== null;
  const spoken = playing ? null : stepping ? reached : sentence;
  const { now, place } = view;

  const typing = fieldEntry(lab, ringFields);
  // A turned ring begins again; while a slider moves, a glance at it has to do.
  const entry: FieldEntry = {
    ...typing,
    onValue: (key, value, settled) => {
      setPlaying(false);
      typing.onValue(key, value, settled);
      setMoving(!settled);
    },
    onType: (key, text, begun) => {
      setPlaying(false);
      typing.onType(key, text, begun);
    },
    onSettle: (key) => {
      setMoving(false);
      typing.onSettle(key);
    },
  };
  const goTo = (to: number, settled = true) => {
    change({ ...latest.current, at: trace.within(to) + 1 }, settled);
  };
  const goToNext = (mark: Mark) => {
    setPlaying(false);
    const found = trace.find(place + 1, mark.is);
    if (found >= 0) goTo(found);
    else {
      const none = mark.takes !== undefined && trace.find(0, mark.is) < 0;
      const said = none
        ? `No ${mark.name}, as far as the machine was run. It takes ${mark.takes}.`
        : `No ${mark.name} after this step, as far as the machine was run.`;
      setMissing(said);
    }
  };

  const here = useRef(place);
  here.current = place;
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const box = lab.figure.current?.getBoundingClientRect();
      const seen =
        box && !document.hidden && box.bottom > 0 && box.top < innerHeight;
      if (!seen) return;
      if (trace.at(here.current + 1)) goTo(here.current + 1, false);
      else setPlaying(false);
    }, playEvery);
    return () => {
      clearInterval(timer);
      lab.settle();
    };
  }, [playing, trace]);

  const changes = changesFrom(preset, state);
  const stands = findingStands(changes);
  const heading = headingOf(props, stands);
  const remarks = remarksOf(view.measured);
  const button = (label: string, disabled: boolean, act: () => void) => (
    <button type="button" disabled={disabled} onClick={act}>
      {label}
    </button>
  );
  const stepTo = (to: number) => {
    setPlaying(false);
    goTo(to);
  };
  return (
    <LabFrame
      lab={lab}
      id={id}
      class="ring-lab tech-kvm"
      linked={props.linked}
      name={heading}
      changes={changes}
      spoken={missing ?? spoken}
      embed={embed}
      markdown={async (link) => {
        const { markdownOf } = await import("./export.ts");
        return markdownOf(view, sentence, heading, link);
      }}
      csv={async () => {
        const { csvOf } = await import("./export.ts");
        return csvOf(trace, view);
      }}
      onReset={() => {
        setPlaying(false);
      }}
    >
      <figcaption>
        <FigureName {...props} stands={stands} />
        <span class="sentence">{sentence}</span>
        {remarks.map((remark) => (
          <span key={remark} class="remark">{` ${remark}`}</span>
        ))}
      </figcaption>
      <VirtioControls
        id={id}
        scenario={state.scenario}
        view={view}
        entry={entry}
      />
      <LinkNotices notices={lab.notices} />
      <div class="ring-body">
        <Sequence
          id={id}
          view={view}
          stepping={stepping}
          onStep={stepTo}
          onPlay={() => {
            setPlaying((before) => !before);
          }}
        />
        <div class="ring-state">
          {now && <RingPicture id={id} now={now} />}
          {now && <StepDetail now={now} timed={view.backEnd.id === "timer"} />}
        </div>
      </div>
      <div class="stepper ring-stepper">
        {button("First", place === 0, () => {
          stepTo(0);
        })}
        {button("Back", place === 0, () => {
          stepTo(place - 1);
        })}
        {button("Next", trace.at(place + 1) === null, () => {
          stepTo(place + 1);
        })}
        <button
          type="button"
          class="play"
          aria-pressed={playing}
          onClick={() => {
            setPlaying(!playing);
          }}
        >
          {playing ? "Pause" : "Play"}
        </button>
        <span class="jumps">
          <span class="label">To the next</span>
          {marks.map((mark) => (
            <button
              key={mark.id}
              type="button"
              aria-label={`Next ${mark.name}`}
              onClick={() => {
                goToNext(mark);
              }}
            >
              {mark.name}
            </button>
          ))}
        </span>
        <span
          id={`${id}-reached`}
          class={`reached${missing === null ? "" : " missing"}`}
        >
          {missing ?? reached}
        </span>
      </div>
      <p class="chart-key ring-key">
        <span>
          <i class="line-key vcpu" aria-hidden="true" />
          vCPU’s thread
        </span>
        <span>
          <i class="line-key back-end" aria-hidden="true" />
          {view.backEnd.worker}
        </span>
        {(
          [
            ["asks", "asks"],
            ["writes", "writes an index or a flag"],
            ["crosses", "exit or interrupt"],
            ["waits", "wake-up or timer"],
          ] as const
        ).map(([mark, words]) => (
          <span key={mark}>
            <i class={`mark ${mark}`} aria-hidden="true" />
            {words}
          </span>
        ))}
        <span>
          <i class="slot waiting" aria-hidden="true" />
          waits for the host
        </span>
        <span>
          <i class="slot held" aria-hidden="true" />
          in its hands
        </span>
        <span>
          <i class="slot given" aria-hidden="true" />
          given back
        </span>
      </p>
      <Compared
        measured={view.measured}
        chosen={state.scenario.backEnd}
        offered={offeredText(state.scenario)}
      />
      <div class="lab-parts">
        <details class="lab-part">
          <summary>
            {`Table of steps ${plain(view.from + 1)} to ${plain(view.from + view.rows.length)}`}
          </summary>
          <TraceTable view={view} />
        </details>
      </div>
    </LabFrame>
  );
}
