/**
 * SHOWS    How a caption begins: the figure's number, or its title where it has none, and its finding,
 *          said to be of the page's figure once the reader has changed what it was found of.
 * READS    What the page says of the figure, and what of its state differs from the page's.
 * WITHOUT JS  The same; the finding stands.
 */
export interface Named {
  readonly id: string;
  /** The figure's finding, as its caption's first sentence. */
  readonly title?: string;
  /** The number of the figure within its chapter; none outside one. */
  readonly number?: number | undefined;
}

/** What a figure is called in running text and beside its title. */
export const nameOf = ({ id, title, number }: Named): string =>
  number === undefined ? (title ?? id) : `Figure ${number}`;

/** Changes that leave a finding as it is: how a figure is looked at, beside what, another draw. */
const looks: ReadonlySet<string> = new Set(["y", "by", "with", "step", "seed"]);

/**
 * True while a figure shows what its title says was found.
 *
 * @param along  the key of the axis that it is drawn along, if it is: a place on it changes nothing
 */
export const findingStands = (
  changes: readonly (readonly [key: string, value: string])[],
  along?: string,
): boolean => changes.every(([key]) => looks.has(key) || key === along);

/** What it is called in what is copied of it: with its finding while that stands. */
export const headingOf = (named: Named, stands: boolean): string =>
  named.title === undefined || named.number === undefined || !stands
    ? nameOf(named)
    : `${nameOf(named)}. ${named.title.replace(/\.$/, "")}`;

export function FigureName(named: Named & { readonly stands: boolean }) {
  const { title, number, stands } = named;
  const finding = title?.replace(/[.\s]*$/, ".");
  return (
    <>
      <b>{nameOf(named)}.</b>{" "}
      {number !== undefined &&
        finding !== undefined &&
        (stands ? (
          <span class="title">{`${finding} `}</span>
        ) : (
          <span class="title before">{`Before your changes: ${finding} `}</span>
        ))}
    </>
  );
}
