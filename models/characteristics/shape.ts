/**
 * The form of the table of characteristics: rows that ask, cells that answer and say how they know.
 *
 * IDEA   A verdict is two or three words, and a reader cannot judge it by itself. So each cell has the
 *        mechanism behind it, how its verdict is known, where that can be read, what the model can
 *        compute of it, and the lab that shows it.
 * HOLDS  A cell without a source or without a place that shows it does not compile, nor a row without
 *        one of its columns. Quantities stand in `evidence`, never in `why` (characteristics.test.ts).
 */
import type { CiteKey } from "../cites.ts";
import type { ParameterId } from "../parameters/catalogue.ts";
import type { Vantage } from "../explore/vantage.ts";
import type { Family } from "../paths/step.ts";

/** The technologies compared, in the order of the columns. */
export type ColumnId = "zone" | "jail" | "container" | "xen" | "kvm" | "nitro";

export interface Column {
  readonly id: ColumnId;
  readonly name: string;
  /** What is shared: the words under the name. */
  readonly kind: string;
  /** The path that stands for it where the model computes something. */
  readonly technology: string;
  /** Of that path: its hue and its marker. */
  readonly family: Family;
  /** Whose verdicts it holds: the 2013 post's, or this book's. */
  readonly from: "post" | "ours";
}

/**
 * How a verdict is known. `quoted`: the 2013 post's words. `derived`: it follows from the path that the
 * model holds. `cited`: a source says it. `assumed`: general knowledge, not read for this book.
 */
export type Basis = "quoted" | "derived" | "cited" | "assumed";

export interface Source {
  readonly cite: CiteKey;
  /** Section, table or file within it. */
  readonly at: string;
}

/**
 * What can be shown for a verdict. All but the last are computed or looked up when the page is built:
 * the model's rate, loop or CPUs for a scenario; a published row, as rate or as loop; a parameter; what
 * a path crosses, which places it leads through, how much of it can be probed; the caches above a disk; a
 * quantity of the memory lab's scenario. `stated` is a source's own figure, in its own words.
 */
export type Evidence = { readonly label: string } & (
  | { readonly shows: "rate" | "loop" | "cpus"; readonly query: string }
  | { readonly shows: "row" | "row-loop"; readonly row: string }
  | { readonly shows: "parameter"; readonly id: ParameterId }
  | {
      readonly shows: "crossings" | "places" | "caches";
      readonly technology: string;
    }
  | {
      readonly shows: "seen";
      readonly technology: string;
      readonly from: Vantage;
    }
  | {
      readonly shows: "memory";
      /** Of models/memory. */
      readonly query: string;
      readonly quantity:
        | "load"
        | "overhead"
        | "lost"
        | "lost-share"
        | "shared-cache"
        | "own-cache"
        | "twice";
    }
  | ({ readonly shows: "stated"; readonly text: string } & Source)
);

/** The lab that shows a verdict: a page, the lab's id, and a state of it. */
export interface Shown {
  /** From the home page: "technologies/kvm/". */
  readonly page: string;
  readonly at: string;
  /** A query of the lab at `at`: its plain keys if it holds the page's, else keys that begin with its id. */
  readonly query?: string;
  /** What stands there, as the words of a link. */
  readonly what: string;
}

export interface Cell {
  /** The grade, by which two cells are the same or differ. */
  readonly level: string;
  /** What stands behind it in parentheses. */
  readonly because?: string;
  readonly basis: Basis;
  /** One to three sentences: the mechanism. */
  readonly why: string;
  readonly sources: readonly [Source, ...Source[]];
  readonly evidence?: readonly Evidence[];
  readonly shown: Shown;
}

export interface Row {
  readonly id: string;
  readonly name: string;
  /** What the row asks of a technology, as a question. */
  readonly asks: string;
  /** The evidence that every cell has and that stands in the table itself, and what it is. */
  readonly figure?: {
    readonly shows: Evidence["shows"];
    readonly what: string;
  };
  readonly cells: Readonly<Record<ColumnId, Cell>>;
}

/** A verdict as the table prints it: "some (I/O proxy overhead)". */
export const verdictOf = ({ level, because }: Cell): string =>
  because === undefined ? level : `${level} (${because})`;
