/**
 * SHOWS    What memory costs a tenant: the time of a load against the working set, and where a host's
 *          memory goes, for several technologies under one scenario.
 * READS    A preset; models/memory, in the same frame.
 * LENGTH   One figure's state, and the parts that it hands to.
 * WITHOUT JS  The preset's two pictures, caption and tables.
 */
import { useMemo, useRef, useState } from "preact/hooks";
import type { Notice } from "../../models/index.ts";
import { withMemory } from "../../models/memory/scenario.ts";
import { ShareTools } from "../lab/ShareTools.tsx";
import { useAddress } from "../lab/use-address.ts";
import { useAnnouncement } from "../lab/use-announcement.ts";
import { linkTo } from "../prose/link.ts";
import { AccessPlot } from "./AccessPlot.tsx";
import { ArrangementKey } from "./ArrangementKey.tsx";
import { BudgetBars } from "./BudgetBars.tsx";
import { embedPreset } from "./embed.ts";
import { MemoryControls } from "./MemoryControls.tsx";
import { MemoryTables } from "./MemoryTables.tsx";
import {
  changesFrom,
  chosen,
  compare,
  linkForm,
  presetState,
  type MemoryPreset,
  type MemoryState,
} from "./state.ts";
import { viewOf } from "./view.ts";
import { captionOf, captionText, remarksOf } from "./words.ts";
import "../lab/lab.css";
import "./memory.css";

export interface MemoryLabProps {
  readonly id: string;
  /** The figure's finding, as its caption's first sentence. */
  readonly title?: string;
  /** The scenario's fields, as a link has them. */
  readonly preset?: string;
  /** Takes the page's plain query keys though it is not the first lab. */
  readonly linked?: boolean;
  readonly number?: number;
}

export function MemoryLab(props: MemoryLabProps) {
  const { id, title } = props;
  const preset: MemoryPreset = { query: props.preset ?? "" };
  const [state, setState] = useState(() => presetState(preset));
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
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
      else setTyped({});
    },
  );
  const view = useMemo(() => viewOf(state), [state]);
  const caption = captionOf(view.described, state.scenario);
  const sentence = captionText(caption);
  const remarks = remarksOf(view.described, state.scenario);
  const [announced, announce] = useAnnouncement(
    [sentence, ...remarks].join(" "),
  );

  const change = (next: MemoryState, settled: boolean) => {
    latest.current = next;
    setState(next);
    address.follow(next, settled);
  };
  const forget = (key: string) => {
    setTyped(({ [key]: _, ...rest }) => rest);
  };
  const name =
    props.number === undefined ? (title ?? id) : `Figure ${props.number}`;
  const heading =
    title === undefined ? name : `${name}. ${title.replace(/\.$/, "")}`;
  const changes = changesFrom(preset, state);
  return (
    <div class="lab-frame wide not-content">
      <figure
        ref={figure}
        id={id}
        class={`lab memory-lab${live ? " live" : ""}`}
        data-linked={props.linked === true ? "" : undefined}
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
            title={title ?? name}
            description={sentence}
          />
          <p class="chart-key">
            Every line is predicted. Dots: a second one of its family.
          </p>
          <BudgetBars rows={view.rows} />
        </div>
        <figcaption>
          <b>{name}.</b>{" "}
          {props.number !== undefined && title !== undefined && (
            <span class="title">{`${title.replace(/[.\s]*$/, ".")} `}</span>
          )}
          <span class="sentence">
            {caption.subject}: a load is predicted to take{" "}
            <strong>{caption.time}</strong>, {caption.against}. Limiter:{" "}
            {caption.limiter}. {caption.tenants} lose{" "}
            <strong>{caption.lost}</strong>, {caption.share}
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
          typed={typed}
          onValue={(key, value, settled) => {
            forget(key);
            change(chosen(latest.current, key, value), settled);
          }}
          onType={(key, text) => {
            const { notice } = withMemory(latest.current.scenario, key, text);
            const refused = notice !== null && notice.kind !== "clamped";
            setTyped((before) => ({ ...before, [key]: text }));
            if (!refused) change(chosen(latest.current, key, text), false);
          }}
          onSettle={(key) => {
            if (typed[key]?.trim() === "") forget(key);
            address.follow(latest.current, true);
          }}
          onCompare={(arrangement, draw) => {
            change(compare(latest.current, arrangement, draw), true);
          }}
        />
        <div class="lab-notices">
          {notices.length > 0 && (
            <ul>
              {notices.map(({ key, text }, index) => (
                <li key={`${key}${index}`}>{text}</li>
              ))}
            </ul>
          )}
        </div>
        <div class="lab-parts">
          <details class="lab-part">
            <summary>Tables</summary>
            <MemoryTables view={view} />
          </details>
        </div>
        <ShareTools
          id={id}
          name={heading}
          changed={changes.length > 0}
          markdown={async (link) => {
            const { markdownOf } = await import("./export.ts");
            return markdownOf(view, sentence, heading, link);
          }}
          csv={async () => {
            const { csvOf } = await import("./export.ts");
            return csvOf(view);
          }}
          link={() => address.linkTo(latest.current)}
          embed={() =>
            new URL(
              linkTo(
                `embed/memory/${linkForm(embedPreset).write("", "", latest.current)}`,
              ),
              location.href,
            ).href
          }
          figure={() => figure.current}
          onReset={() => {
            setTyped({});
            setNotices([]);
            change(presetState(preset), true);
          }}
          onSay={announce}
        />
        <p class="lab-print">
          {changes.length === 0
            ? "Printed in its default state."
            : `Printed with ${changes.map(([key, value]) => `${key}=${value}`).join(", ")}: ${live ? address.linkTo(state) : ""}`}
        </p>
        <p class="unseen" role="status">
          {announced === "" ? null : announced}
        </p>
      </figure>
    </div>
  );
}
