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
import {
  FigureName,
  findingStands,
  headingOf,
  nameOf,
  type Named,
} from "../lab/FigureName.tsx";
import { LabFoot } from "../lab/LabFoot.tsx";
import { LinkNotices } from "../lab/LinkNotices.tsx";
import { useAddress } from "../lab/use-address.ts";
import { useAnnouncement } from "../lab/use-announcement.ts";
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

export interface MemoryLabProps extends Named {
  /** The scenario's fields, as a link has them. */
  readonly preset?: string;
  /** Takes the page's plain query keys though it is not the first lab. */
  readonly linked?: boolean;
}

export function MemoryLab(props: MemoryLabProps) {
  const { id } = props;
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
  const changes = changesFrom(preset, state);
  const stands = findingStands(changes);
  const heading = headingOf(props, stands);
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
            title={(stands ? props.title : undefined) ?? nameOf(props)}
            description={sentence}
          />
          <p class="chart-key">
            Every line is predicted. Dots in pairs: a second line of its family.
          </p>
          <BudgetBars rows={view.rows} />
        </div>
        <figcaption>
          <FigureName {...props} stands={stands} />
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
        <LinkNotices notices={notices} />
        <div class="lab-parts">
          <details class="lab-part">
            <summary>Tables</summary>
            <MemoryTables view={view} />
          </details>
        </div>
        <LabFoot
          id={id}
          name={heading}
          changes={changes}
          live={live}
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
            `embed/memory/${linkForm(embedPreset).write("", "", latest.current)}`
          }
          figure={() => figure.current}
          onReset={() => {
            setTyped({});
            setNotices([]);
            change(presetState(preset), true);
          }}
          announced={announced}
          announce={announce}
        />
      </figure>
    </div>
  );
}
