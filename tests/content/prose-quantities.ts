/**
 * Finds quantities typed by hand in a chapter: a number with a unit, in digits or in words.
 *
 * IDEA   A number repeated in prose drifts from the model it came from. So prose takes its quantities
 *        through components, and only a quotation may state one: a sentence that carries `<Cite`.
 * HOLDS  Text, titles and captions of MDX. FAILS to see a number without a unit; thread counts and
 *        the like are choices of a scenario, not quantities, and are left to the writer.
 */

const words =
  "half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|hundred|thousand";
const units = [
  "%",
  "per cent",
  "percent",
  "[kMGT]?bit/s",
  "[KMG]i?B(?:/s)?",
  "B",
  "kilobytes?",
  "megabytes?",
  "gigabytes?",
  "bytes?",
  "[nµm]?s",
  "nanoseconds?",
  "microseconds?",
  "milliseconds?",
  "seconds?",
  "[kMG]?Hz",
  "[kM]?pps",
  "packets?(?:/s| a second| per second)",
  "cycles",
  "gigabits?",
  "megabits?",
];

const quantity = new RegExp(
  `(?<![\\w.-])(?:(?:tenth|hundredth|thousandth|quarter|third|fifth)s? of an? |\\d[\\d.,\\u202f\\u00a0 ]*[\\s\\u00a0\\u202f-]?|(?:${words})(?:-(?:${words}))?[\\s\\u00a0\\u202f-])(?:${units.join("|")})(?![\\w/])`,
  "giu",
);

export interface Found {
  readonly line: number;
  readonly text: string;
}

const blank = (text: string): string => text.replace(/[^\n]/g, " ");

/** Everything that is not prose, blanked in place so that line numbers hold. */
const prose = (source: string): string =>
  source
    .replace(/^(order|slug):.*$/gm, blank)
    .replace(/^import .*$/gm, blank)
    .replace(/```[\s\S]*?```/g, blank)
    .replace(/`[^`\n]*`/g, blank)
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, blank)
    .replace(/\b(?:id|preset|query|row|href|src|of)="[^"]*"/g, blank)
    .replace(/\{[^{}]*\}/g, blank)
    .replace(/\]\([^)]*\)/g, blank);

/** Sentences with their offsets; a sentence ends at a stop before white space, or at a blank line. */
const sentences = (text: string): { start: number; text: string }[] => {
  const found: { start: number; text: string }[] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?:;](?=\s)|\n\s*\n/g)) {
    const end = match.index + match[0].length;
    found.push({ start, text: text.slice(start, end) });
    start = end;
  }
  found.push({ start, text: text.slice(start) });
  return found;
};

/** Quantities of `source` that no citation covers. */
export const typedQuantities = (source: string): Found[] => {
  const text = prose(source);
  return sentences(text)
    .filter((sentence) => !sentence.text.includes("<Cite"))
    .flatMap((sentence) =>
      [...sentence.text.matchAll(quantity)].map((match) => ({
        line: text.slice(0, sentence.start + match.index).split("\n").length,
        text: match[0].trim(),
      })),
    );
};

/** Unlike words, these are set close to their number, with a space that does not break. */
const symbol =
  /\d ?(?: |\u00a0)(?:[kMGT]?bit\/s|[kMG]i?B|[nµm]?s|[kMG]?Hz|%)(?![\w/])/gu;
const commas = /(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])/gu;

/** Quantities of `source`, cited or not, that are not set as components set them: 544 584 ns. */
export const looselySet = (source: string): Found[] => {
  const text = prose(source);
  return [...text.matchAll(symbol), ...text.matchAll(commas)].map((match) => ({
    line: text.slice(0, match.index).split("\n").length,
    text: match[0],
  }));
};
