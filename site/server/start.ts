/**
 * `npm start`: builds the site, serves it and prints the address.
 *
 * BASE_PATH  path that the site is built for and served under
 * PORT       first port to try; the default is 4321, then the next free one
 * HOST       interface to listen on; the default is this machine only
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { serve, type Serving } from "./static.ts";

const { BASE_PATH, HOST = "127.0.0.1", PORT = "4321" } = process.env;
/** Ends with one line: an address that cannot be had is no fault of this program's. */
const refuse = (why: string): never => {
  console.error(`start: ${why}`);
  process.exit(2);
};
const wanted = Number(PORT);
if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65_535)
  refuse(`PORT is a whole number from 0 to 65535, not "${PORT}"`);

const root = fileURLToPath(new URL("../..", import.meta.url));

console.log("Building the site …");
const build = spawnSync(
  process.execPath,
  [`${root}node_modules/astro/bin/astro.mjs`, "build", "--silent"],
  { cwd: root, stdio: "inherit" },
);
if (build.status !== 0) process.exit(build.status ?? 1);

async function firstFree(port: number): Promise<Serving> {
  try {
    return await serve({
      directory: `${root}dist`,
      base: BASE_PATH,
      host: HOST,
      port,
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE" && port < 65_535) return firstFree(port + 1);
    if (code === undefined) throw error;
    return refuse(
      `cannot listen on ${HOST}, port ${String(port)} (${code}); give another HOST or PORT`,
    );
  }
}

const { url } = await firstFree(wanted);
console.log(`The I/O Path is at ${url} (Ctrl-C stops it)`);
