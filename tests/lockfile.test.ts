import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingOptional, type Lockfile } from "./lockfile.ts";

const lockfile = JSON.parse(
  readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"),
) as Lockfile;

test("package-lock.json names the optional packages of every platform (npm run lock)", () => {
  expect(missingOptional(lockfile)).toEqual([]);
});

test("package-lock.json names no registry", () => {
  const resolved = Object.values(lockfile.packages).filter(
    (entry) => entry.resolved !== undefined,
  );
  expect(resolved).toEqual([]);
});
