/**
 * What the first exact solution of a fresh page takes, in Chromium.
 *
 * IDEA   A page pays for compiling the solver before it pays for solving. The site asks V8 to
 *        compile the model's chunks as they load (astro.config.mjs), because all of their functions
 *        are about to be called; here every module of the solver is served with the same request,
 *        its types stripped, and a fresh context times its first call.
 * HOLDS  The page is isolated, so that its clock has steps of 5 µs.
 */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { stripTypeScriptTypes } from "node:module";
import { fileURLToPath } from "node:url";
import { launchChromium } from "../browser/find-chromium.ts";

const project = fileURLToPath(new URL("../..", import.meta.url));
/** Chromium's explicit compile hint, for a whole file. */
const hint = "//# allFunctionsCalledOnLoad\n";

const page = `<!doctype html><script type="module">
import { solveMva } from "/models/solve/mva.ts";
import { eightQueues } from "/tests/bench/eight-queues.ts";
performance.now();
const before = performance.now();
solveMva(eightQueues);
globalThis.firstCall = performance.now() - before;
</script>`;

const serve = () =>
  createServer((request, response) => {
    const path = request.url ?? "/";
    const isModule = /^\/(models|tests)\/[\w/-]+\.ts$/.test(path);
    if (!isModule && path !== "/") {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "Content-Type": isModule ? "text/javascript" : "text/html",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    });
    response.end(
      isModule
        ? hint + stripTypeScriptTypes(readFileSync(project + path, "utf8"))
        : page,
    );
  });

/** Milliseconds of the first call in each of `pages` fresh pages, rising; empty without Chromium. */
export const firstCallsOfPages = async (pages = 11): Promise<number[]> => {
  const server = serve();
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  const { port } = server.address() as AddressInfo;
  const times: number[] = [];
  try {
    const browser = await launchChromium();
    for (let at = 0; at < pages; at++) {
      const context = await browser.newContext();
      const tab = await context.newPage();
      await tab.goto(`http://127.0.0.1:${String(port)}/`);
      await tab.waitForFunction("globalThis.firstCall !== undefined");
      times.push(await tab.evaluate<number>("globalThis.firstCall"));
      await context.close();
    }
    await browser.close();
  } finally {
    server.close();
  }
  return times.sort((a, b) => a - b);
};
