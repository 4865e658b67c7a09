/**
 * What is done to a simulated lab that does not live yet, for foreseen.ts.
 *
 * HOLDS  Sliders and choices: of a text that is being typed nobody knows yet what is meant.
 */
import type { SimFigure, SimRequest } from "./figure.ts";
import type { Act } from "./foreseen.ts";

/** Astro writes an island's properties as pairs of a kind and a value. */
interface IslandProps {
  readonly initial: readonly [kind: number, text: string];
}

/** What each island shows: its properties hold a whole figure, and a slider acts often. */
const shownBy = new WeakMap<Element, SimRequest>();

function shownIn(island: Element): SimRequest | null {
  const known = shownBy.get(island);
  if (known) return known;
  const props = island.getAttribute("props");
  if (!props) return null;
  const [, text] = (JSON.parse(props) as IslandProps).initial;
  const { request } = JSON.parse(text) as SimFigure;
  shownBy.set(island, request);
  return request;
}

function actOf({ target, isTrusted }: Event): Act | null {
  // What is done again when a lab comes to life is no new act.
  if (!isTrusted || !(target instanceof Element)) return null;
  const control = target.closest<HTMLInputElement | HTMLSelectElement>(
    ".simlab:not(.live) :is(input[type=range], select)",
  );
  const island = control?.closest("astro-island");
  // A slider is named by the field beside it.
  const named = control?.closest(".control")?.querySelector("[id]")?.id;
  const lab = control?.closest(".simlab")?.id;
  if (!control || !island || lab === undefined || !named) return null;
  const shown = shownIn(island);
  if (!shown) return null;
  return {
    shown,
    key: named.slice(lab.length + 1),
    value: control.value,
    isPlace: control.type === "range",
  };
}

export const followActs = (onAct: (act: Act) => void): void => {
  addEventListener(
    "input",
    (event) => {
      const act = actOf(event);
      if (act) onAct(act);
    },
    true,
  );
};
