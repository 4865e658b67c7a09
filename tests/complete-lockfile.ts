/**
 * `npm run lock`, after an `npm install`: adds to package-lock.json the optional
 * packages of other platforms that the registry in use could not show.
 *
 * npm leaves such a package out without a word, and `npm ci` then refuses the
 * lockfile ("Missing: @pagefind/darwin-x64@ from lock file"). Only the version and
 * the platform are needed: the package is never fetched on this one.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { missingOptional, type Lockfile } from "./lockfile.ts";

const path = new URL("../package-lock.json", import.meta.url);
const lockfile = JSON.parse(readFileSync(path, "utf8")) as Lockfile;

for (const { name, version } of missingOptional(lockfile)) {
  const fields = ["os", "cpu", "libc", "license", "engines"];
  const known = JSON.parse(
    execFileSync("npm", ["view", name, ...fields, "--json"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  ) as Record<string, unknown>;
  lockfile.packages[`node_modules/${name}`] = {
    version,
    dev: true,
    optional: true,
    ...known,
  };
  console.log(`added ${name} ${version}`);
}
lockfile.packages = Object.fromEntries(
  Object.entries(lockfile.packages).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync(path, `${JSON.stringify(lockfile, null, 2)}\n`);
