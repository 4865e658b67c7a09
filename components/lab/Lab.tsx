/**
 * SHOWS    A figure that answers: chart, caption with the limiter, controls, cost by step,
 *          residuals and tables, for several technologies under one scenario.
 * READS    A preset query; the model's solve, solveCurve, costFlame and replay, in the same frame.
 * LENGTH   One figure's state, and the parts that it hands to.
 * WITHOUT JS  The preset's chart, caption and tables; controls are set apart by CSS.
 */
import { useMemo, useRef, useState } from "preact/hooks";
import { parseScenario, type Notice } from "../../models/index.ts";
import { CurveChart } from "../chart/CurveChart.tsx";
import { FlameGraph } from "../chart/FlameGraph.tsx";
import { threadAxis, type YScale } from "../chart/series.ts";
import { CurveTable } from "../table/CurveTable.tsx";
import { ResidualPlot } from "../table/ResidualPlot.tsx";
import { sentenceCase } from "../format.ts";
import { rateName } from "../workload-rate.ts";
import { Controls } from "./Controls.tsx";
import { embedPreset } from "./embed.ts";
import {
  FigureName,
  findingStands,
  headingOf,
  nameOf,
  type Named,
} from "./FigureName.tsx";
import { LabFoot } from "./LabFoot.tsx";
import { LinkNotices } from "./LinkNotices.tsx";
import {
  changesFrom,
  chosen,
  compare,
  presetState,
  searchOf,
  stateFromSearch,
  type LabPreset,
  type LabState,
} from "./state.ts";
import { useAddress, type LinkForm } from "./use-address.ts";
import { useAnnouncement } from "./use-announcement.ts";
import { captionText, viewOf } from "./view.ts";
import "./lab.css";

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
  const [state, setState] = useState(() => presetState(preset));
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [linkNotices, setLinkNotices] = useState<readonly Notice[]>([]);
  const [live, setLive] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const latest = useRef(state);
  latest.current = state;

  const form: LinkForm<LabState> = {
    read: (search, prefix, others) =>
      stateFromSearch(search, preset, prefix, others),
    write: (search, prefix, next) => searchOf(search, preset, prefix, next),
  };
  const address = useAddress(figure, form, (found, notices, first) => {
    setState(found);
    setLinkNotices(notices);
    if (first) setLive(true);
    else setTyped({});
  });

  const page = useMemo(() => presetState(preset), []);
  const view = useMemo(() => viewOf(state, page), [state]);
  const sentence = captionText(view.caption);
  const [announced, announce] = useAnnouncement(sentence);
  const [flameOpen, setFlameOpen] = useState(open.includes("flame"));

  const change = (
    next: LabState,
    settled: boolean,
    keep?: { key: string; text: string },
  ) => {
    latest.current = next;
    setState(next);
    setTyped((before) => {
      if (keep) return { ...before, [keep.key]: keep.text };
      return before;
    });
    address.follow(next, settled);
  };
  const forget = (key: string) => {
    setTyped(({ [key]: _, ...rest }) => rest);
  };

  const changes = changesFrom(preset, state);
  // Which technology the caption describes moves no curve.
  const stands = findingStands(
    changes.filter(([key]) => key !== "technology"),
    "threads",
  );
  const heading = headingOf(props, stands);
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
          caption="The model's error at the published points"
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
    <div class="lab-frame wide not-content" data-pagefind-ignore="all">
      <figure
        ref={figure}
        id={id}
        class={`lab${live ? " live" : ""}`}
        data-linked={props.linked === true ? "" : undefined}
      >
        {show.includes("chart") && (
          <div class="lab-chart">
            <CurveChart
              figure={view.figure}
              id={id}
              title={(stands ? title : undefined) ?? nameOf(props)}
              description={sentence}
            />
            <p class="chart-key">
              {conditions
                ? "Open marks: published in 2013; their whiskers, the model’s error. "
                : view.figure.axis === threadAxis
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
          <FigureName {...props} stands={stands} />
          <span class="sentence">
            {view.caption.subject} {view.caption.verb}{" "}
            <strong>{view.caption.value}</strong>. Limiter:{" "}
            {view.caption.limiter}.
            {view.caption.next !== null && ` Next: ${view.caption.next}.`}
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
          typed={typed}
          onValue={(key, value, settled) => {
            forget(key);
            change(chosen(latest.current, key, value), settled);
          }}
          onType={(key, text) => {
            const notices = parseScenario(
              { [key]: text },
              latest.current.scenario,
            ).notices;
            const refused = notices.some(({ kind }) => kind !== "clamped");
            const next =
              text.trim() === ""
                ? chosen(latest.current, key, null)
                : refused
                  ? latest.current
                  : chosen(latest.current, key, text);
            change(next, false, { key, text });
          }}
          onSettle={(key) => {
            if (typed[key]?.trim() === "") forget(key);
            address.follow(latest.current, true);
          }}
          onCompare={(technology, draw) => {
            change(compare(latest.current, technology, draw), true);
          }}
          onScale={(y) => {
            change({ ...latest.current, y }, true);
          }}
        />
        <LinkNotices notices={linkNotices} />
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
          embed={() => `embed/${searchOf("", embedPreset, "", latest.current)}`}
          figure={() => figure.current}
          onReset={() => {
            setTyped({});
            setLinkNotices([]);
            change(presetState(preset), true);
          }}
          announced={announced}
          announce={announce}
        />
      </figure>
    </div>
  );
}
