/**
 * SHOWS    A figure that answers: chart, caption with the limiter, controls, cost by step,
 *          residuals and tables, for several technologies under one scenario.
 * READS    A preset query; the model's solve, solveCurve, costFlame and replay, in the same frame.
 * LENGTH   One figure's state, and the parts that it hands to.
 * WITHOUT JS  The preset's chart, caption and tables; controls are set apart by CSS.
 */
import { useMemo, useState } from "preact/hooks";
import { CurveChart } from "../chart/CurveChart.tsx";
import { FlameGraph } from "../chart/FlameGraph.tsx";
import type { YScale } from "../chart/series.ts";
import { CurveTable } from "../table/CurveTable.tsx";
import { ResidualPlot } from "../table/ResidualPlot.tsx";
import { sentenceCase } from "../format.ts";
import { rateName } from "../workload-rate.ts";
import { captionEnd, captionText } from "./words.ts";
import { Controls } from "./Controls.tsx";
import { embed } from "./embed.ts";
import { fieldEntry } from "./field-entry.ts";
import {
  FigureName,
  findingStands,
  headingOf,
  nameOf,
  type Named,
} from "./FigureName.tsx";
import { LabFrame } from "./LabFrame.tsx";
import { LinkNotices } from "./LinkNotices.tsx";
import {
  changesFrom,
  compare,
  labFields,
  linkForm,
  presetState,
  type LabPreset,
} from "./state.ts";
import { useLab } from "./use-lab.ts";
import { viewOf } from "./view.ts";

export type LabPart = "chart" | "flame" | "residuals" | "table";

export interface LabProps extends Named {
  /** A scenario's query: "workload=packets&threads=8". */
  readonly preset?: string;
  /** Ids of the technologies compared at first. */
  readonly technologies?: readonly string[];
  /** Keys of the fields shown up front; the rest stand under "More". */
  readonly controls?: readonly string[];
  readonly yScale?: YScale;
  readonly show?: readonly LabPart[];
  /** Parts that stand open; the others wait behind their summary. */
  readonly open?: readonly LabPart[];
  /** Takes the page's plain query keys though it is not the first lab. */
  readonly linked?: boolean;
}

export function Lab(props: LabProps) {
  const {
    id,
    title,
    show = ["chart", "flame", "residuals", "table"],
    open = [],
  } = props;
  const preset: LabPreset = {
    query: props.preset ?? "",
    technologies: props.technologies ?? ["zone", "kvm-qemu-2012"],
    y: props.yScale ?? "linear",
  };
  const lab = useLab(() => presetState(preset), linkForm(preset));
  const entry = fieldEntry(lab, labFields);
  const { state, latest, change } = lab;
  const page = useMemo(() => presetState(preset), []);
  const view = useMemo(() => viewOf(state, page), [state]);
  const sentence = captionText(view.caption);
  const [flameOpen, setFlameOpen] = useState(open.includes("flame"));

  const changes = changesFrom(preset, state);
  // Which technology the caption describes moves no curve.
  const stands = findingStands(
    changes.filter(([key]) => key !== "technology"),
    view.figure.axis.key,
  );
  // Outside a chapter a lab is called as what its link draws.
  const named =
    props.number === undefined && title === undefined
      ? {
          id,
          title: sentenceCase(
            `${rateName(view.figure.unit)} against ${view.figure.axis.name}`,
          ),
        }
      : props;
  const heading = headingOf(named, stands);
  const conditions = view.figure.series.some(
    (each) => each.published.length > 0,
  );
  const parts = {
    flame: {
      label: "Cost by step",
      body: () => (
        <FlameGraph prediction={view.prediction} id={id} drawn={flameOpen} />
      ),
    },
    residuals: {
      label: "Residuals",
      body: () => (
        <ResidualPlot
          figure={view.figure}
          caption="The model’s error at the published points"
        />
      ),
    },
    table: {
      label: "Table",
      body: () => (
        <CurveTable
          figure={view.figure}
          rows={view.rows}
          caption={sentenceCase(rateName(view.figure.unit))}
        />
      ),
    },
  } as const;

  return (
    <LabFrame
      lab={lab}
      id={id}
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
      {show.includes("chart") && (
        <div class="lab-chart">
          <CurveChart
            figure={view.figure}
            id={id}
            title={(stands ? title : undefined) ?? nameOf(named)}
            description={sentence}
            onPick={(at) => {
              entry.onValue(view.figure.axis.key, at, true);
            }}
          />
          <p class="chart-key">
            {conditions
              ? "Open marks: published in 2013; their whiskers, the model’s error. Past its last mark a curve is the model’s alone. "
              : view.figure.series.every((each) => each.isPrediction)
                ? "No published point was measured under these conditions. "
                : ""}
            {view.figure.series.some((each) => each.isPrediction) &&
              "Dotted: predicted, not measured. "}
            {view.figure.series.some((each) => each.before) &&
              "Hairlines: before your changes."}
          </p>
        </div>
      )}
      {/* Where it is seen: a page that is still arriving shows the chart first and moves nothing. */}
      <figcaption>
        <FigureName {...named} stands={stands} />
        <span class="sentence">
          {view.caption.subject} {view.caption.verb}{" "}
          <strong>{view.caption.value}</strong>. {captionEnd(view.caption)}
        </span>
        {view.prediction.remarks.map((remark) => (
          <span key={remark} class="remark">
            {" "}
            {remark}
          </span>
        ))}
      </figcaption>
      <Controls
        id={id}
        upFront={props.controls ?? ["threads", "cap"]}
        offered={preset.technologies}
        state={state}
        figure={view.figure}
        entry={entry}
        onCompare={(technology, draw) => {
          change(compare(latest.current, technology, draw));
        }}
        onScale={(y) => {
          change({ ...latest.current, y });
        }}
      />
      <LinkNotices notices={lab.notices} />
      <div class="lab-parts">
        {(["flame", "residuals", "table"] as const)
          .filter((part) => show.includes(part))
          .map((part) => (
            <details
              key={part}
              class={`lab-part ${part}`}
              open={open.includes(part)}
              onToggle={(event) => {
                if (part === "flame") setFlameOpen(event.currentTarget.open);
              }}
            >
              <summary>{parts[part].label}</summary>
              {parts[part].body()}
            </details>
          ))}
      </div>
    </LabFrame>
  );
}
