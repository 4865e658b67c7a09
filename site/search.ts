/**
 * The search dialog: opens on its button or Ctrl-K, loads Pagefind on first use. A page is listed with
 * the sections that answer, or leads to the row that does; arrow keys walk through them.
 *
 * FAILS  In `npm run dev` there is no index; the dialog says so.
 */
interface Pagefind {
  /** null once a later one has begun. */
  debouncedSearch(query: string): Promise<Found | null>;
  search(query: string): Promise<Found>;
}
interface Found {
  /** The best first. */
  results: Result[];
}
interface Section {
  url: string;
  title: string;
  excerpt: string;
  /** Where in the page the words were found. */
  locations: number[];
}
/** Whatever has an id in a page: a heading, a row, an entry. */
interface Anchor {
  element: string;
  id: string;
  location: number;
}
interface Page {
  url: string;
  meta: { title?: string };
  /** Its words, which locations count. */
  content: string;
  anchors: Anchor[];
  /** In the page's order; what stands before its first heading is called as the page is. */
  sub_results: Section[];
}
interface Result {
  id: string;
  score: number;
  data(): Promise<Page>;
}

const shown = 12;
const sectionsShown = 3;
/** With fewer pages that hold every word, those that hold most of them are shown as well. */
const enough = 4;

/** Words of a question that say nothing of what is asked. */
const asking = new Set(
  "a about am an and are as at be been between but by can compared could did do does for from had has have how i if in into is it its many me much my no not of on or our should so some than that the their them then there these they this to too us versus vs was we were what when where which who whose why will with would you your".split(
    " ",
  ),
);
/** The book is spelt as in Britain. */
const asWeSpell = (word: string): string =>
  word.replace(/^(neighb|behavi)or/, "$1our").replace(/^utiliz/, "utilis");
const wordsOf = (query: string): string[] => {
  const all = query
    .toLowerCase()
    .replace(/[?!.,;]+(?=\s|$)/g, "")
    .trim();
  const words = all.split(/\s+/);
  const telling = words.filter((word) => !asking.has(word));
  return (telling.length > 0 ? telling : words).map(asWeSpell);
};

/** Pages by the words that they hold: a word that few pages hold tells more. */
async function anyOf(
  words: readonly string[],
  pagefind: Pagefind,
): Promise<Result[]> {
  const each = await Promise.all(words.map((word) => pagefind.search(word)));
  const worth = new Map<string, number>();
  const pages = new Map<string, Result>();
  for (const { results } of each) {
    const most = Math.max(...results.map(({ score }) => score));
    for (const result of results) {
      const of = (1 + result.score / most) / Math.sqrt(results.length);
      worth.set(result.id, (worth.get(result.id) ?? 0) + of);
      pages.set(result.id, result);
    }
  }
  return [...pages.values()].sort(
    (a, b) => (worth.get(b.id) ?? 0) - (worth.get(a.id) ?? 0),
  );
}

function element<T extends Element>(root: Element, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`site-search has no ${selector}`);
  return found;
}

class SiteSearch extends HTMLElement {
  #pagefind: Promise<Pagefind> | undefined;

  connectedCallback() {
    const open = element<HTMLButtonElement>(this, "button");
    const dialog = element<HTMLDialogElement>(this, "dialog");
    const input = element<HTMLInputElement>(this, "input");
    const show = () => {
      dialog.showModal();
      input.select();
    };
    open.disabled = false;
    open.addEventListener("click", show);
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key === "k") {
        event.preventDefault();
        if (dialog.open) dialog.close();
        else show();
      }
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    input.addEventListener("input", () => void this.#search(input.value));
    dialog.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      const stops = [input, ...this.querySelectorAll<HTMLElement>("ol a")];
      const at = stops.findIndex((stop) => stop === document.activeElement);
      stops[at + step]?.focus();
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.querySelector<HTMLAnchorElement>("ol a")?.click();
      }
    });
  }

  async #search(query: string) {
    const status = element<HTMLElement>(this, "[role=status]");
    const list = element<HTMLElement>(this, "ol");
    if (query.trim() === "") {
      status.textContent = "";
      list.replaceChildren();
      return;
    }
    try {
      this.#pagefind ??= import(
        /* @vite-ignore */ this.dataset["bundle"] ?? ""
      ) as Promise<Pagefind>;
      const pagefind = await this.#pagefind;
      const words = wordsOf(query);
      const found = await pagefind.debouncedSearch(words.join(" "));
      if (!found) return; // A later key press has taken over.
      const results = [...found.results];
      if (results.length < enough && words.length > 1)
        for (const more of await anyOf(words, pagefind))
          if (!results.some(({ id }) => id === more.id)) results.push(more);
      const pages = await Promise.all(
        results.slice(0, shown).map((result) => result.data()),
      );
      const n = results.length;
      status.textContent = `${String(n)} ${n === 1 ? "page" : "pages"}`;
      const fits = fitOf(pages, words);
      pages.sort((a, b) => fits(b) - fits(a));
      list.replaceChildren(...pages.map((page) => item(page, words)));
    } catch {
      this.#pagefind = undefined;
      status.textContent =
        "No search index here. It is made by npm run build and served by npm start.";
    }
  }
}

/** Sections called by the words sought come first, then those that hold most of them. */
const best = (sections: readonly Section[], words: readonly string[]) => {
  const named = ({ title }: Section) =>
    words.filter((word) => title.toLowerCase().includes(word)).length;
  return [...sections]
    .sort(
      (a, b) => named(b) - named(a) || b.locations.length - a.locations.length,
    )
    .slice(0, sectionsShown);
};

const isCalled = ({ id }: Anchor, words: readonly string[]) =>
  id.toLowerCase() === words.join("-");

/** Who types a parameter's whole name wants its row before any page that uses it. */
const rowCalled = ({ anchors }: Page, words: readonly string[]) =>
  anchors.some((anchor) => anchor.element === "tr" && isCalled(anchor, words));

/** Words that stand side by side in no more pages than these are a name for what those are about. */
const fewPages = 2;

/** How many of the words a page is called by, or by their plural. */
const calledBy = ({ meta }: Page, words: readonly string[]): number => {
  const title = (meta.title ?? "").toLowerCase().split(/[^a-z0-9-]+/);
  return words.filter(
    (word) => title.includes(word) || title.includes(`${word}s`),
  ).length;
};

/** Worth of a word that is a whole title: less than one of two words that pages are called by. */
const asTitle = 0.4;

/**
 * What of a page is worth more than how often it has the words: a row so called, then their name.
 * Where each word is what some page is called, as in "nitro vs kvm", those pages come before others;
 * and so does a chapter whose whole title is one of the words, as in "why is kvm slow".
 */
function fitOf(
  pages: readonly Page[],
  words: readonly string[],
): (page: Page) => number {
  const phrase = words.join(" ");
  const saying =
    words.length > 1
      ? pages.filter(({ content }) => content.toLowerCase().includes(phrase))
      : [];
  const named = new Set(saying.length <= fewPages ? saying : []);
  const allTitles = words.every((word) =>
    pages.some((page) => calledBy(page, [word]) > 0),
  );
  return (page) =>
    2 * Number(rowCalled(page, words)) +
    Number(named.has(page)) +
    (allTitles ? calledBy(page, words) / words.length : 0) +
    asTitle * Number(words.includes((page.meta.title ?? "").toLowerCase()));
}

/**
 * A row or an entry of a page of many, such as a parameter or a term: the one that is called as the
 * words are; else the only one that holds the word, or the first that holds every one of several.
 */
function entryOf(page: Page, words: readonly string[]): string | undefined {
  const entries = page.anchors.filter(({ element }) =>
    ["tr", "div"].includes(element),
  );
  const named = entries.find((entry) => isCalled(entry, words));
  if (named) return named.id;
  const [section, ...others] = page.sub_results;
  if (!section || others.length > 0 || section.title !== page.meta.title)
    return undefined;
  if (words.length > 1) {
    const text = page.content.toLowerCase().split(/\s+/);
    const holdsAll = ({ location }: Anchor, at: number) => {
      const said = text.slice(location, entries[at + 1]?.location).join(" ");
      return words.every((word) => said.includes(word));
    };
    return entries.find(holdsAll)?.id;
  }
  const holding = section.locations.map(
    (found) => entries.findLast(({ location }) => location <= found)?.id,
  );
  return new Set(holding).size === 1 ? holding[0] : undefined;
}

function item(page: Page, words: readonly string[]): HTMLLIElement {
  const li = document.createElement("li");
  const title = page.meta.title ?? page.url;
  const entry = entryOf(page, words);
  li.append(
    linkTo(entry === undefined ? page.url : `${page.url}#${entry}`, title),
  );
  for (const section of best(page.sub_results, words)) {
    const part = document.createElement("div");
    part.innerHTML = section.excerpt; // Pagefind escapes the text and adds <mark>.
    if (section.title !== title)
      part.prepend(linkTo(section.url, section.title), " ");
    li.append(part);
  }
  return li;
}

function linkTo(url: string, text: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = text;
  return link;
}

export function defineSearch() {
  customElements.define("site-search", SiteSearch);
}
