/**
 * The page's address as the memory of a lab.
 *
 * IDEA   While a slider moves, the address follows (replaceState, a few times a second: browsers
 *        refuse more). When it is let go, the address before the gesture is put back and the new
 *        one pushed, so that Back undoes a gesture and not a pixel.
 */
import { useCallback, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Notice } from "../../models/index.ts";
import type { LinkForm } from "./link-form.ts";

const followEvery = 250; // milliseconds

/** The page's first lab owns the plain keys, unless another asks for them. */
const prefixOf = (figure: HTMLElement): string => {
  const labs = [...document.querySelectorAll<HTMLElement>("figure.lab")];
  const owner =
    labs.find((lab) => lab.dataset["linked"] !== undefined) ?? labs[0];
  return owner === figure ? "" : `${figure.id}.`;
};

const otherPrefixes = (figure: HTMLElement): string[] =>
  [...document.querySelectorAll<HTMLElement>("figure.lab")]
    .filter((lab) => lab !== figure)
    .map((lab) => `${lab.id}.`);

/** A browser that counts too many changes throws; the page goes on without. */
const write = (method: "pushState" | "replaceState", search: string): void => {
  const { pathname, hash } = location;
  try {
    history[method](null, "", `${pathname}${search}${hash}`);
  } catch {
    /* The link on the page's tools stays right. */
  }
};

export interface Address<State> {
  /** Follows `state`; `settled` makes it an entry of the history. */
  readonly follow: (state: State, settled: boolean) => void;
  /** The full link to `state`. */
  readonly linkTo: (state: State) => string;
}

export function useAddress<State>(
  figure: { readonly current: HTMLElement | null },
  form: LinkForm<State>,
  onRead: (state: State, notices: readonly Notice[], first: boolean) => void,
): Address<State> {
  const before = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const read = useRef(onRead);
  read.current = onRead;

  const apply = useCallback((first: boolean) => {
    const element = figure.current;
    if (!element) return;
    const found = form.read(
      location.search,
      prefixOf(element),
      otherPrefixes(element),
    );
    read.current(found.state, found.notices, first);
  }, []);

  // After hydration, before paint: the first render is the static one, the first picture the link's.
  useLayoutEffect(() => {
    apply(true);
  }, []);

  useEffect(() => {
    const back = () => {
      clearTimeout(timer.current);
      before.current = null;
      apply(false);
    };
    addEventListener("popstate", back);
    return () => {
      removeEventListener("popstate", back);
    };
  }, []);

  const searchFor = (state: State): string =>
    figure.current
      ? form.write(location.search, prefixOf(figure.current), state)
      : location.search;

  return {
    follow: (state, settled) => {
      clearTimeout(timer.current);
      before.current ??= location.search;
      if (settled) {
        const next = searchFor(state);
        if (next !== before.current) {
          if (location.search !== before.current)
            write("replaceState", before.current);
          write("pushState", next);
        }
        before.current = null;
      } else {
        timer.current = setTimeout(() => {
          write("replaceState", searchFor(state));
        }, followEvery);
      }
    },
    linkTo: (state) => {
      const url = new URL(location.href);
      url.search = searchFor(state);
      url.hash = figure.current?.id ?? "";
      return url.href;
    },
  };
}
