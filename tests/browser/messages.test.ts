/** Messages in flight are moved by slider, step and play; each stands once; none moves by itself. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readerOf } from "./reader.ts";

const { visit } = readerOf("measuring/packet-rate-results/", "figure.lab");

const figure = (page: Page) => page.locator("#standing");
/** What the picture has, as text: numbers in the order of their rows. */
const standing = (page: Page) =>
  figure(page)
    .locator(".messages-plot.wide .message")
    .evaluateAll((all) =>
      all
        .map((each) => `${each.textContent} ${each.getAttribute("transform")}`)
        .join("; "),
    );
const button = (page: Page, name: string) =>
  figure(page).getByRole("button", { name });
const slider = (page: Page) => figure(page).getByRole("slider");

test("steps, slider and cases move the messages; the table follows", () =>
  visit("", async (page) => {
    const first = await standing(page);
    await button(page, "On to the next move").click();
    const second = await standing(page);
    expect(second).not.toBe(first);
    await button(page, "Back to the last move").click();
    await button(page, "Back to the last move").click();
    expect(await standing(page)).not.toBe(second);
    await slider(page).focus();
    await page.keyboard.press("Home");
    const start = await standing(page);
    await page.keyboard.press("End");
    expect(await standing(page)).not.toBe(start);
    expect(await slider(page).getAttribute("aria-valuetext")).toMatch(
      /^2\.40.ms: .*client|destination/,
    );
    const rows = figure(page).locator("table tbody tr");
    const guest = await rows.count();
    await figure(page).getByLabel("Zone").check();
    expect(await rows.count()).toBeLessThan(guest);
    // What was found of the guest is not said of the Zone.
    expect(await figure(page).locator("figcaption").innerText()).toContain(
      "A Zone’s messages",
    );
    expect(
      await figure(page).locator(".messages-plot.wide .message").count(),
    ).toBe(8);
  }));

test("play goes on to the end of the span, stop holds it", () =>
  visit("", async (page) => {
    const before = Number(await slider(page).inputValue());
    await button(page, "play").click();
    await expect
      .poll(async () => Number(await slider(page).inputValue()))
      .toBeGreaterThan(before);
    await button(page, "stop").click();
    // Stopped when the button offers to play again and the frame under way is drawn.
    await button(page, "play").waitFor();
    await page.waitForTimeout(100);
    const held = await slider(page).inputValue();
    await page.waitForTimeout(200);
    expect(await slider(page).inputValue()).toBe(held);
  }));

test("on a phone the table fits", () =>
  visit(
    "",
    async (page) => {
      await figure(page).locator("summary").click();
      const over = await figure(page)
        .locator(".table-frame")
        .evaluate((frame) => frame.scrollWidth - frame.clientWidth);
      expect(over).toBe(0);
    },
    { viewport: { width: 360, height: 800 } },
  ));

test("nothing plays where the reader wants less motion", () =>
  visit(
    "",
    async (page) => {
      expect(await figure(page).locator("button.play").isVisible()).toBe(false);
      await button(page, "On to the next move").click();
    },
    { reducedMotion: "reduce" },
  ));

test("without JavaScript one instant and its table stand", () =>
  visit(
    "",
    async (page) => {
      expect(
        await figure(page).locator(".messages-plot.wide .message").count(),
      ).toBe(8);
      expect(await slider(page).count()).toBe(0);
      await figure(page).locator("summary").click();
      expect(await figure(page).locator("table").isVisible()).toBe(true);
    },
    { javaScriptEnabled: false },
  ));
