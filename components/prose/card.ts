/**
 * The hover card: what an element's `title` says, where the reader can keep it, read it and close it.
 *
 * SHOWS    The title of an element marked `data-card` (a citation, a term, a number) while a pointer
 *          is on it or on the card, or while it has the focus; Escape closes it. On a touch screen
 *          the first tap opens the card, the second follows the link.
 * READS    `title`, the first of several lines as the heading. The title is taken off while the
 *          card is open, so that the browser's own does not open as well, and put back afterwards.
 * WITHOUT JS  The title, and the link to the entry in the glossary, bibliography or parameters.
 */
const patience = 150; // milliseconds to cross from the word to its card
const gap = 6;
const edge = 8;

const card = document.createElement("div");
card.id = "hover-card";
card.className = "hover-card not-content";
card.role = "tooltip";
card.popover = "manual";

let shown: HTMLElement | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

const marked = (node: EventTarget | null): HTMLElement | null =>
  node instanceof Element ? node.closest<HTMLElement>("[data-card]") : null;

function hide() {
  clearTimeout(timer);
  if (!shown) return;
  shown.title = card.textContent;
  shown.removeAttribute("aria-describedby");
  shown = null;
  card.hidePopover();
}

/** Under the word, or above it where there is no room; inside the window in any case. */
function place(beside: HTMLElement) {
  const word = beside.getBoundingClientRect();
  card.style.left = "0";
  const { width, height } = card.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - edge;
  const below = word.bottom + gap;
  const above = word.top - gap - height;
  card.style.left = `${String(Math.max(edge, Math.min(word.left, room)))}px`;
  card.style.top = `${String(below + height > innerHeight && above > 0 ? above : below)}px`;
}

function show(element: HTMLElement) {
  clearTimeout(timer);
  if (shown === element || element.title === "") return;
  hide();
  const [, first = "", rest = ""] =
    /^(?:(.*)\n)?([^]*)$/.exec(element.title) ?? [];
  const heading = document.createElement("b");
  heading.textContent = first;
  card.replaceChildren(...(first ? [heading, "\n"] : []), rest);
  element.removeAttribute("title");
  element.setAttribute("aria-describedby", card.id);
  document.body.append(card);
  card.showPopover();
  place(element);
  shown = element;
}

const soon = (act: () => void) => {
  clearTimeout(timer);
  timer = setTimeout(act, patience);
};

/** Answers to pointer, focus, touch and Escape. A browser without popovers keeps its own titles. */
export function watchCards() {
  if (!("popover" in HTMLElement.prototype)) return;
  let shownAtTap: HTMLElement | null = null;
  let byTouch = false;

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    const element = marked(target);
    if (target instanceof Node && card.contains(target)) clearTimeout(timer);
    else if (element)
      soon(() => {
        show(element);
      });
    else soon(hide);
  });
  document.addEventListener("pointerdown", ({ target, pointerType }) => {
    byTouch = pointerType === "touch";
    shownAtTap = shown;
    const onCard = target instanceof Node && card.contains(target);
    if (byTouch && !onCard && marked(target) !== shown) hide();
  });
  document.addEventListener("click", (event) => {
    const element = marked(event.target);
    if (!byTouch || !element || element === shownAtTap) return;
    event.preventDefault();
    show(element);
  });
  document.addEventListener("focusin", ({ target }) => {
    const element = marked(target);
    if (element?.matches(":focus-visible")) show(element);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
  });
  addEventListener("scroll", hide, { passive: true, capture: true });
}
