/**
 * A lab in its reader's hand: one state, the address that remembers it, and what its link and its
 * fields were given.
 *
 * IDEA   A change goes to the state at once and to the address as use-address.ts says. A link, when
 *        the page is entered or the reader goes back, replaces the state as a whole.
 */
import { useRef, useState } from "preact/hooks";
import type { Notice } from "../../models/index.ts";
import type { LinkForm } from "./link-form.ts";
import { useAddress } from "./use-address.ts";

export interface LabInHand<State> {
  /** The figure's element, once there is a page. */
  readonly figure: { current: HTMLElement | null };
  readonly state: State;
  /** The state after the last change: what a handler goes on from. */
  readonly latest: { readonly current: State };
  /** The address has been read: links have their place. */
  readonly live: boolean;
  /** What of the link was not taken as given. */
  readonly notices: readonly Notice[];
  /** Texts that stand in fields and are not their values' own, by key. */
  readonly typed: Readonly<Record<string, string>>;
  /** By key: the state as it was before a text was begun that has not been left yet. */
  readonly begunFrom: Map<string, State>;
  /** Keeps the text of a field; null forgets it. */
  readonly type: (key: string, text: string | null) => void;
  /** @param settled  false while a gesture is under way */
  readonly change: (next: State, settled?: boolean) => void;
  /** Ends a gesture: where the state stands becomes an entry of the history. */
  readonly settle: () => void;
  readonly reset: () => void;
  /** The full link to the state. */
  readonly link: () => string;
}

export interface LabEvents<State> {
  /** A link was read; `change` and `reset` are not told here. */
  readonly onRead?: (found: State) => void;
  readonly onChange?: (next: State, settled: boolean) => void;
}

/** @param begin  the preset's state */
export function useLab<State>(
  begin: () => State,
  form: LinkForm<State>,
  { onRead, onChange }: LabEvents<State> = {},
): LabInHand<State> {
  const [state, setState] = useState(begin);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [live, setLive] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const latest = useRef(state);
  latest.current = state;
  const [begunFrom] = useState(() => new Map<string, State>());
  const address = useAddress(figure, form, (found, given, first) => {
    latest.current = found;
    setState(found);
    setNotices(given);
    if (first) setLive(true);
    else setTyped({});
    begunFrom.clear();
    onRead?.(found);
  });
  const change = (next: State, settled = true) => {
    latest.current = next;
    setState(next);
    address.follow(next, settled);
    onChange?.(next, settled);
  };
  return {
    figure,
    state,
    latest,
    live,
    notices,
    typed,
    begunFrom,
    type: (key, text) => {
      setTyped(({ [key]: _, ...rest }) =>
        text === null ? rest : { ...rest, [key]: text },
      );
    },
    change,
    settle: () => {
      address.follow(latest.current, true);
    },
    reset: () => {
      setTyped({});
      begunFrom.clear();
      setNotices([]);
      change(begin());
    },
    link: () => address.linkTo(latest.current),
  };
}
