/** Colours that carry meaning are legible as text, in both themes. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { markerPath } from "../components/chart/markers.ts";

const css = readFileSync(
  new URL("../site/styles/tokens.css", import.meta.url),
  "utf8",
);
const declared = new Map(
  [...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map((m) => [m[1], m[2] ?? ""]),
);

function colour(name: string, theme: "light" | "dark"): string {
  const value = declared.get(name) ?? "";
  const pair = /^light-dark\(\s*var\((.+?)\),\s*var\((.+?)\)\s*\)$/.exec(value);
  const chosen = pair?.[theme === "light" ? 1 : 2];
  if (chosen) return colour(chosen, theme);
  const alias = /^var\((.+)\)$/.exec(value)?.[1];
  if (alias) return colour(alias, theme);
  if (!/^#[0-9a-f]{6}$/.test(value)) throw new Error(`${name} is ${value}`);
  return value;
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort(
    (x, y) => x - y,
  );
  return (light + 0.05) / (dark + 0.05);
}

const text = [
  "--ink",
  "--ink-quiet",
  "--link",
  "--notice",
  ...[...declared.keys()].filter((name) => /^--tech-[a-z]+$/.test(name ?? "")),
] as string[];

test.each(
  text.flatMap((name) =>
    (["light", "dark"] as const).flatMap((theme) =>
      ["--paper", "--paper-sunk"].map((paper) => [name, paper, theme] as const),
    ),
  ),
)("%s on %s reaches 4.5 in %s", (name, paper, theme) => {
  expect(
    contrast(colour(name, theme), colour(paper, theme)),
  ).toBeGreaterThanOrEqual(4.5);
});

test("six technologies, each with a hue, a dash and a marker of its own", () => {
  const ids = ["unix", "zone", "container", "kvm", "xen", "nitro"] as const;
  const hues = ids.map((id) => declared.get(`--tech-${id}`));
  // Unix is solid: it has no dash.
  const dashes = ids.map((id) => declared.get(`--tech-${id}-dash`) ?? "solid");
  const markers = ids.map((id) => markerPath(id, 4));
  for (const looks of [hues, dashes, markers]) {
    expect(looks).not.toContain(undefined);
    expect(new Set(looks).size).toBe(ids.length);
  }
});
