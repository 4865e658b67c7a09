/**
 * SHOWS    A simulated scenario: timeline, latencies, a sweep and a comparison, its caption with the
 *          interval, and controls that start another run.
 * READS    A figure that was simulated when the book was built; later ones come from the worker.
 * WITHOUT JS  That figure, with its tables; controls are set apart by CSS.
 * LENGTH   One figure's state, and the parts that it hands to.
 */
import { useMemo, useRef, useState } from "preact/hooks";
import { fieldByKey, fieldValue, parseScenario } from "../../models/index.ts";
import { CurveChart } from "../chart/CurveChart.tsx";
import type { YScale } from "../chart/series.ts";
import { percent, plain, sentenceCase } from "../format.ts";
import { HeatMap } from "../histogram/HeatMap.tsx";
import type { LatencySeries } from "../histogram/latency.ts";
import { LatencyPlot } from "../histogram/LatencyPlot.tsx";
import { LatencyTable } from "../histogram/LatencyTable.tsx";
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
import { Timeline } from "../timeline/Timeline.tsx";
import { TimelineTable } from "../timeline/TimelineTable.tsx";
import { hasStays } from "../timeline/tracks.ts";
import { rateName } from "../workload-rate.ts";
import { ComparedWith } from "./ComparedWith.tsx";
import { embed } from "./embed.ts";
import type { SimFigure } from "./figure.ts";
import { PairedTable } from "./PairedTable.tsx";
import { requestOf, type SimLabShape } from "./request.ts";
import { SimControls } from "./SimControls.tsx";
import {
  againstFields,
  changesFrom,
  chosen,
  differing,
  linkForm,
  presetState,
  simFields,
  type SimPreset,
  type SimState,
} from "./state.ts";
import { sweepCurve } from "./sweep-curve.ts";
import { SweepTable } from "./SweepTable.tsx";
import { useSimulation } from "./use-simulation.ts";
import { captionOf, captionText, nounOf, runText } from "./words.ts";
import "./simlab.css";

export type SimPart = "timeline" | "latency" | "sweep" | "heat" | "compare";

export interface SimLabProps extends SimLabShape, Named {
  /** Keys of the fields shown up front; the rest stand under "More". */
  readonly controls?: readonly string[];
  readonly yScale?: YScale;
  /** The first stands open at the head of the figure. */
  readonly show: readonly SimPart[];
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
  const preset = presetOf(props);
  const [differs, setDiffers] = useState<string | null>(null);
  const again = useRef<HTMLButtonElement>(null);
  const first = useMemo(() => JSON.parse(props.initial) as SimFigure, []);
  const simulation = useSimulation(first);
  const { figure } = simulation;
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

  const drawn = parseScenario(figure.request.query).scenario;
  const caption = captionOf(figure, drawn);
  const { unit } = figure.run;
  const sentence = captionText(caption, unit);
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
  const stands = findingStands(changes);
  const heading = headingOf(props, stands);
  const noun = nounOf(unit);
  const sweep = figure.request.sweep;
  const now = sweep
    ? Number(
        new Map<string, unknown>([
          ["threads", drawn.workload.threads],
          ["neighbours", drawn.neighbours],
        ]).get(sweep.key) ?? NaN,
      )
    : NaN;
  const pick = (at: number) => {
    if (sweep) entry.onValue(sweep.key, at, true);
  };
  const along =
    sweep?.key === "neighbours" ? "busy neighbours" : (sweep?.key ?? "");
  const paired = figure.paired;
  const names = comparedNames(figure);
  const latencies: LatencySeries[] = [
    { ...figure.run.latency, name: names[0] },
    ...(paired?.latency ? [{ ...paired.latency, name: names[1] }] : []),
  ];
  const columns = [...figure.sweep]
    .sort((a, b) => a.at - b.at)
    .map(({ at, latency }) => ({ ...latency, at }));
  const described = {
    id,
    title: (stands ? title : undefined) ?? nameOf(props),
    description: sentence,
  };

  const parts: Record<
    SimPart,
    { label: string; body: () => preact.ComponentChild }
  > = {
    timeline: {
      label: "Timeline",
      body: () =>
        figure.timeline && hasStays(figure.timeline) ? (
          <Timeline
            {...described}
            id={`${id}-timeline`}
            data={figure.timeline}
          />
        ) : (
          <p class="absent">This run wrote no lanes in that span.</p>
        ),
    },
    latency: {
      label: `Latency of ${noun}`,
      body: () => (
        <LatencyPlot
          {...described}
          id={`${id}-latency`}
          series={latencies}
          y={state.y}
          noun={noun}
        />
      ),
    },
    sweep: {
      label: `${sentenceCase(rateName(unit))} against ${along}`,
      body: () => (
        <>
          <CurveChart
            {...described}
            id={`${id}-sweep`}
            figure={sweepCurve(figure, now, state.y)}
            onPick={pick}
          />
          <p class="chart-key">
            Line: solver. Dots: simulator, with 95 % bars. Fine dots above: what
            no arrangement of waiting exceeds.
            {figure.published.length > 0 &&
              " Open marks: published in 2013; their whiskers, the solver’s error."}
          </p>
          <Partings sweep={figure.sweep} along={along} />
        </>
      ),
    },
    heat: {
      label: `Latency against ${along}`,
      body: () => (
        <HeatMap
          {...described}
          id={`${id}-heat`}
          columns={columns}
          along={along}
          now={now}
          onPick={pick}
        />
      ),
    },
    compare: {
      label: "Compare with common random numbers",
      body: () => (
        <>
          <ComparedWith
            id={id}
            state={state}
            field={differs}
            entry={againstEntry}
            onField={(key) => {
              setDiffers(key);
              const at = latest.current;
              change({ ...at, against: key === null ? null : at.scenario });
            }}
          />
          {paired && <PairedTable paired={paired} names={names} />}
        </>
      ),
    },
  };
  const tables = () => (
    <>
      {figure.timeline && show.includes("timeline") && (
        <TimelineTable data={figure.timeline} />
      )}
      <LatencyTable series={latencies} caption={`Latency of ${noun}`} />
      {figure.sweep.length > 0 && (
        <SweepTable
          figure={figure}
          along={along}
          now={now}
          caption={`${sentenceCase(rateName(unit))} and latency against ${along}`}
        />
      )}
    </>
  );
  const [head, ...others] = show;
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
        {head && parts[head].body()}
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
                  ? "cancelled: the figures so far"
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
      <figcaption>
        <FigureName {...props} stands={stands} />
        <span class="sentence">{sentence}</span>{" "}
        <span class="run">{runText(figure.run, noun)}</span>
        {figure.run.remarks.map((remark) => (
          <span key={remark} class="remark">
            {" "}
            {remark}
          </span>
        ))}
      </figcaption>
      <SimControls
        id={id}
        upFront={props.controls ?? ["threads", "cap"]}
        state={state}
        entry={entry}
      />
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
            <summary>{parts[part].label}</summary>
            {opened.includes(part) && parts[part].body()}
          </details>
        ))}
        <details class="lab-part tables">
          <summary>Tables</summary>
          {tables()}
        </details>
      </div>
    </LabFrame>
  );
}

/** Where solver and simulator part, and why. */
function Partings({
  sweep,
  along,
}: {
  readonly sweep: SimFigure["sweep"];
  readonly along: string;
}) {
  const reasons = new Map<string, number[]>();
  for (const { at, because } of sweep)
    if (because !== null)
      reasons.set(because, [...(reasons.get(because) ?? []), at]);
  return (
    <ul class="sim-partings">
      {[...reasons].map(([because, at]) => (
        <li key={because}>
          {`Line and dots part at ${along} ${at.map(plain).join(", ")}. ${because}`}
        </li>
      ))}
    </ul>
  );
}

/** A field's value as its control names it. */
function fieldWords(scenario: SimState["scenario"], key: string): string {
  const field = fieldByKey.get(key);
  const value = fieldValue(scenario, key);
  const text =
    field?.kind === "choice"
      ? (field.choices.find(({ id }) => id === value)?.name ?? String(value))
      : `${value === null ? "default" : typeof value === "number" ? plain(value) : value} ${field?.unit ?? ""}`.trim();
  return `${field?.label ?? key}: ${text}`;
}

/** What each of two scenarios is called: what they differ in. */
function comparedNames(figure: SimFigure): readonly [string, string] {
  const { query, against } = figure.request;
  if (against === null) return [figure.run.name, ""];
  const { scenario } = parseScenario(query);
  const other = parseScenario(against).scenario;
  const keys = differing({
    scenario,
    against: other,
    seconds: 0,
    y: "linear",
  });
  const said = (of: SimState["scenario"]) =>
    keys.map((key) => fieldWords(of, key)).join(", ") || figure.run.name;
  return [said(scenario), said(other)];
}
