/**
 * How mermaid is asked to lay out each form, and the faces it measures with.
 *
 * IDEA   Mermaid sets lines 1.1 em apart. Here the row's em is larger than its letters, so that the
 *        lines come out at a book's distance and every height that mermaid computes is right.
 */
import type { MermaidConfig } from "mermaid";
import type { Form } from "./diagrams.ts";

export const letters = 13; // px
export const tagLetters = 10.5; // px
export const lineHeight = 17; // px

/** The faces that measure the text; the page shows it in the same. */
export const faces = [
  { family: "Source Serif", file: "source-serif-400.woff2", weight: "400" },
  { family: "Source Serif", file: "source-serif-600.woff2", weight: "600" },
  { family: "JetBrains Mono", file: "jetbrains-mono-400.woff2", weight: "400" },
] as const;

interface Spacing {
  readonly wrappingWidth: number;
  readonly nodeSpacing: number;
  readonly padding: number;
}

/** In pixels: a column is 320 wide, a node of a lane has 112 for its text. */
const spacings: Record<Form, Spacing> = {
  overview: { wrappingWidth: 282, nodeSpacing: 20, padding: 8 },
  blocks: { wrappingWidth: 160, nodeSpacing: 20, padding: 8 },
  column: { wrappingWidth: 268, nodeSpacing: 20, padding: 8 },
  lanes: { wrappingWidth: 112, nodeSpacing: 20, padding: 8 },
  flow: { wrappingWidth: 120, nodeSpacing: 20, padding: 8 },
};

const themeCSS = `
  text { font-size: ${lineHeight / 1.1}px; }
  .text-inner-tspan { font-family: "Source Serif"; font-size: ${letters}px; }
  .text-inner-tspan[font-weight="bold"] { font-weight: 600; }
  .text-inner-tspan[font-style="italic"] {
    font-family: "JetBrains Mono"; font-size: ${tagLetters}px; font-style: normal;
  }`;

export const configOf = (form: Form, seed: string): MermaidConfig => ({
  startOnLoad: false,
  securityLevel: "strict",
  htmlLabels: false,
  deterministicIds: true,
  deterministicIDSeed: seed,
  look: "classic",
  theme: "base",
  themeVariables: { fontFamily: "Source Serif", fontSize: `${letters}px` },
  themeCSS,
  layout: form === "lanes" ? "swimlane" : "dagre",
  flowchart: {
    htmlLabels: false,
    curve: "linear",
    ...spacings[form],
    rankSpacing: 26,
    subGraphTitleMargin: { top: 4, bottom: 18 },
  },
});
