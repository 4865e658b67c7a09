/**
 * A reader of a lab: its caption, its address, what its tools give away, and its first picture.
 *
 * IDEA   What the labs' tests do alike; what a lab has of its own stands in its own test.
 */
import { readFileSync } from "node:fs";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { readerOf, type Reader } from "./reader.ts";

/** A browser in which texts can be pasted and files saved. */
export const carrying: BrowserContextOptions = {
  permissions: ["clipboard-read", "clipboard-write"],
  acceptDownloads: true,
};

export const search = (page: Page): Promise<string> =>
  page.evaluate(() => location.search);

export interface LabReader extends Reader {
  readonly lab: (page: Page) => Locator;
  readonly caption: (page: Page) => Promise<string>;
  /** A button of the lab, by its whole name. */
  readonly button: (page: Page, name: string) => Locator;
  /** Presses "link", "Markdown" or "iframe". @returns the text in the clipboard; needs `carrying` */
  readonly copied: (page: Page, name: string) => Promise<string>;
  /** Presses "CSV" or "SVG". @returns the file's text; needs `carrying` */
  readonly saved: (page: Page, name: string) => Promise<string>;
  /** Presses "PNG", which copies the picture, or saves it where that is not allowed. */
  readonly drawn: (page: Page) => Promise<void>;
  /**
   * Fails unless the first live picture says what stands without a script.
   *
   * @param words  all that the lab says
   * @param still  looks at the page without a script
   */
  readonly livesAsItStood: (
    words: (page: Page) => Promise<string>,
    still?: (page: Page) => Promise<void>,
  ) => Promise<void>;
}

/**
 * @param path    the page of the lab
 * @param figure  selects it; where there are several, the first is read
 */
export function labReaderOf(path: string, figure: string): LabReader {
  const reader = readerOf(path, figure);
  const lab = (page: Page) => page.locator(figure).first();
  const tools = (page: Page) => lab(page).locator(".share");
  const press = async (page: Page, name: string) => {
    await tools(page).getByRole("button", { name, exact: true }).click();
  };
  const said = async (page: Page, words: RegExp) => {
    await tools(page).locator(".said", { hasText: words }).waitFor();
  };
  return {
    ...reader,
    lab,
    caption: (page) => lab(page).locator("figcaption .sentence").innerText(),
    button: (page, name) =>
      lab(page).getByRole("button", { name, exact: true }),
    copied: async (page, name) => {
      await press(page, name);
      await said(page, new RegExp(`^${name} copied`, "i"));
      return page.evaluate(() => navigator.clipboard.readText());
    },
    saved: async (page, name) => {
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        press(page, name),
      ]);
      await said(page, new RegExp(`\\.${name} saved`, "i"));
      return readFileSync(await file.path(), "utf8");
    },
    drawn: async (page) => {
      await press(page, "PNG");
      await said(page, /PNG copied|png saved/);
    },
    livesAsItStood: async (words, look) => {
      let still = "";
      await reader.visit(
        "",
        async (page) => {
          still = await words(page);
          await look?.(page);
        },
        { javaScriptEnabled: false },
      );
      expect(still.length).toBeGreaterThan(1000);
      await reader.visit("", async (page) => {
        expect(await words(page)).toBe(still);
      });
    },
  };
}
