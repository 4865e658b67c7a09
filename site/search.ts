/**
 * The search dialog: opens on its button or Ctrl-K, loads Pagefind on first use.
 *
 * FAILS  In `npm run dev` there is no index; the dialog says so.
 */
interface Pagefind {
  debouncedSearch(query: string): Promise<{ results: Result[] } | null>;
}
interface Result {
  data(): Promise<{ url: string; excerpt: string; meta: { title?: string } }>;
}

const shown = 12;

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
      const found = await (await this.#pagefind).debouncedSearch(query);
      if (!found) return; // A later key press has taken over.
      const pages = await Promise.all(
        found.results.slice(0, shown).map((result) => result.data()),
      );
      const n = found.results.length;
      status.textContent = `${String(n)} ${n === 1 ? "page" : "pages"}`;
      list.replaceChildren(...pages.map(item));
    } catch {
      this.#pagefind = undefined;
      status.textContent =
        "No search index here. It is made by npm run build and served by npm start.";
    }
  }
}

function item(page: Awaited<ReturnType<Result["data"]>>): HTMLLIElement {
  const li = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title ?? page.url;
  const excerpt = document.createElement("div");
  excerpt.innerHTML = page.excerpt; // Pagefind escapes the text and adds <mark>.
  li.append(link, excerpt);
  return li;
}

export function defineSearch() {
  customElements.define("site-search", SiteSearch);
}
