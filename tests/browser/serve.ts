/** The built site, as the browser tests see it: dist/ on a free loopback port. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serve, type Serving } from "../../site/server/static.ts";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const dist = `${root}dist`;

/** @throws Error with what to run, if the site has not been built */
export function serveDist(): Promise<Serving> {
  if (!existsSync(`${dist}/index.html`))
    throw new Error(`No built site in ${dist}: run npm run build first.`);
  return serve({ directory: dist, base: process.env["BASE_PATH"] });
}
