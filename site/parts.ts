/**
 * The parts of the book, in reading order: a directory of content/ and its label.
 *
 * A part is listed once it holds a page, so a page exists when it is written and
 * nothing links to a chapter that is not there. Pages come by their `order`.
 * Starlight's own `autogenerate` finds nothing here: it looks below srcDir.
 *
 * FAILS  A page added while `npm run dev` runs is listed after a restart.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";

const parts = [
  ["technologies", "Technologies"],
  ["io-path", "The I/O path"],
  ["cpu-and-memory", "CPU and memory"],
  ["measuring", "Measuring"],
  ["use-it", "Use it"],
  ["reference", "Reference"],
] as const;

function pagesOf(content: string, part: string): { slug: string }[] {
  const directory = `${content}/${part}`;
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".mdx"))
    .map((file) => {
      const source = readFileSync(`${directory}/${file}`, "utf8");
      const order = /^order:\s*([\d.]+)/m.exec(source)?.[1];
      const path = `${part}/${file.replaceAll("\\", "/")}`;
      return {
        slug: path.replace(/(\/index)?\.mdx$/, ""),
        order: order === undefined ? Infinity : Number(order),
      };
    })
    .sort((a, b) =>
      a.order === b.order ? (a.slug < b.slug ? -1 : 1) : a.order - b.order,
    )
    .map(({ slug }) => ({ slug }));
}

/** Starlight's sidebar for the pages that exist. `start/` continues the first part. */
export function sidebarOf(content: string) {
  return [
    {
      label: "Start",
      items: [{ slug: "index" }, ...pagesOf(content, "start")],
    },
    ...parts
      .map(([part, label]) => ({ label, items: pagesOf(content, part) }))
      .filter(({ items }) => items.length > 0),
  ];
}
