/**
 * The technology that CONTRIBUTING shows, read from the text that is shown.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Technology } from "./step.ts";

const contributing = new URL("../../CONTRIBUTING.md", import.meta.url);
const shown = /```ts\n\/\/ models\/paths\/(.*\.ts)\n([^]*?)```/;

export const contributedTechnology = async (): Promise<Technology> => {
  const [, file = "", source = ""] =
    shown.exec(readFileSync(contributing, "utf8")) ?? [];
  const place = mkdtempSync(join(tmpdir(), "iopath-contributed-"));
  try {
    const at = join(place, file);
    writeFileSync(
      at,
      source.replaceAll('from "./', `from "${import.meta.dirname}/`),
    );
    const module = (await import(/* @vite-ignore */ at)) as Record<
      string,
      Technology
    >;
    const [technology] = Object.values(module);
    if (!technology) throw new Error("CONTRIBUTING shows no technology");
    return technology;
  } finally {
    rmSync(place, { recursive: true });
  }
};
