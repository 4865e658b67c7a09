/**
 * The chart as a file that needs nothing else: computed styles written into the elements, and the
 * patterns that they are filled with copied beside them.
 *
 * READS  The widest layout of the figure's first picture, shown or not.
 */
const properties = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
] as const;

const pictures =
  ".curve-plot.wide, .timeline-plot.wide, .latency-plot.wide, .walk-picture, .ring-picture, .seen-picture.wide";
const pictureOf = (figure: HTMLElement): SVGSVGElement | null =>
  figure.querySelector<SVGSVGElement>(pictures);

/** Units of the picture; nothing where there is none. */
export const pictureSize = (
  figure: HTMLElement,
): { width: number; height: number } => {
  const box = pictureOf(figure)?.viewBox.baseVal;
  return { width: box?.width ?? 0, height: box?.height ?? 0 };
};

/** A copy that looks alike without a style sheet. */
function styledCopy<Drawn extends Element>(drawn: Drawn): Drawn {
  const copy = drawn.cloneNode(true) as Drawn;
  const from = [drawn, ...drawn.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((element, index) => {
    const style = getComputedStyle(element);
    const target = to[index] as Element;
    for (const name of properties) {
      const value = style.getPropertyValue(name);
      if (value !== "") target.setAttribute(name, value);
    }
    target.removeAttribute("class");
  });
  return copy;
}

export function svgFileOf(figure: HTMLElement): string {
  const drawn = pictureOf(figure);
  if (!drawn) return "";
  const copy = styledCopy(drawn);
  const { width, height } = pictureSize(figure);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.querySelector("desc")?.after(paper);
  for (const defs of figure.querySelectorAll("defs"))
    if (!drawn.contains(defs)) copy.prepend(styledCopy(defs));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}
