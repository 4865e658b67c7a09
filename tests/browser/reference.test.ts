/**
 * The reference as a reader uses it: parameters are found by words and status, the address keeps what
 * is sought, and a citation's card opens and closes by pointer, keyboard and tap.
 */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { search } from "./lab-reader.ts";
import { readerOf } from "./reader.ts";

const { visit } = readerOf("", null);

test("a search for a parameter's name leads to its row", () =>
  visit("", async (page) => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("exit.heavy");
    const first = page.locator("site-search li > a").first();
    await first.waitFor();
    await expect
      .poll(() => first.getAttribute("href"))
      .toMatch(/\/reference\/parameters\/#exit\.heavy$/);
    await page.keyboard.press("Enter");
    await page.locator("tr:target", { hasText: "exit.heavy" }).waitFor();
  }));

test.each([
  ["xmit", /io-path\/(network-transmit|virtio)\/$/],
  ["start_xmit", /io-path\/virtio\/$/],
  ["why is my capped zone slow?", /cpu-and-memory\/caps-and-bursting\/$/],
  ["steal", /cpu-and-memory\/two-schedulers\/$/],
  ["tail latency", /measuring\/neighbours\/$/],
  ["noisy neighbor", /measuring\/neighbours\/$/],
  ["lost interrupt", /io-path\/virtio\/$/],
  ["nitro vs kvm", /technologies\/(nitro|kvm)\/$/],
  ["vhost vs qemu", /(technologies\/kvm|io-path\/virtio)\/$/],
  ["why is kvm slow", /technologies\/kvm\/$/],
  ["cpu throttling", /cpu-and-memory\/caps-and-bursting\/$/],
  ["docker network overhead", /technologies\/containers\/$/],
  ["what does NAT cost", /technologies\/containers\/$/],
])("a search for %s leads first where it is explained", (query, page) =>
  visit("", async (reader) => {
    await reader.keyboard.press("Control+k");
    await reader.keyboard.type(query);
    const first = reader.locator("site-search li > a").first();
    await first.waitFor();
    await expect.poll(() => first.getAttribute("href")).toMatch(page);
  }),
);

test("several words lead to the row of a page of many that holds them all", () =>
  visit("", async (page) => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("which are the free slots");
    await page
      .locator('site-search a[href$="/reference/parameters/#virtio.stop"]')
      .waitFor();
  }));

describe("the filter of the parameters", () => {
  const rows = (page: Page) =>
    page.locator("#parameters tr[data-status]:visible");
  const find = (page: Page) => page.getByRole("searchbox", { name: "Find" });
  const found = (page: Page) => page.locator(".parameter-filter .found");
  const status = (page: Page) =>
    page.locator(".parameter-filter [role=status]");

  test("words and status narrow the table, the count says so, the address keeps it", () =>
    visit("reference/parameters/", async (page) => {
      const all = await rows(page).count();
      expect(all).toBeGreaterThan(100);
      await find(page).fill("qemu timer");
      await expect.poll(() => rows(page).count()).toBeLessThan(20);
      expect(await rows(page).locator("th").allInnerTexts()).toContain(
        "qemu.txtimer",
      );
      await page.getByRole("radio", { name: /quoted/ }).check();
      const left = await rows(page).count();
      expect(await found(page).innerText()).toContain(
        `${String(left)} of ${String(all)} parameters: “qemu timer”, quoted`,
      );
      await expect
        .poll(() => status(page).textContent())
        .toContain(`${String(left)} of`);
      await expect
        .poll(() => search(page))
        .toBe("?find=qemu+timer&status=quoted");
      await find(page).press("Escape");
      await page.getByRole("radio", { name: /^all/ }).check();
      expect(await rows(page).count()).toBe(all);
      await expect.poll(() => search(page)).toBe("");
    }));

  test("a link restores what is sought, and shows the row that it names", () =>
    visit(
      "reference/parameters/?find=netback&status=nonsense#qemu.txtimer",
      async (page) => {
        await expect.poll(() => rows(page).count()).toBeLessThan(20);
        expect(await rows(page).locator("th").allInnerTexts()).toEqual(
          expect.arrayContaining(["netback.wake", "qemu.txtimer"]),
        );
        expect(await found(page).innerText()).toContain("nonsense");
        expect(await find(page).inputValue()).toBe("netback");
      },
    ));

  test("what nothing has is said; a hostile address is survived", () =>
    visit(
      "reference/parameters/?find=%3Cscript%3Ealert(1)%3C/script%3E&%FF=%FF",
      async (page) => {
        await expect.poll(() => rows(page).count()).toBe(0);
        expect(await found(page).innerText()).toContain("nothing has");
      },
    ));

  test("without JavaScript the table is whole and nothing asks", () =>
    visit(
      "reference/parameters/?find=netback",
      async (page) => {
        expect(await rows(page).count()).toBeGreaterThan(100);
        expect(await find(page).isVisible()).toBe(false);
      },
      { javaScriptEnabled: false },
    ));
});

describe("the card of a citation", () => {
  const card = (page: Page) => page.locator("#hover-card");
  const cite = (page: Page) => page.locator("a.cite").first();

  test("opens on focus, describes the link, and Escape closes it", () =>
    visit("reference/measurements/", async (page) => {
      await page.keyboard.press("Tab");
      await cite(page).focus();
      expect(await card(page).innerText()).toContain("Virtualization");
      expect(await cite(page).getAttribute("aria-describedby")).toBe(
        "hover-card",
      );
      await page.keyboard.press("Escape");
      expect(await card(page).isVisible()).toBe(false);
      expect(await cite(page).getAttribute("title")).toContain(
        "Virtualization",
      );
    }));

  test("opens under the pointer, stays while it is on the card, moves nothing", () =>
    visit("reference/measurements/", async (page) => {
      const height = await page.evaluate(() => document.body.scrollHeight);
      await cite(page).hover();
      await expect.poll(() => card(page).isVisible()).toBe(true);
      const box = await card(page).boundingBox();
      if (!box) throw new Error("the card has no box");
      await page.mouse.move(box.x + 9, box.y + 9, { steps: 3 });
      await page.waitForTimeout(400);
      expect(await card(page).isVisible()).toBe(true);
      expect(await page.evaluate(() => document.body.scrollHeight)).toBe(
        height,
      );
      await page.mouse.move(2, 2);
      await expect.poll(() => card(page).isVisible()).toBe(false);
    }));

  test("on a touch screen the first tap opens it, the second follows the link", () =>
    visit(
      "reference/measurements/",
      async (page) => {
        await cite(page).tap();
        expect(await card(page).isVisible()).toBe(true);
        const box = await card(page).boundingBox();
        expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);
        expect(page.url()).toContain("measurements");
        await cite(page).tap();
        await page.waitForURL(/bibliography\/#gregg2013$/);
      },
      { viewport: { width: 360, height: 740 }, hasTouch: true },
    ));

  test("without JavaScript the title and the link stand", () =>
    visit(
      "reference/measurements/",
      async (page) => {
        expect(await cite(page).getAttribute("title")).toContain("Joyent");
        expect(await cite(page).getAttribute("href")).toContain(
          "bibliography/#gregg2013",
        );
      },
      { javaScriptEnabled: false },
    ));
});
