/**
 * The table of characteristics as a reader uses it: compare, find, what differs, a verdict opened in
 * place and closed by keyboard, each in the address; without JavaScript a verdict leads to its
 * explanation; on paper everything stands.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import {
  cells,
  columns,
  rows,
} from "../../models/characteristics/catalogue.ts";
import { search } from "./lab-reader.ts";
import { readerOf } from "./reader.ts";

const axe = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

const { visit } = readerOf("start/characteristics/", "figure.lab");

const shownRows = (page: Page) => page.locator("tr.verdicts:visible").count();
const shownCells = (page: Page) =>
  page.locator("tr.verdicts").first().locator("td:visible").count();
const opened = (page: Page) => page.locator("tr.opened");

test("compares the technologies chosen, keeps two, and goes back", () =>
  visit("", async (page) => {
    expect(await shownRows(page)).toBe(rows.length);
    expect(await shownCells(page)).toBe(columns.length);
    await page.getByRole("button", { name: "the post’s three" }).click();
    expect(await shownCells(page)).toBe(3);
    expect(await search(page)).toBe("?with=zone,xen,kvm&v=1");
    await page.getByRole("checkbox", { name: "Zones" }).uncheck();
    expect(await search(page)).toBe("?with=xen,kvm&v=1");
    expect(await page.getByRole("checkbox", { name: "Xen" }).isDisabled()).toBe(
      true,
    );
    await page.getByLabel("only rows where they differ").check();
    expect(await shownRows(page)).toBe(3);
    await page.goBack();
    expect(await shownRows(page)).toBe(rows.length);
  }));

test("finds rows by their words, says how many, and says when there are none", () =>
  visit("", async (page) => {
    await page.getByLabel("Find").fill("cache");
    const some = await shownRows(page);
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(rows.length);
    await page.keyboard.press("Tab");
    expect(await search(page)).toBe("?find=cache&v=1");
    await page.getByLabel("Find").fill("no such word");
    expect(await shownRows(page)).toBe(0);
    expect(await page.locator(".nothing").isVisible()).toBe(true);
    await page.getByRole("button", { name: "Reset" }).click();
    expect(await search(page)).toBe("");
  }));

test("a verdict opens below its row by keyboard, is announced, and Escape gives the focus back", () =>
  visit("", async (page) => {
    const verdict = page.locator('a.verdict[href="#io-latency-kvm"]');
    expect(await verdict.getAttribute("aria-expanded")).toBe("false");
    await verdict.focus();
    await page.keyboard.press("Enter");
    await opened(page).waitFor();
    expect(await opened(page).innerText()).toContain("transmit timer");
    expect(await search(page)).toBe("?open=io-latency-kvm&v=1");
    const target = await verdict.getAttribute("aria-controls");
    expect(await page.locator(`#${target ?? ""}`).count()).toBe(1);
    await page
      .locator("figure.lab [role=status]", { hasText: "I/O latency, KVM" })
      .waitFor({ state: "attached" });
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() =>
      (
        globalThis as unknown as { axe: { run(): Promise<AxeResults> } }
      ).axe.run(),
    );
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.getByRole("button", { name: "Close" }).focus();
    await page.keyboard.press("Escape");
    expect(await opened(page).count()).toBe(0);
    expect(
      await page.evaluate(() => document.activeElement?.getAttribute("href")),
    ).toBe("#io-latency-kvm");
  }));

test("a link's state is shown, and what it has wrong is said", () =>
  visit(
    "?with=kvm,zone,ox&differ=perhaps&open=nothing&threads=9",
    async (page) => {
      expect(await shownCells(page)).toBe(2);
      await page.locator(".lab-notices summary").click();
      const notices = page.locator(".lab-notices li");
      expect(await notices.allInnerTexts()).toEqual([
        expect.stringContaining("“ox”"),
        expect.stringContaining("“perhaps”"),
        expect.stringContaining("“nothing”"),
        expect.stringContaining("“threads”"),
      ]);
    },
  ));

test("without JavaScript a verdict leads to its explanation, whose row opens", () =>
  visit(
    "",
    async (page) => {
      expect(await page.locator(".table-controls").isVisible()).toBe(false);
      for (const { id } of cells.filter((_, at) => at % 17 === 0)) {
        await page.locator(`a.verdict[href="#${id}"]`).click();
        expect(await page.locator(`#${id}`).isVisible(), id).toBe(true);
      }
    },
    { javaScriptEnabled: false },
  ));

test("paper has every row, every column and every explanation, whatever is filtered", () =>
  visit("?with=zone,kvm&find=cache", async (page) => {
    await page.emulateMedia({ media: "print" });
    expect(await shownRows(page)).toBe(rows.length);
    expect(await shownCells(page)).toBe(columns.length);
    for (const { id } of cells)
      expect(await page.locator(`#${id}`).isVisible(), id).toBe(true);
  }));

test("on a phone each row is a list of technologies with their verdicts", () =>
  visit(
    "",
    async (page) => {
      const row = page.locator("tr.verdicts").nth(3);
      const text = await row.innerText();
      for (const { name } of columns) expect(text).toContain(name);
      const [first, second] = await row
        .locator("td")
        .evaluateAll((found) =>
          found.slice(0, 2).map((cell) => cell.getBoundingClientRect().top),
        );
      expect(second).toBeGreaterThan(first ?? Infinity);
    },
    { viewport: { width: 360, height: 800 } },
  ));
