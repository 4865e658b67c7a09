/**
 * A reader of the built site: opens a page, brings its lab to life, and hears every error that it logs.
 *
 * IDEA   Each visit is a browser context of its own, so that nothing is remembered. A visit whose page
 *        logged an error or a warning fails, whatever else it saw.
 */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import type { Serving } from "../../site/server/static.ts";
import { launchChromium } from "./find-chromium.ts";
import { serveDist } from "./serve.ts";

/** What the page asked for and complained of, as it goes. */
export interface Heard {
  readonly requests: readonly string[];
  readonly errors: readonly string[];
}

export interface Site {
  readonly browser: () => Browser;
  /** The site's address, with a slash at its end. */
  readonly url: () => string;
}

export interface Reader extends Site {
  /**
   * @param query    with its question mark; empty for the page as it is
   * @param look     what the reader does
   * @param options  of the browser context: without JavaScript, with less motion
   * @param path     another page than the reader's own
   */
  readonly visit: (
    query: string,
    look: (page: Page, heard: Heard) => Promise<void>,
    options?: BrowserContextOptions,
    path?: string,
  ) => Promise<void>;
}

/** Serves the site and starts a browser for the tests of one file, and ends both after them. */
export function servedSite(): Site {
  let browser: Browser;
  let site: Serving;
  beforeAll(async () => {
    site = await serveDist();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  return { browser: () => browser, url: () => site.url };
}

/**
 * @param ownPath  the page that is read
 * @param lab      selects its labs: the first is waited for, once there is a script; null where none is
 */
export function readerOf(ownPath: string, lab: string | null): Reader {
  const { browser, url } = servedSite();
  return {
    browser,
    url,
    visit: async (query, look, options = {}, path = ownPath) => {
      const context = await browser().newContext({
        viewport: { width: 1280, height: 900 },
        ...options,
      });
      try {
        const page = await context.newPage();
        const errors: string[] = [];
        const requests: string[] = [];
        page.on("request", (request) => requests.push(request.url()));
        page.on("pageerror", (error) => errors.push(error.message));
        page.on("console", (message) => {
          if (["error", "warning"].includes(message.type()))
            errors.push(message.text());
        });
        await page.goto(url() + path + query, { waitUntil: "load" });
        if (lab !== null && options.javaScriptEnabled !== false) {
          const first = page.locator(lab).first();
          await first.scrollIntoViewIfNeeded();
          // Islands wait for a sign of a reader: site/hydrate-for-reader.ts.
          await page.mouse.move(2, 2);
          await page.locator(`${lab}.live`).first().waitFor();
        }
        await look(page, { requests, errors });
        expect(errors).toEqual([]);
      } finally {
        await context.close();
      }
    },
  };
}
