/**
 * What a rendered file was made from, so that a test can tell when source and picture part.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Diagram, Rendering } from "./diagrams.ts";
import { configOf, faces } from "./mermaid-config.ts";

export const rendered = new URL("./rendered/", import.meta.url);

interface Entry {
  /** Of everything that goes into the picture. */
  readonly from: string;
  /** Of the picture itself. */
  readonly is: string;
}

export type Manifest = Readonly<Record<string, Entry>>;

const sha256 = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
};

const bytesOf = (path: string): Buffer =>
  readFileSync(new URL(path, import.meta.url));

/** A program without what a formatter may change. */
const codeOf = (path: string): string =>
  bytesOf(path)
    .toString("utf8")
    .replace(/[\s,()]+/g, "");

const mermaidVersion = (): string =>
  (
    JSON.parse(
      readFileSync(
        new URL(import.meta.resolve("mermaid/package.json")),
        "utf8",
      ),
    ) as { version: string }
  ).version;

export const fileName = (diagram: Diagram, { name }: Rendering): string =>
  `${diagram.id}${name === "wide" ? "-wide" : ""}.svg`;

/**
 * Hashes of what each picture is made from: its source, mermaid and its configuration, our faces
 * and our pen.
 */
function sourceHash(diagram: Diagram, rendering: Rendering): string {
  return sha256(
    rendering.source,
    mermaidVersion(),
    JSON.stringify(configOf(rendering.form, diagram.id)),
    ...faces.map(({ file }) => bytesOf(`../../site/fonts/${file}`)),
    ...["read-geometry.ts", "place.ts", "draw.ts"].map(codeOf),
  );
}

/** @param files  the rendered text by file name */
export function manifestOf(
  diagrams: readonly Diagram[],
  files: ReadonlyMap<string, string>,
): Manifest {
  return Object.fromEntries(
    diagrams.flatMap((diagram) => [
      ...diagram.renderings.map((rendering) => {
        const name = fileName(diagram, rendering);
        return [
          name,
          {
            from: sourceHash(diagram, rendering),
            is: sha256(files.get(name) ?? ""),
          },
        ] as const;
      }),
      [
        `${diagram.id}.txt`,
        {
          from: sha256(diagram.outline),
          is: sha256(files.get(`${diagram.id}.txt`) ?? ""),
        },
      ] as const,
    ]),
  );
}
