/**
 * The chapters in reading order, and what their sources cite and define.
 *
 * READS  The sidebar for order, titles and addresses; the MDX sources, which a page of content/ hands
 *        over, because components do not look into content/.
 */

/** An entry of the sidebar, as far as it is read here. */
type Entry =
  | { readonly type: "link"; readonly label: string; readonly href: string }
  | { readonly type: "group"; readonly entries: readonly Entry[] };

export interface Chapter {
  readonly title: string;
  readonly href: string;
  readonly source: string;
}

type Link = Extract<Entry, { type: "link" }>;
const linksOf = (entry: Entry): readonly Link[] =>
  entry.type === "link" ? [entry] : entry.entries.flatMap(linksOf);

/** "../io-path/disk.mdx" is served at "/io-path/disk/". */
const pageOf = (file: string): string =>
  `/${file.replace(/^(\.{1,2}\/)+/, "").replace(/(^|\/)(index)?\.mdx$|\.mdx$/, "")}/`.replace(
    "//",
    "/",
  );

/**
 * @param sidebar  Starlight's
 * @param sources  MDX sources by file, as `import.meta.glob` names them
 * @param base     what the book is served under: "/" or "/wiki/"
 */
export function chaptersInOrder(
  sidebar: readonly Entry[],
  sources: Readonly<Record<string, string>>,
  base: string,
): readonly Chapter[] {
  const root = base.replace(/\/$/, "");
  const byHref = new Map(
    Object.entries(sources).map(([file, source]) => [
      root + pageOf(file),
      source,
    ]),
  );
  return sidebar.flatMap(linksOf).flatMap(({ label, href }) => {
    const source = byHref.get(href);
    return source === undefined ? [] : [{ title: label, href, source }];
  });
}

/** Chapters whose source names `id` in a `<Component id="…">`, in order. */
export const chaptersWith = (
  chapters: readonly Chapter[],
  component: "Cite" | "Term",
  id: string,
): readonly Chapter[] =>
  chapters.filter(({ source }) =>
    [
      ...source.matchAll(
        new RegExp(`<${component}\\s[^>]*?\\bid="([^"]+)"`, "g"),
      ),
    ].some((match) => match[1] === id),
  );
