/**
 * What every page of the built site must keep: it loads only from its own origin, without an error,
 * without moving, within its budget, at any width, in both themes, with nothing that axe objects to,
 * on paper, and without JavaScript.
 *
 * IDEA   One visit a page, loaded once and then looked at in turn: a load costs more than a look. Each
 *        look sets the window, the theme or the medium that it wants. Without JavaScript is a second.
 */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import type { AxeResults, RunOptions } from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { servedSite } from "./reader.ts";
import { dist } from "./serve.ts";

/** What a page may weigh, kB gzip (fonts as they are). */
const budgets = {
  page: { script: 45, all: 110 },
  embed: { script: 45, all: 60 },
};

const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

/** Every page as a path from the home page: "", "measuring/throughput-results/". */
const pages = readdirSync(dist, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".html") && !file.startsWith("pagefind"))
  .map((file) => file.replaceAll("\\", "/").replace(/index\.html$/, ""))
  .sort();

const desk = { width: 1280, height: 800 };
const phone = { width: 360, height: 740 };
/** A4 less its margins, at 96 dots an inch. */
const paper = { width: 718, height: 1000 };

const site = servedSite();

interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors, warnings, failed requests, and those that left the origin. */
  readonly complaints: readonly string[];
  readonly moved: readonly string[];
  readonly bytes: { readonly script: number; readonly all: number };
}

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()))
      complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("requestfailed", (request) =>
    complaints.push(`failed: ${request.url()}`),
  );
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== "data:" && protocol !== "blob:")
      if (origin !== new URL(site.url()).origin)
        complaints.push(`off origin: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400)
      complaints.push(`${String(response.status())}: ${response.url()}`);
  });
  return complaints;
}

/** Counts what is loaded, as it is sent: text by gzip, fonts as they are. */
function bytesOf(page: Page): () => Promise<Visit["bytes"]> {
  const bytes = { script: 0, all: 0 };
  const counting: Promise<void>[] = [];
  page.on("response", (response) => {
    if (response.status() !== 200) return;
    const type = response.headers()["content-type"] ?? "";
    counting.push(
      response.body().then((body) => {
        const size = type.startsWith("font/")
          ? body.length
          : gzipSync(body, { level: 9 }).length;
        bytes.all += size;
        if (type.startsWith("text/javascript")) bytes.script += size;
      }),
    );
  });
  return async () => {
    await Promise.all(counting);
    return { ...bytes };
  };
}

/** Keeps every layout shift with what moved. */
const watchShifts = () => {
  const moved: string[] = [];
  Object.assign(globalThis, { moved });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const shift = entry as PerformanceEntry & {
        value: number;
        sources: { node?: Node }[];
      };
      const nodes = shift.sources.map(({ node }) =>
        node instanceof Element
          ? node.outerHTML.slice(0, 80)
          : (node?.textContent ?? "?"),
      );
      moved.push(`${shift.value.toFixed(4)} ${nodes.join(", ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
};

/** Scrolls to the end, so that what waits to be seen is loaded, and back. */
async function scrollThrough(page: Page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    scrollTo(0, 0);
  });
  await page.waitForLoadState("networkidle");
}

/** A page loaded, read to its end, and with its islands alive. */
async function open(path: string): Promise<Visit> {
  const context = await site.browser().newContext({
    viewport: desk,
    colorScheme: "light",
  });
  const page = await context.newPage();
  const complaints = complaintsOf(page);
  const counted = bytesOf(page);
  await page.addInitScript(watchShifts);
  await page.goto(site.url() + path, { waitUntil: "load" });
  await scrollThrough(page);
  const bytes = await counted();
  // Islands wait for a sign of a reader; nothing may move when they come to life.
  await page.mouse.move(2, 2);
  if ((await page.locator("figure.lab").count()) > 0)
    await page.locator("figure.lab.live").first().waitFor();
  await page.waitForTimeout(300);
  const moved = await page.evaluate(
    () => (globalThis as unknown as { moved: string[] }).moved,
  );
  if (process.env["SIZES"]) {
    const alive = await counted();
    console.log(
      `/${path} script ${String(bytes.script)} all ${String(bytes.all)}; with a reader ${String(alive.script)}`,
    );
  }
  return { context, page, complaints, moved, bytes };
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

async function violations(page: Page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (
      globalThis as unknown as {
        axe: { run(options: RunOptions): Promise<AxeResults> };
      }
    ).axe.run({ resultTypes: ["violations"] }),
  );
  return found.violations.map(({ id, nodes }) => ({
    id,
    at: nodes.map(({ target, failureSummary }) =>
      [target.join(" "), failureSummary].join(": "),
    ),
  }));
}

/** What acts by a script, and what folds away, as far as it is to be seen in the text. */
const visibleIn = (page: Page, selector: string) =>
  page.evaluate(
    (wanted) =>
      [...document.querySelectorAll(`main ${wanted}`)]
        .filter((element) => element.checkVisibility())
        .map((element) => element.outerHTML.slice(0, 120)),
    selector,
  );

describe.each(pages)("page /%s", (path) => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await open(path);
  });
  afterAll(() => visit.context.close());

  test("loads whole, from its own origin, within its budget, without moving", async () => {
    const { page, complaints, moved, bytes } = visit;
    expect(complaints).toEqual([]);
    expect(await page.title()).not.toBe("");
    expect(moved).toEqual([]);
    const budget = path.startsWith("embed/") ? budgets.embed : budgets.page;
    expect(bytes.script / 1000).toBeLessThanOrEqual(budget.script);
    expect(bytes.all / 1000).toBeLessThanOrEqual(budget.all);
  });

  test.each(["light", "dark"] as const)(
    "axe finds nothing in %s",
    async (theme) => {
      const { page } = visit;
      await page.emulateMedia({ colorScheme: theme });
      await expect
        .poll(() =>
          page.evaluate(
            () => getComputedStyle(document.documentElement).colorScheme,
          ),
        )
        .toContain(theme);
      expect(await violations(page)).toEqual([]);
    },
  );

  test.each([320, 360, 768, 1440])(
    "does not scroll sideways at %i px",
    async (width) => {
      const { page } = visit;
      await page.setViewportSize({ width, height: desk.height });
      expect(await overflow(page)).toBeLessThanOrEqual(0);
    },
  );

  test("prints whole: folds open, each lab with its state, nothing to press", async () => {
    const { page } = visit;
    await page.setViewportSize(paper);
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    try {
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      const folded = await page.evaluate(() =>
        [...document.querySelectorAll("main details")]
          .filter((each) => each.checkVisibility())
          .filter((each) =>
            [...each.children].some(
              (child) =>
                child.localName !== "summary" &&
                !child.checkVisibility({ contentVisibilityAuto: true }) &&
                getComputedStyle(child).display !== "none",
            ),
          )
          .map((each) => each.outerHTML.slice(0, 120)),
      );
      expect(folded).toEqual([]);
      expect(await visibleIn(page, "button")).toEqual([]);
      const labs = await page.locator("figure.lab").count();
      const states = await page.locator("figure.lab .lab-print").all();
      expect(states).toHaveLength(labs);
      for (const state of states) {
        expect(await state.isVisible()).toBe(true);
        expect(await state.innerText()).toContain("Printed");
      }
    } finally {
      await page.emulateMedia({ media: null });
    }
  });

  test("without JavaScript it stands at 360 px: figures, tables, nothing that waits for a script", async () => {
    const context = await site.browser().newContext({
      viewport: phone,
      javaScriptEnabled: false,
    });
    try {
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await page.goto(site.url() + path, { waitUntil: "load" });
      expect(complaints).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      // No chapter is around it: it is nobody's first figure.
      if (path.startsWith("embed/"))
        expect(await page.locator("main").innerText()).not.toMatch(
          /Figure\s\d/,
        );
      expect(
        await visibleIn(page, ":is(button, input, select, textarea)"),
      ).toEqual([]);
      for (const lab of await page.locator("figure.lab").all()) {
        expect((await lab.locator("figcaption").innerText()).length).not.toBe(
          0,
        );
        expect(
          await lab.locator("svg:visible, table:visible, ol:visible").count(),
        ).toBeGreaterThan(0);
      }
    } finally {
      await context.close();
    }
  });
});
