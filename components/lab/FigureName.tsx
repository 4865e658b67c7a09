/**
 * SHOWS    How a caption begins: the figure's number, or its title where it has none, and its finding.
 * READS    What the page says of the figure.
 * WITHOUT JS  The same.
 */
export interface Named {
  readonly id: string;
  /** The figure's finding, as its caption's first sentence. */
  readonly title?: string;
  /** The number of the figure within its chapter. */
  readonly number?: number;
}

/** What a figure is called in running text and beside its title. */
export const nameOf = ({ id, title, number }: Named): string =>
  number === undefined ? (title ?? id) : `Figure ${number}`;

/** What it is called in what is copied of it. */
export const headingOf = (named: Named): string =>
  named.title === undefined
    ? nameOf(named)
    : `${nameOf(named)}. ${named.title.replace(/\.$/, "")}`;

export function FigureName(named: Named) {
  const { title, number } = named;
  return (
    <>
      <b>{nameOf(named)}.</b>{" "}
      {number !== undefined && title !== undefined && (
        <span class="title">{`${title.replace(/[.\s]*$/, ".")} `}</span>
      )}
    </>
  );
}
