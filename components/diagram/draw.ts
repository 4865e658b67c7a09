/**
 * Draws a laid-out diagram as an SVG of hairlines and text, coloured by the page.
 *
 * IDEA   No style and no colour inside: class names that diagram.css gives the site's tokens, over
 *        attributes in currentColor, so that the file is legible by itself, in either theme and in
 *        print. Only the title and the description carry an id.
 * SHOWS  A box: work. A hexagon: a crossing (exit, hypercall, interrupt). Double sides: a copy. Round
 *        ends: time passes (wake-up, timer). Dashes: nothing is occupied meanwhile.
 */
import type { Diagram, Rendering } from "./diagrams.ts";
import type {
  Arrow,
  DrawnNode,
  Geometry,
  Group,
  Point,
  Run,
} from "./geometry.ts";
import { letters, lineHeight, tagLetters } from "./mermaid-config.ts";
import { air, middle, place } from "./place.ts";

const indent = 10;
const numberIndent = 17;
const head = { long: 6, half: 3 };

/** Lines in the text's own colour where no style sheet says otherwise. */
const hairline = (...shapes: readonly string[]): string =>
  `<g class="line" fill="none" stroke="currentColor" stroke-width="0.75">${shapes.join("")}</g>`;

const n = (value: number): string => String(Math.round(value * 10) / 10);

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
function outline({ shape, box: { x, y, width, height } }: DrawnNode): string {
  const rect = (extra = "") =>
    `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${extra}/>`;
  if (shape === "hexagon") {
    const cut = 7;
    const right = x + width;
    const half = y + height / 2;
    return `<path d="M${n(x)},${n(half)}L${n(x + cut)},${n(y)}H${n(right - cut)}L${n(right)},${n(half)}L${n(right - cut)},${n(y + height)}H${n(x + cut)}Z"/>`;
  }
  if (shape === "double")
    return `${rect()}<path d="M${n(x + 4)},${n(y)}v${n(height)}M${n(x + width - 4)},${n(y)}v${n(height)}"/>`;
  return rect(shape === "round" ? ' rx="10"' : "");
}

const isNumber = (run: Run | undefined): boolean =>
  run?.style === "tag" && /^\d+$/.test(run.text.trim());

/** Left-aligned rows; what follows a numbered one hangs below its words, so that counts are no steps. */
function text({ box, rows }: DrawnNode): string {
  const first = box.y + air + lineHeight * 0.74;
  let hanging = false;
  const lines = rows.map((row, index) => {
    const numbered = isNumber(row[0]);
    const style = row[0]?.style;
    if (numbered) hanging = true;
    else if (style === "title") hanging = false;
    const x = box.x + indent + 2;
    const y = first + index * lineHeight;
    const set = (runs: readonly Run[], at: number) =>
      runs.length === 0
        ? ""
        : `<text x="${n(at)}" y="${n(y)}">${runs.map(tspan).join("")}</text>`;
    if (numbered)
      return (
        set(row.slice(0, 1), x) + set(trimmed(row.slice(1)), x + numberIndent)
      );
    return set(row, hanging ? x + numberIndent : x);
  });
  return lines.join("");
}

const trimmed = ([first, ...rest]: readonly Run[]): readonly Run[] =>
  first ? [{ ...first, text: first.text.trimStart() }, ...rest] : [];

function tspan({ text, style }: Run): string {
  const words = escape(text);
  if (style === "plain") return words;
  const look =
    style === "tag"
      ? ` font-family="JetBrains Mono, monospace" font-size="${tagLetters}"`
      : ' font-weight="600"';
  return `<tspan class="${style}"${look}>${words}</tspan>`;
}

function node(each: DrawnNode): string {
  const step = each.classes.some((name) => name.startsWith("kind-"));
  return `<g class="${["node", ...each.classes].join(" ")}" ${step ? "data-step" : "data-block"}="${each.id}">${hairline(outline(each))}${text(each)}</g>`;
}

function arrow({ points, dotted, label }: Arrow, column: boolean): string {
  const end = points.at(-1) as Point;
  const before =
    points.findLast(({ x, y }) => Math.hypot(end.x - x, end.y - y) > 0.5) ??
    end;
  const angle = Math.atan2(end.y - before.y, end.x - before.x);
  const back = (side: number): Point => ({
    x: end.x - head.long * Math.cos(angle) + side * head.half * Math.sin(angle),
    y: end.y - head.long * Math.sin(angle) - side * head.half * Math.cos(angle),
  });
  const at = ({ x, y }: Point) => `${n(x)},${n(y)}`;
  const line = `<path d="M${points.map(at).join("L")}"${dotted ? ' stroke-dasharray="1 3"' : ""}/>`;
  const tip = `<path class="tip" d="M${at(back(1))}L${at(end)}L${at(back(-1))}"/>`;
  const [a, b] = [points[0] as Point, end];
  const words =
    label === ""
      ? ""
      : `<text class="tag" font-family="JetBrains Mono, monospace" font-size="${tagLetters}" x="${n((a.x + b.x) / 2 + 9)}" y="${n((a.y + b.y) / 2 + 3.5)}">${escape(label)}</text>`;
  return `<g class="arrow${dotted ? " dotted" : ""}${column ? "" : " across"}">${hairline(line, tip)}${words}</g>`;
}

function group(
  { label, classes, box }: Group,
  index: number,
  form: Rendering["form"],
): string {
  const name = `class="${["place", ...classes].join(" ")}"`;
  if (form === "lanes") {
    const rule =
      index === 0
        ? ""
        : `<path d="M${n(box.x)},${n(box.y)}v${n(box.height)}"/>`;
    return `<g ${name}>${hairline(rule)}<text text-anchor="middle" x="${n(middle(box))}" y="${n(box.y + 15)}"><tspan class="title" font-weight="600">${escape(label)}</tspan></text></g>`;
  }
  return `<g ${name}>${hairline(`<rect x="${n(box.x)}" y="${n(box.y)}" width="${n(box.width)}" height="${n(box.height)}"/>`)}<text x="${n(box.x + indent)}" y="${n(box.y + 17)}"><tspan class="title" font-weight="600">${escape(label)}</tspan></text></g>`;
}
/** @returns the text of the SVG file, without an XML declaration, so that a page can hold it */
export function draw(
  diagram: Diagram,
  rendering: Rendering,
  laidOut: Geometry,
): string {
  const column = rendering.form !== "lanes" && rendering.form !== "flow";
  const { width, height, nodes, groups, arrows } = place(
    rendering.form,
    laidOut,
  );
  const id = `${diagram.id}${rendering.name === "wide" ? "-wide" : ""}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="diagram ${rendering.form} ${rendering.name}" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc" fill="currentColor" font-family="Source Serif, Georgia, serif" font-size="${letters}">`,
    `<title id="${id}-title">${escape(diagram.title)}</title>`,
    `<desc id="${id}-desc">${escape(diagram.description)}</desc>`,
    ...groups.map((each, index) => group(each, index, rendering.form)),
    ...arrows.map((each) => arrow(each, column)),
    ...nodes.map(node),
    "</svg>",
    "",
  ].join("\n");
}
