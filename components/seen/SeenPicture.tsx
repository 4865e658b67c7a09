/**
 * SHOWS    A message's time as strips, one an observer: solid what can be probed, hatched what cannot,
 *          dotted what leaves records, hollow what is hardware; below each the same of its CPU time.
 * READS    A view; every strip is its own whole. `narrow` stands on a phone, where words go above.
 * WITHOUT JS  The same.
 */
import {
  partOf,
  type Seen,
  type SeenStep,
  type Shares,
} from "../../models/explore/seen.ts";
import { placeOf } from "../explorer/view.ts";
import { duration } from "../format.ts";
import { single, type SeenColumn, type SeenView } from "./view.ts";
import { columnSentence, observerText, seenPart } from "./words.ts";

/** Units of the picture: a wide page's pixels, and a phone's. */
const forms = {
  wide: { width: 880, left: 150, right: 108, above: 0 },
  narrow: { width: 340, left: 0, right: 76, above: 20 },
} as const;
type Form = keyof typeof forms;

const thick = 22;
const thin = 9;
const head = 44;
const foot = 14;
/** Units that a letter takes, for names that must fit. */
const letter = 6.6;

interface Run {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** Neighbours with one key as one run, in parts of the whole. */
function runsOf(
  steps: readonly SeenStep[],
  shares: Shares,
  secondsOf: (step: SeenStep) => number,
  keyOf: (step: SeenStep) => string,
): readonly Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const step of steps) {
    const to = at + partOf(secondsOf(step), shares);
    const last = runs.at(-1);
    const key = keyOf(step);
    if (last?.key === key) runs[runs.length - 1] = { ...last, to };
    else runs.push({ key, from: at, to });
    at = to;
  }
  return runs.filter(({ from, to }) => to > from);
}

const elapsedOf = ({ taken, elapsedS }: SeenStep): number =>
  taken === "way" ? elapsedS : 0;

interface StripProps {
  readonly id: string;
  readonly runs: readonly Run[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function Strip({ id, runs, x, y, width, height }: StripProps) {
  return (
    <>
      {runs.map(({ key, from, to }) => {
        const fill =
          key === "none" || key === "records"
            ? { fill: `url(#${id}-${key})` }
            : {};
        return (
          <rect
            key={from}
            class={`sight ${key}`}
            {...fill}
            x={(x + from * width).toFixed(2)}
            y={y + 0.5}
            width={Math.max(0.75, (to - from) * width).toFixed(2)}
            height={height - 1}
          />
        );
      })}
    </>
  );
}

/** What unseen time is filled with, in the technology's hue. */
function Fills({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern
        id={`${id}-none`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
      >
        <path class="hatch" d="M-1 1L1 -1M0 6L6 0M5 7L7 5" />
      </pattern>
      <pattern
        id={`${id}-records`}
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
      >
        <path class="dot" d="M1 1h1.6v1.6h-1.6z" />
      </pattern>
    </defs>
  );
}

interface LineProps {
  readonly id: string;
  readonly seen: Seen;
  readonly form: Form;
  readonly y: number;
}

function Line({ id, seen, form, y }: LineProps) {
  const { width, left, right, above } = forms[form];
  const { technology } = seen.walk;
  const strip = width - left - right;
  const top = y + above;
  const place = { id, x: left, width: strip };
  return (
    <>
      <text class="who" x={0} y={form === "wide" ? top + 15 : y + 14}>
        {observerText(technology, seen.from)}
      </text>
      <Strip
        {...place}
        y={top}
        height={thick}
        runs={runsOf(seen.steps, seen.elapsed, elapsedOf, ({ sight }) => sight)}
      />
      <Strip
        {...place}
        y={top + thick + 3}
        height={thin}
        runs={runsOf(
          seen.steps,
          seen.cpu,
          ({ cpuS }) => cpuS,
          ({ sight }) => sight,
        )}
      />
      <text class="share" x={left + strip + 8} y={top + 13}>
        {seenPart(seen.elapsed)}
      </text>
      <text class="share cpu" x={left + strip + 8} y={top + 32}>
        {`CPU ${seenPart(seen.cpu)}`}
      </text>
    </>
  );
}

const lineHeight = (form: Form): number =>
  forms[form].above + thick + thin + 16;

function Block({
  id,
  of,
  form,
  y,
}: {
  readonly id: string;
  readonly of: SeenColumn;
  readonly form: Form;
  readonly y: number;
}) {
  const { width, left, right } = forms[form];
  const { walk, asked } = of;
  const strip = width - left - right;
  const places = runsOf(asked.steps, asked.elapsed, elapsedOf, ({ step }) =>
    placeOf(walk, step.place),
  );
  return (
    <g class={`tech-${walk.technology.family}`}>
      <Fills id={id} />
      <text class="of" x={0} y={y + 14}>
        {`${walk.technology.name}: ${duration(asked.elapsed.all)}`}
      </text>
      {places
        .filter(
          ({ key, from, to }) => (to - from) * strip > key.length * letter,
        )
        .map(({ key, from, to }) => (
          <text
            key={from}
            class="place"
            x={left + ((from + to) / 2) * strip}
            y={y + 36}
          >
            {key}
          </text>
        ))}
      {single(of).map((seen, index) => (
        <Line
          key={seen.from}
          id={id}
          seen={seen}
          form={form}
          y={y + head + index * lineHeight(form)}
        />
      ))}
    </g>
  );
}

export interface SeenPictureProps {
  readonly id: string;
  readonly view: SeenView;
  readonly form: Form;
  readonly title: string;
}

export function SeenPicture({ id, view, form, title }: SeenPictureProps) {
  const { width } = forms[form];
  const heights = view.columns.map(
    (of) => head + single(of).length * lineHeight(form) + foot,
  );
  const top = (index: number) =>
    heights.slice(0, index).reduce((sum, height) => sum + height, 0);
  return (
    <svg
      class={`seen-picture ${form}`}
      viewBox={`0 0 ${width} ${Math.max(1, top(heights.length))}`}
      role="img"
      aria-label={title}
    >
      <desc>{view.columns.map(columnSentence).join(" ")}</desc>
      {view.columns.map((of, index) => (
        <Block
          key={of.walk.technology.id}
          id={`${id}-${form}-${index}`}
          of={of}
          form={form}
          y={top(index)}
        />
      ))}
    </svg>
  );
}
