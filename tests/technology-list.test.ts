/**
 * The list of technologies follows the folder, so that a new one is one file.
 */
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import {
  keepListOfTechnologies,
  listInFile,
  listOfTechnologies,
} from "../models/cli-catalogue.ts";

const place = mkdtempSync(join(tmpdir(), "iopath-paths-"));
const folder = pathToFileURL(`${place}/`);
afterAll(() => {
  rmSync(place, { recursive: true });
});

test("the committed list holds what the folder holds: any command of npm writes it", () => {
  expect(listInFile()).toBe(listOfTechnologies());
});

describe("keepListOfTechnologies", () => {
  test("lists a file that was dropped in, and no other", () => {
    const zone = new URL("../models/paths/zone.ts", import.meta.url);
    copyFileSync(zone, new URL("zone.ts", folder));
    writeFileSync(new URL("wire.ts", folder), "export const wire = [];\n");
    writeFileSync(new URL("half.ts", folder), "");
    expect(keepListOfTechnologies(folder)).toBe(true);
    expect(listInFile(folder)).toContain(
      'import { zone } from "./zone.ts";\n\nexport const everyTechnology = [\n  zone,\n]',
    );
  });

  test("does not write again what has not changed", () => {
    const list = join(place, "every-technology.ts");
    const { mtimeMs } = statSync(list);
    expect(keepListOfTechnologies(folder)).toBe(false);
    expect(statSync(list).mtimeMs).toBe(mtimeMs);
  });

  test("takes a removed file off", () => {
    rmSync(new URL("zone.ts", folder));
    expect(keepListOfTechnologies(folder)).toBe(true);
    expect(
      readFileSync(new URL("every-technology.ts", folder), "utf8"),
    ).not.toContain("zone");
  });
});
