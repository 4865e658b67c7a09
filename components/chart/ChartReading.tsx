/**
 * SHOWS    A hairline at the stop that a pointer, a finger or the keys have chosen, the points it
 *          crosses, and what they are: beside it where there is room, else over or under the picture.
 * READS    A Readable, and what is done to the frame that it stands in.
 * HOLDS    It lies over the page and moves nothing. A mouse leaves, a finger taps elsewhere, Escape or
 *          another focus ends what the keys began. A click sets the figure's place, of a finger the second.
 * WITHOUT JS  Never there.
 */
import { useCallback, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Family } from "../../models/index.ts";
import { plain } from "../format.ts";
import {
  nearestStop,
  readingText,
  readoutPlace,
  stopByKey,
  type Readable,
  type Reading,
} from "./readable.ts";

/** What the keys have read, to be spoken. */
export interface Told {
  readonly at: number;
  readonly text: string;
}

export interface ChartReadingProps {
  /** Holds the picture's layouts and the keys' stop. */
  readonly frame: HTMLElement;
  /** What was done until this came, still to be answered. */
  readonly waking: readonly Event[];
  readonly readable: Readable;
  readonly along: string;
  readonly at: number;
  readonly onTold: (told: Told | null) => void;
  readonly onPick?: ((at: number) => void) | undefined;
}

type Hand = "mouse" | "touch" | "keys";

interface Held {
  readonly stop: number;
  readonly hand: Hand;
}

const heard = [
  "pointermove",
  "pointerdown",
  "pointerleave",
  "pointercancel",
  "click",
  "keydown",
  "focusin",
  "focusout",
] as const;

/** Pixels that a finger moves along before it reads: less may be the start of a scroll. */
const slack = 6;

const actOf: Record<Hand, string> = {
  mouse: "Click sets",
  touch: "Tap again to set",
  keys: "Enter sets",
};

const hueOf = ({ family }: { readonly family: Family | null }): string =>
  family === null ? "of-none" : `tech-${family}`;

/** The layout that is to be seen, and which of them it is. */
const drawnIn = (frame: HTMLElement) => {
  const all = [...frame.querySelectorAll<SVGSVGElement>(":scope > svg")];
  const index = all.findIndex((svg) => svg.getClientRects().length > 0);
  return { svg: all[index], index };
};

export function ChartReading(props: ChartReadingProps) {
  const { frame, readable, along, at, onTold, onPick } = props;
  const { stops } = readable;
  const [held, setHeld] = useState<Held | null>(null);
  const down = useRef({ x: 0, touch: false, moved: false });
  const box = useRef<HTMLDivElement>(null);
  const drawn = held === null ? null : drawnIn(frame);
  const layout = drawn?.svg ? readable.frame(drawn.index) : null;
  const stop =
    held && layout
      ? stops[nearestStop(stops, layout.x, layout.x(held.stop))]
      : undefined;

  const hold = (next: number | undefined, hand: Hand) => {
    if (next === undefined) return;
    if (next !== held?.stop || hand !== held.hand)
      setHeld({ stop: next, hand });
  };
  /** The stop under a pointer, in pixels of the window. */
  const under = ({ clientX }: MouseEvent): number | undefined => {
    const { svg, index } = drawnIn(frame);
    if (!svg) return undefined;
    const { left, width } = svg.getBoundingClientRect();
    const across = ((clientX - left) / width) * svg.viewBox.baseVal.width;
    return stops[nearestStop(stops, readable.frame(index).x, across)];
  };
  /** The stop that the figure speaks of. */
  const present = (): number => {
    const { x } = readable.frame(Math.max(0, drawnIn(frame).index));
    return nearestStop(stops, x, x(at));
  };
  const pick = () => {
    if (stop !== undefined && stop !== at) onPick?.(stop);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const from = stop === undefined ? -1 : stops.indexOf(stop);
    const next = stopByKey(stops.length, from, event.key);
    if (next !== null) hold(stops[from < 0 ? present() : next], "keys");
    else if (event.key === "Enter" && stop !== undefined) pick();
    else if (event.key === "Escape" && held) setHeld(null);
    else return;
    event.preventDefault();
  };
  const done = (event: Event) => {
    if (event instanceof KeyboardEvent) pressed(event);
    else if (event.type === "focusin") {
      if (stop === undefined) hold(stops[present()], "keys");
    } else if (event.type === "focusout") {
      if (held?.hand === "keys") setHeld(null);
    } else if (event instanceof MouseEvent) pointed(event);
  };
  const pointed = (event: MouseEvent) => {
    const touch =
      event instanceof PointerEvent && event.pointerType === "touch";
    const way = down.current;
    switch (event.type) {
      case "pointerdown":
        down.current = { x: event.clientX, touch, moved: false };
        break;
      case "pointermove":
        way.moved ||= Math.abs(event.clientX - way.x) > slack;
        if (!touch || way.moved) hold(under(event), touch ? "touch" : "mouse");
        break;
      case "click":
        if (!way.touch && stop !== undefined) pick();
        else if (!way.touch) hold(under(event), "mouse");
        else if (!way.moved && under(event) !== stop)
          hold(under(event), "touch");
        else if (!way.moved) pick();
        break;
      case "pointerleave":
        if (!touch && held?.hand === "mouse") setHeld(null);
        break;
      case "pointercancel":
        setHeld(null);
    }
  };
  const latest = useRef(done);
  latest.current = done;

  const end = useCallback(() => {
    setHeld(null);
  }, []);
  // At once: what comes between being drawn and being heard would be lost, a tap's click for one.
  useLayoutEffect(() => {
    const act = (event: Event) => {
      latest.current(event);
    };
    const elsewhere = ({ target }: Event) => {
      if (!(target instanceof Node && frame.contains(target))) end();
    };
    for (const name of heard) frame.addEventListener(name, act);
    document.addEventListener("pointerdown", elsewhere);
    addEventListener("resize", end);
    if (frame.matches(":hover")) props.waking.forEach(act);
    else if (frame.contains(document.activeElement)) act(new Event("focusin"));
    return () => {
      for (const name of heard) frame.removeEventListener(name, act);
      document.removeEventListener("pointerdown", elsewhere);
      removeEventListener("resize", end);
    };
  }, []);

  const byKeys = held?.hand === "keys" && stop !== undefined;
  useLayoutEffect(() => {
    onTold(
      byKeys ? { at: stop, text: readingText(readable.tell(stop)) } : null,
    );
  }, [byKeys, stop, readable]);

  useLayoutEffect(() => {
    if (!box.current || !drawn?.svg || !layout || stop === undefined) return;
    place(box.current, drawn.svg, layout.x(stop), layout.top);
  });

  if (!held || !drawn?.svg || !layout || stop === undefined) return null;
  const across = layout.x(stop).toFixed(1);
  return (
    <>
      <svg
        class="chart-hairline"
        viewBox={drawn.svg.getAttribute("viewBox") ?? ""}
        aria-hidden="true"
      >
        <line x1={across} x2={across} y1={layout.top - 8} y2={layout.base} />
        {layout.points(stop).map((point) => (
          <circle
            key={point.key}
            class={hueOf(point)}
            cx={across}
            cy={point.y.toFixed(1)}
            r={5.5}
          />
        ))}
      </svg>
      <div ref={box} class="chart-readout" aria-hidden="true">
        <Lines reading={readable.tell(stop)} />
        {onPick && stop !== at && (
          <p class="act">{`${actOf[held.hand]} ${along} to ${(readable.name ?? plain)(stop)}.`}</p>
        )}
      </div>
    </>
  );
}

/** Puts the readout where it hides nothing at the hairline and nothing hides it. */
function place(
  box: HTMLElement,
  svg: SVGSVGElement,
  across: number,
  top: number,
): void {
  const { top: above, width, height } = svg.getBoundingClientRect();
  const scale = width / svg.viewBox.baseVal.width;
  const { left, beside } = readoutPlace(across * scale, width, box.offsetWidth);
  const edge = (top - 10) * scale;
  const over = edge - box.offsetHeight;
  // Its margin is the page's header, under which nothing is to be seen.
  const hidden = parseFloat(getComputedStyle(box).scrollMarginTop);
  const up = beside ? edge : above + over >= hidden ? over : height + 4;
  box.style.translate = `${left.toFixed(0)}px ${up.toFixed(0)}px`;
}

function Lines({ reading: { place, lines } }: { readonly reading: Reading }) {
  return (
    <>
      <p class="place">{place}</p>
      <ul>
        {lines.map((line) => {
          const [only, ...more] = line.values;
          return (
            <li key={line.key} class={hueOf(line)}>
              <span class="name">
                {line.mark}
                {line.name}
              </span>
              {more.length === 0
                ? only && <b>{only[1]}</b>
                : line.values.map(([what, value]) => (
                    <>
                      <span class="what">{what}</span>
                      <b>{value}</b>
                    </>
                  ))}
            </li>
          );
        })}
      </ul>
    </>
  );
}
