/**
 * SHOWS    A simulated scenario: timeline, latencies, a sweep and a comparison, its caption with the
 *          interval, and controls that start another run.
 * READS    A figure that was simulated when the book was built; later ones come from the worker.
 * WITHOUT JS  That figure, with its tables; controls are set apart by CSS.
 * LENGTH   One figure's state, and the parts that it hands to.
 */
import { useMemo, useRef, useState } from "preact/hooks";
import type { YScale } from "../chart/series.ts";
import { percent, sentenceCase } from "../format.ts";
import {
  FigureName,
  findingStands,
  headingOf,
  nameOf,
  type Named,
} from "../lab/FigureName.tsx";
import { fieldEntry, type FieldEntry } from "../lab/field-entry.ts";
import { LabFrame } from "../lab/LabFrame.tsx";
import { LinkNotices } from "../lab/LinkNotices.tsx";
import { useLab } from "../lab/use-lab.ts";
import { rateName } from "../workload-rate.ts";
import { aboutOf } from "./about.ts";
import { ComparedWith } from "./ComparedWith.tsx";
import { embed } from "./embed.ts";
import type { SimFigure } from "./figure.ts";
import { requestOf, type SimLabShape } from "./request.ts";
import { SimControls } from "./SimControls.tsx";
import { SimPicture } from "./SimPicture.tsx";
import { SimTables } from "./SimTables.tsx";
import type { SimPart } from "./stand-in.ts";
import {
  againstFields,
  changesFrom,
  chosen,
  linkForm,
  presetState,
  simFields,
  type SimPreset,
  type SimState,
} from "./state.ts";
import { useMachine } from "./use-machine.ts";
import { useRoom } from "./use-room.ts";
import { useSimulation } from "./use-simulation.ts";
import { cancelledText, remarksOf, runText } from "./words.ts";
import "./simlab.css";

export interface SimLabProps extends SimLabShape, Named {
  /** Keys of the fields shown up front; the rest stand under "More". */
  readonly controls?: readonly string[];
  readonly yScale?: YScale;
  /** The first stands open at the head of the figure. */
  readonly show: readonly [SimPart, ...SimPart[]];
  /** Parts that stand open though they are not the first. */
  readonly open?: readonly SimPart[];
  /** Takes the page's plain query keys though it is not the first lab. */
  readonly linked?: boolean;
  /** A SimFigure as JSON: the default's, simulated when the book was built. */
  readonly initial: string;
}

export const presetOf = (props: SimLabProps): SimPreset => ({
  query: props.preset ?? "",
  seconds: props.seconds,
  against: props.against ?? "",
  y: props.yScale ?? "linear",
});

export function SimLab(props: SimLabProps) {
  const { id, title, show, open = [] } = props;
  const [head, ...others] = show;
  const preset = presetOf(props);
  const [differs, setDiffers] = useState<string | null>(null);
  const again = useRef<HTMLButtonElement>(null);
  const first = useMemo(() => JSON.parse(props.initial) as SimFigure, []);
  const simulation = useSimulation(first, head);
  const { figure, sources } = simulation;
  const simulate = (next: SimState, settled: boolean) => {
    simulation.run(requestOf(props, next), settled);
  };
  const lab = useLab(() => presetState(preset), linkForm(preset), {
    onRead: (found) => {
      simulate(found, true);
    },
    onChange: simulate,
  });
  const { state, latest, change } = lab;
  const machineOf = useMachine(state);

  const about = useMemo(() => aboutOf(figure), [figure]);
  const { sentence, noun, along } = about;
  const own = fieldEntry(lab, simFields);
  const entry: FieldEntry = {
    ...own,
    onSettle: (key) => {
      own.onSettle(key);
      simulate(latest.current, true);
    },
  };
  const typing = fieldEntry(lab, againstFields, "second.");
  const againstEntry: FieldEntry = {
    ...typing,
    onValue: (key, value, settled) => {
      setDiffers(key);
      typing.onValue(key, value, settled);
    },
    onType: (key, text, begun) => {
      setDiffers(key);
      typing.onType(key, text, begun);
    },
  };

  const changes = changesFrom(preset, state);
  const sweep = figure.request.sweep;
  // A figure that begins with a picture along a field has found the same at each place of it.
  const begins = show[0];
  const stands = findingStands(
    changes,
    begins === "sweep" || begins === "heat" ? sweep?.key : undefined,
  );
  const heading = headingOf(props, stands);
  const run = runText(figure, noun, simulation.running);
  const remarks = remarksOf(figure, simulation.running);
  const room = useRoom(
    [nameOf(props), title, sentence, run, ...remarks].join(" "),
  );
  const labels: Readonly<Record<SimPart, string>> = {
    timeline: "Timeline",
    latency: `Latency of ${noun}`,
    sweep: `${sentenceCase(rateName(figure.run.unit))} against ${along}`,
    heat: `Latency against ${along}`,
    compare: "Compare with common random numbers",
  };
  // A figure that comes changes no control.
  const controls = useMemo(
    () => (
      <SimControls
        id={id}
        upFront={props.controls ?? ["threads", "cap"]}
        state={state}
        machineOf={machineOf}
        entry={entry}
      />
    ),
    [state, machineOf, lab.typed],
  );
  const picture = (part: SimPart) => (
    <SimPicture
      part={part}
      figure={sources[part]}
      earlier={sources[part] !== figure}
      id={id}
      title={(stands ? title : undefined) ?? nameOf(props)}
      y={state.y}
      onPick={(at) => {
        const { sweep } = figure.request;
        if (sweep) entry.onValue(sweep.key, at, true);
      }}
    />
  );
  // What stands closed is drawn when it is opened: a page would carry it for nobody. Its numbers
  // are in the tables.
  const [opened, setOpened] = useState<readonly SimPart[]>(open);

  return (
    <LabFrame
      lab={lab}
      id={id}
      class={`simlab tech-${figure.run.family}`}
      linked={props.linked}
      name={heading}
      changes={changes}
      // Partial figures are not spoken: the region says the last.
      spoken={simulation.running ? null : sentence}
      embed={embed}
      markdown={async (link) => {
        const { markdownOf } = await import("./export.ts");
        return markdownOf(figure, sentence, heading, noun, along, link);
      }}
      csv={async () => {
        const { csvOf } = await import("./export.ts");
        return csvOf(figure, along);
      }}
      onReset={() => {
        setDiffers(null);
      }}
      attributes={{ "aria-busy": simulation.running }}
    >
      <div class="lab-chart">
        {picture(head)}
        <p class="sim-status">
          <progress
            max={1}
            value={simulation.progress}
            aria-label="Simulated so far"
          />
          <span>
            {simulation.failure !== null
              ? `The simulation stopped: ${simulation.failure}`
              : simulation.running
                ? `simulating, ${percent(simulation.progress)}`
                : simulation.cancelled
                  ? cancelledText(figure, simulation.begun)
                  : "simulated"}
          </span>
          <button
            ref={again}
            type="button"
            onClick={() => {
              const { scenario } = latest.current;
              change(
                chosen(latest.current, "seed", (scenario.seed + 1) % 2 ** 32),
              );
            }}
          >
            another seed
          </button>
          {simulation.running && (
            <button
              type="button"
              onClick={() => {
                again.current?.focus(); // this button goes
                simulation.cancel();
              }}
            >
              cancel
            </button>
          )}
        </p>
      </div>
      {/* Where it is seen: a page that is still arriving shows the chart first and moves nothing. */}
      <figcaption data-room={`${room}\n\n`}>
        <p>
          <FigureName {...props} stands={stands} />
          <span class="sentence">{sentence}</span>{" "}
          <span class="run">{run}</span>
          {remarks.map((remark) => (
            <span key={remark} class="remark">
              {" "}
              {remark}
            </span>
          ))}
        </p>
      </figcaption>
      {controls}
      <LinkNotices notices={lab.notices} />
      <div class="lab-parts">
        {others.map((part) => (
          <details
            key={part}
            class={`lab-part ${part}${opened.includes(part) ? "" : " undrawn"}`}
            open={open.includes(part)}
            onToggle={(event) => {
              if (event.currentTarget.open && !opened.includes(part))
                setOpened([...opened, part]);
            }}
          >
            <summary>{labels[part]}</summary>
            {opened.includes(part) && part === "compare" && (
              <ComparedWith
                id={id}
                state={state}
                field={differs}
                machineOf={machineOf}
                entry={againstEntry}
                onField={(key) => {
                  setDiffers(key);
                  const at = latest.current;
                  change({ ...at, against: key === null ? null : at.scenario });
                }}
              />
            )}
            {opened.includes(part) && picture(part)}
          </details>
        ))}
        <SimTables
          figure={figure}
          running={simulation.running}
          lanes={show.includes("timeline")}
        />
      </div>
    </LabFrame>
  );
}
