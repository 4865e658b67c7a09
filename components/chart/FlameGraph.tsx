/**
 * SHOWS    Where the time of one unit goes: host, place, step, functions. Widths are seconds.
 *          Work is filled, waiting is hatched.
 * READS    costFlame(prediction). Arrow keys move between frames; the line below says the one
 *          under focus or pointer.
 * WITHOUT JS  The same picture, and its table.
 */
import { useRef, useState } from "preact/hooks";
import { costFlame, type Prediction } from "../../models/index.ts";
import { counted, duration, percent } from "../format.ts";
import { layFlame, neighbour, type LaidFrame } from "./flame-layout.ts";
import "./flame.css";

/** Groups carry the names of hosts and places; places are written as in prose. */
const readable = (name: string) => name.replaceAll("-", " ");

export function FlameGraph({ prediction, id }: { prediction: Prediction; id: string }) {
  const root = costFlame(prediction);
  const laid = layFlame(root);
  const [focus, setFocus] = useState("0");
  const [over, setOver] = useState<string | null>(null);
  const frames = useRef<HTMLDivElement>(null);
  const current = laid.find((each) => each.id === focus) ?? laid[0];
  const told = laid.find((each) => each.id === over) ?? current;
  const rows = 1 + Math.max(0, ...laid.map((each) => each.depth));
  const { technology } = prediction;
  const share = (each: LaidFrame) => percent(each.frame.seconds / root.seconds);
  return (
    <div class={`flame tech-${technology.family}`}>
      <div
        ref={frames}
        class="flame-frames"
        role="tree"
        aria-label={`Time of one ${prediction.unit.name === "message" ? "message" : "pair of frames"} by step: ${technology.name}`}
        style={{ height: `calc(${rows} * var(--flame-row))` }}
        onKeyDown={(event) => {
          const next = neighbour(laid, current?.id ?? "0", event.key);
          if (next === null) return;
          event.preventDefault();
          setFocus(next);
          setOver(null);
          frames.current?.querySelector<HTMLElement>(`[data-frame="${next}"]`)?.focus();
        }}
      >
        {laid.map((each) => (
          <div
            key={each.id}
            data-frame={each.id}
            class={`frame ${each.frame.kind} depth-${Math.min(each.depth, 4)}`}
            role="treeitem"
            aria-level={each.depth + 1}
            aria-selected={each.id === current?.id}
            aria-label={`${readable(each.frame.name)}, ${duration(each.frame.seconds)}, ${share(each)}`}
            tabIndex={each.id === current?.id ? 0 : -1}
            style={{
              left: `${(each.left * 100).toFixed(3)}%`,
              width: `${(each.width * 100).toFixed(3)}%`,
              top: `calc(${each.depth} * var(--flame-row))`,
            }}
            onFocus={() => { setFocus(each.id); }}
            onMouseEnter={() => { setOver(each.id); }}
            onMouseLeave={() => { setOver(null); }}
          >
            <span>{each.width > 0.03 ? readable(each.frame.name) : ""}</span>
          </div>
        ))}
      </div>
      <p class="flame-told">
        {told && (
          <>
            <b>{readable(told.frame.name)}</b>
            {` ${duration(told.frame.seconds)}, ${share(told)} of ${duration(root.seconds)}`}
            {told.frame.kind === "wait" && ", waiting"}
          </>
        )}
      </p>
      <p class="flame-key">
        <span class="frame work" /> work <span class="frame wait" /> waiting: queues, timers, wires, wake-ups
      </p>
      <details>
        <summary>Table of steps</summary>
        <StepTable prediction={prediction} id={id} />
      </details>
    </div>
  );
}

function StepTable({ prediction, id }: { prediction: Prediction; id: string }) {
  const { steps, waits, technology, scenario } = prediction;
  const caption = `${technology.name}, ${counted(scenario.workload.threads, "thread")}: time of one unit by step`;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption} id={`${id}-steps`}>
      <table class="figures text-rows">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="text">step</th>
            <th scope="col" class="text">place</th>
            <th scope="col">takes</th>
            <th scope="col">queues</th>
          </tr>
        </thead>
        <tbody>
          {steps
            .filter((step) => step.serviceSeconds + step.waitSeconds > 0)
            .map((step) => (
              <tr key={`${step.pass}${step.end}${step.id}`}>
                <th scope="row" class="text">{step.label}</th>
                <td class="text">{`${step.end === "dest" ? "destination" : "client"}, ${readable(step.place)}`}</td>
                <td>{duration(step.serviceSeconds)}</td>
                <td>{duration(step.waitSeconds)}</td>
              </tr>
            ))}
          {waits.map((wait) => (
            <tr key={wait.id}>
              <th scope="row" class="text">{wait.label}</th>
              <td class="text" />
              <td />
              <td>{duration(wait.seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
