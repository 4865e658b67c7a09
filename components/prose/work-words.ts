/** A work in words: how far it was read, its authors in short, and its year. */
import { cites, type CiteKey } from "../../models/index.ts";

type Read = (typeof cites)[CiteKey]["read"];

export const howRead: Readonly<
  Record<Read, { readonly name: string; readonly aside: string }>
> = {
  opened: { name: "read at the place named", aside: "" },
  notes: { name: "read through notes", aside: " Read through notes." },
  excerpt: { name: "read in excerpt", aside: " Read in excerpt." },
  derived: { name: "derived here", aside: " Derived here." },
};

/** Two names at most, as a citation in the text takes them: "Wei et al.". */
export const shortAuthors = (authors: string): string => {
  const names = authors.split(", ");
  return names.length > 2 ? `${names[0] ?? ""} et al.` : authors;
};

/** With a letter where the same names stand for several works of that year: "2012b". */
export const yearOf = (id: CiteKey): string => {
  const { authors, year } = cites[id];
  const likeIt = (Object.keys(cites) as CiteKey[]).filter(
    (each) =>
      cites[each].year === year &&
      shortAuthors(cites[each].authors) === shortAuthors(authors),
  );
  const letter =
    likeIt.length > 1 ? "abcdefghij".charAt(likeIt.indexOf(id)) : "";
  return `${String(year)}${letter}`;
};
