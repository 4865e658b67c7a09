/**
 * Makes the woff2 files beside this script from the published typefaces.
 *
 * IDEA   Two families, cut down to the characters that engineering prose in
 *        English needs. The files are committed, so a build never runs this.
 * RUN    npm install --no-save --ignore-scripts subset-font@2.9.0 \
 *          @expo-google-fonts/source-serif-4@0.4.1 @expo-google-fonts/jetbrains-mono@0.4.1
 *        npm run fonts
 * FAILS  A character outside `prose` and `code` falls back to the reader's own
 *        serif or mono face: legible, but set differently. Add it here.
 */
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";

type SubsetFont = (
  font: Buffer,
  text: string,
  options: {
    targetFormat: "woff2";
    keepFeatures: string[];
    noHinting: boolean;
  },
) => Promise<Buffer>;

const require = createRequire(import.meta.url);
const subsetFont = require("subset-font") as SubsetFont;

const ascii = String.fromCharCode(
  ...Array.from({ length: 95 }, (_, i) => 32 + i),
);
const signs = "\u00a0\u202f–—‘’“”…·•×±−≤≥≈→←§°µ½";
const prose = `${ascii}${signs}†©λéüö`;
const emphasis = `${ascii}${signs}`;
const headings = `${ascii}\u00a0\u202f–—‘’“”·×−µ%`;
const code = `${ascii}\u00a0–’…·×−≤≥→µ`;

const faces = [
  [
    "source-serif-4/400Regular/SourceSerif4_400Regular.ttf",
    "source-serif-400",
    prose,
  ],
  [
    "source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf",
    "source-serif-400i",
    emphasis,
  ],
  [
    "source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf",
    "source-serif-600",
    headings,
  ],
  [
    "jetbrains-mono/400Regular/JetBrainsMono_400Regular.ttf",
    "jetbrains-mono-400",
    code,
  ],
] as const;

/**
 * Kerning and tabular numerals for running text only: in the other faces kerning is a third of
 * the file. The mono face keeps nothing: its ligatures would draw != and -> as signs that the
 * reader cannot type. Superscript and small-capital forms are left out: they double the files.
 */
const textFeatures = ["kern", "tnum"];

for (const [source, name, text] of faces) {
  const font = await readFile(require.resolve(`@expo-google-fonts/${source}`));
  const woff2 = await subsetFont(font, text, {
    targetFormat: "woff2",
    keepFeatures: text === prose ? textFeatures : [],
    noHinting: true,
  });
  await writeFile(new URL(`${name}.woff2`, import.meta.url), woff2);
  console.log(`${name}.woff2 ${String(woff2.length)} bytes`);
}
