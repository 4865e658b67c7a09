/**
 * Finds acronyms that a chapter uses before it has defined them.
 *
 * IDEA   An acronym is a word with two capitals or more. It is defined by a `Term` whose id or text has
 *        it, at or before its first use in the running text. Titles, headings and captions cannot
 *        hold a `Term` and may stand before one: an acronym there must be defined somewhere in the
 *        chapter. Code, citations and links to other pages are left alone.
 * FAILS  To see an acronym that a component prints.
 */

/** Words with two capitals that need no definition, each with its reason. */
export const exceptions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "what every reader of a book about computers knows": [
      "CPU",
      "RAM",
      "PC",
      "OS",
      "ID",
    ],
    "units and rates of lines": [
      "GB",
      "GbE",
      "GHz",
      "GiB",
      "KB",
      "KiB",
      "MB",
      "MHz",
      "MiB",
    ],
    "file formats, offered by name": ["CSV", "PNG", "SVG"],
    "names of products, projects and firms": [
      "AMD",
      "ARM",
      "AWS",
      "CentOS",
      "DTrace",
      "EC2",
      "FreeBSD",
      "HyperBench",
      "IBM",
      "LinuxCon",
      "OpenSolaris",
      "VMware",
    ],
  }).flatMap(([reason, words]) => words.map((word) => [word, reason])),
);

export interface Undefined {
  readonly line: number;
  readonly acronym: string;
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** `text` with what is no text of the chapter blanked in place, so that lines hold. */
const withoutCode = (source: string): string =>
  source
    .replace(/^(import|export) [^;]*;$/gm, blank)
    .replace(/```[\s\S]*?```/g, blank)
    .replace(/`[^`\n]*`/g, blank)
    .replace(/<code>[\s\S]*?<\/code>/g, blank)
    .replace(/<Cite\s[^>]*\/>/g, blank)
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, blank)
    // The title of another page is defined where it leads.
    .replace(/\[[^\]]*\]\((?!\w+:)[^)]*\)|\]\([^)]*\)/g, blank);

/** Plural and possessive s off: "vCPUs" is "vCPU". */
const singular = (word: string): string => word.replace(/(?<=[A-Z0-9])s$/, "");

/** Acronyms with their offsets. Hyphens join capitals: "SR-IOV" is one, "CPU-bound" has one. */
export const acronymsIn = (
  text: string,
): { readonly acronym: string; readonly at: number }[] =>
  [...text.matchAll(/(?<![\w-])[A-Za-z0-9]+(?:-[A-Z0-9]{2,}s?)*(?!\w)/g)]
    .map((match) => ({ acronym: singular(match[0]), at: match.index }))
    .filter(({ acronym }) => (acronym.match(/[A-Z]/g) ?? []).length > 1)
    .filter(({ acronym }) => !/^[A-Z]+-\d+$/.test(acronym)); // a bug's number

/** What stands in tags and headings, and what runs. */
function divided(text: string): { running: string; standing: string } {
  const frontmatter = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? "";
  const body = blank(frontmatter) + text.slice(frontmatter.length);
  const displayed = [
    ...body.matchAll(/\b(?:title|caption)=(?:"([^"]*)"|\{`([^`]*)`\})/g),
  ].map(([, plain, template]) => plain ?? template ?? "");
  const headings = [...body.matchAll(/^#+ .*$/gm)].map(([line]) => line);
  return {
    standing: [
      ...[...frontmatter.matchAll(/^(?:title|question): (.*)$/gm)].map(
        ([, line]) => line ?? "",
      ),
      ...displayed,
      ...headings,
    ]
      .map((each) => each.replace(/<[^>]*>/g, " "))
      .join("\n"),
    running: body
      .replace(/^#+ .*$/gm, blank)
      .replace(/\{[^{}]*\}/g, blank)
      .replace(/<[A-Za-z/](?:"[^"]*"|[^>"])*>/g, blank),
  };
}

/** The acronyms of `source` that are used before they are defined, each once. */
export function undefinedAcronyms(source: string): Undefined[] {
  const text = withoutCode(source);
  const defined = new Map<string, number>();
  for (const match of text.matchAll(
    /<Term\s+id="([^"]+)"\s*(?:\/>|>([\s\S]*?)<\/Term>)/g,
  ))
    for (const { acronym } of acronymsIn(`${match[1] ?? ""} ${match[2] ?? ""}`))
      if (!defined.has(acronym)) defined.set(acronym, match.index);
  const { running, standing } = divided(text);
  const found = new Map<string, number>();
  for (const { acronym, at } of acronymsIn(running))
    if (at < (defined.get(acronym) ?? Infinity) && !found.has(acronym))
      found.set(acronym, at);
  for (const { acronym } of acronymsIn(standing))
    if (!defined.has(acronym) && !found.has(acronym)) found.set(acronym, 0);
  return [...found]
    .filter(([acronym]) => !exceptions.has(acronym))
    .map(([acronym, at]) => ({
      acronym,
      line: text.slice(0, at).split("\n").length,
    }));
}
