/**
 * SHOWS    A text whose terms lead to the glossary, each where it first stands, as Term.astro does.
 * READS    The book's definitions (prose/terms.ts).
 * WITHOUT JS  The same; the card is the link's title.
 */
import { linkTo } from "../prose/link.ts";
import { termAnchor, terms, type TermId } from "../prose/terms.ts";

/** A few ids are words of everyday language too, and are then not meant. */
const everyday = new Set(["ring", "park", "credit", "steal", "jail"]);
const ids = Object.keys(terms)
  .filter((id) => !everyday.has(id))
  .sort((a, b) => b.length - a.length);
const escaped = ids.map((id) => id.replace(/[/.-]/g, "\\$&")).join("|");
const anyTerm = new RegExp(`(?<![\\w-])(${escaped})(?=s?(?![\\w-]))`, "g");

export function Marked({ text }: { readonly text: string }) {
  const met = new Set<string>();
  return (
    <>
      {text.split(anyTerm).map((part, at) => {
        if (at % 2 === 0 || met.has(part)) return part;
        met.add(part);
        const id = part as TermId;
        return (
          <dfn key={part} class="term">
            <a
              href={linkTo(`reference/glossary/#${termAnchor(id)}`)}
              title={`${id}\n${terms[id]}`}
              data-card
            >
              {part}
            </a>
          </dfn>
        );
      })}
    </>
  );
}
