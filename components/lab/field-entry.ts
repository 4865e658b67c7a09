/**
 * What a reader does to a lab's fields, and what becomes of it.
 *
 * IDEA   A text stays in its field, word for word, while it is typed. What can be made of it acts at
 *        once; of what cannot, nothing does: what stood before the text was begun stands again, and
 *        the sentence that says so stands below the field. A text that may only be a beginning, an
 *        empty one or a number still too small, acts when it is left.
 */
import {
  parseScenario,
  type Notice,
  type Scenario,
} from "../../models/index.ts";
import type { LabInHand } from "./use-lab.ts";

/** How a lab's state takes what is given for a field. */
export interface FieldsOf<State> {
  /** `state` with a field as it was chosen or typed; null asks for its default. */
  readonly chosen: (state: State, key: string, value: unknown) => State;
  /** What of a text would not be taken as given. */
  readonly noticeOf: (state: State, key: string, text: string) => Notice | null;
}

/** What of a text would not be taken as given for a field of the scenario. */
export const scenarioNotice = (
  scenario: Scenario,
  key: string,
  text: string,
): Notice | null =>
  parseScenario({ [key]: text }, scenario).notices.find(
    (notice) => notice.key === key,
  ) ?? null;

export interface FieldEntry {
  /** The text in a field, while it is not the value's own. */
  readonly textOf: (key: string) => string | undefined;
  /** What of that text was not taken as given. */
  readonly noticeOf: (key: string) => string | undefined;
  /** `settled` is false while a slider is dragged. */
  readonly onValue: (
    key: string,
    value: number | string | null,
    settled: boolean,
  ) => void;
  /** @param begun  the text may be the beginning of what is meant */
  readonly onType: (key: string, text: string, begun: boolean) => void;
  /** A slider is let go, a text is left. */
  readonly onSettle: (key: string) => void;
}

/** @param prefix  keeps apart the texts of a lab that shows a field twice */
export const fieldEntry = <State>(
  lab: LabInHand<State>,
  { chosen, noticeOf }: FieldsOf<State>,
  prefix = "",
): FieldEntry => {
  const textOf = (key: string) => lab.typed[prefix + key];
  const isBlank = (text: string | undefined) => text?.trim() === "";
  const act = (key: string, text: string | null) => {
    const standing = lab.latest.current;
    const notice = text === null ? null : noticeOf(standing, key, text);
    if (notice === null || notice.kind === "clamped")
      lab.change(chosen(standing, key, text), false);
    else {
      // "1" of a "1e" has acted: it was not meant.
      const before = lab.begunFrom.get(prefix + key);
      if (before !== undefined && before !== standing)
        lab.change(before, false);
    }
  };
  return {
    textOf,
    noticeOf: (key) => {
      const text = textOf(key);
      return text === undefined || isBlank(text)
        ? undefined
        : noticeOf(lab.state, key, text)?.text;
    },
    onValue: (key, value, settled) => {
      lab.begunFrom.delete(prefix + key);
      lab.type(prefix + key, null);
      lab.change(chosen(lab.latest.current, key, value), settled);
    },
    onType: (key, text, begun) => {
      if (!lab.begunFrom.has(prefix + key))
        lab.begunFrom.set(prefix + key, lab.latest.current);
      lab.type(prefix + key, text);
      if (!begun && !isBlank(text)) act(key, text);
    },
    onSettle: (key) => {
      const text = textOf(key);
      if (isBlank(text)) {
        lab.type(prefix + key, null);
        act(key, null);
      } else if (text !== undefined) act(key, text);
      lab.begunFrom.delete(prefix + key);
      lab.settle();
    },
  };
};
