/** Committed pictures are of the sources they claim, and of nothing but the model's steps. */
import { readFileSync, readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { diagrams } from "../../components/diagram/diagrams.ts";
import {
  fileName,
  manifestOf,
  rendered,
  type Manifest,
} from "../../components/diagram/manifest.ts";
import { pathDiagramSource } from "../../components/diagram/path-source.ts";
import {
  countsOf,
  pathDescription,
  pathSteps,
} from "../../components/diagram/path-text.ts";
import { technologies, technologyById } from "../../models/index.ts";

const gzipLimit = 8_000; // bytes

const read = (name: string): string =>
  readFileSync(new URL(name, rendered), "utf8");
const pictures = diagrams.flatMap((diagram) =>
  diagram.renderings.map((rendering) => ({
    name: fileName(diagram, rendering),
    diagram,
    rendering,
  })),
);
const twins = diagrams.map(({ id }) => `${id}.txt`);
const committed = JSON.parse(read("manifest.json")) as Manifest;
const current = manifestOf(
  diagrams,
  new Map(
    readdirSync(rendered)
      .filter((name) => name !== "manifest.json")
      .map((name) => [name, read(name)]),
  ),
);

test.each([...pictures.map(({ name }) => name), ...twins])(
  "%s is made from today's source",
  (name) => {
    expect(
      committed[name],
      `${name}: run npm run diagrams and commit the result`,
    ).toEqual(current[name]);
  },
);

test("rendered/ holds the catalogue and nothing else", () => {
  expect(readdirSync(rendered).sort()).toEqual(
    [...pictures.map(({ name }) => name), ...twins, "manifest.json"].sort(),
  );
});

test.each(pictures)(
  "$name is an image with a title and a description",
  ({ name, diagram }) => {
    const svg = read(name);
    const [, title, desc] =
      /role="img" aria-labelledby="([\w-]+-title)" aria-describedby="([\w-]+-desc)"/.exec(
        svg,
      ) ?? [];
    const text = (tag: string, id = "") =>
      new RegExp(`<${tag} id="${id}">([^<]+)</${tag}>`).exec(svg)?.[1];
    expect(text("title", title)).toBe(diagram.title);
    expect(text("desc", desc)).toBe(diagram.description);
  },
);

test.each(pictures)("$name has ids that no other picture has", ({ name }) => {
  const ids = (file: string) =>
    [...read(file).matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(ids(name)).toHaveLength(2);
  const others = pictures
    .filter((other) => other.name !== name)
    .flatMap((other) => ids(other.name));
  expect(ids(name).filter((id) => others.includes(id))).toEqual([]);
});

test.each(pictures.filter(({ diagram }) => diagram.stepIds.length > 0))(
  "$name draws the model's steps, each once, and no other",
  ({ name, diagram }) => {
    const drawn = [...read(name).matchAll(/ data-step="([^"]+)"/g)].map(
      (match) => match[1],
    );
    expect(drawn.sort()).toEqual([...diagram.stepIds].sort());
  },
);

test.each(pictures)(
  "$name carries nothing foreign and no colour of its own",
  ({ name }) => {
    const svg = read(name).replace('xmlns="http://www.w3.org/2000/svg"', "");
    expect(svg).not.toMatch(
      /https?:|\/\/|url\(|foreignObject|<style|<script|style=|NaN|undefined/,
    );
    expect(
      svg.match(/(?:fill|stroke)="(?!none|currentColor)[^"]*"/g),
    ).toBeNull();
  },
);

test.each(pictures)(
  "$name is light, and fits a phone or a page",
  ({ name, rendering }) => {
    const svg = read(name);
    expect(gzipSync(svg).length).toBeLessThanOrEqual(gzipLimit);
    const width = Number(/ width="([\d.]+)"/.exec(svg)?.[1]);
    expect(width).toBeLessThanOrEqual(rendering.name === "narrow" ? 320 : 960);
  },
);

const everyPath = technologies.flatMap((technology) =>
  (["transmit", "receive", "both"] as const).map(
    (direction) => [technology.id, direction, technology] as const,
  ),
);

test.each(everyPath)(
  "pathDiagramSource(%s, %s) names every step once, in every variant",
  (_id, direction, technology) => {
    const ids = pathSteps(technology, direction).map(({ id }) => id);
    for (const variant of ["column", "lanes"] as const) {
      const source = pathDiagramSource(technology, direction, variant);
      const nodes = [...source.matchAll(/^ {2}([\w-]+)[[({]+"`/gm)].map(
        (match) => match[1],
      );
      expect(nodes.sort()).toEqual([...ids].sort());
    }
    const overview = pathDiagramSource(technology, direction, "overview");
    const numbers = [
      ...overview.matchAll(/^(?:b\d+\["`\*\*.*|)\*(\d+)\* /gm),
    ].map((match) => Number(match[1]));
    expect(numbers).toEqual(ids.map((_, index) => index + 1));
  },
);

test("the description counts what the steps are", () => {
  const kvm = technologyById.get("kvm-qemu-2012");
  if (!kvm) throw new Error("kvm-qemu-2012 is gone");
  const steps = kvm.transmit.filter(({ kind }) =>
    ["exit", "timer-wait"].includes(kind),
  );
  expect(countsOf(steps)).toEqual(["1 exit", "1 timer wait"]);
  expect(pathDescription(kvm, "transmit", new Set(["timer"]))).toContain(
    "1 exit, 1 timer wait",
  );
  expect(pathDescription(kvm, "transmit", new Set())).not.toContain(
    "timer wait",
  );
});
