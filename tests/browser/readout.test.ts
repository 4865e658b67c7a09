/**
 * Values are read off a chart by mouse, finger and keys: the readout lies beside the points that it
 * speaks of, moves nothing, is spoken for keys only, and sets the lab where it is told to.
 */
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { readerOf } from "./reader.ts";

const { visit } = readerOf("measuring/throughput-results/", "figure.lab");

const chart = (page: Page) => page.locator("figure.lab .chart-reader").first();
const readout = (page: Page) => chart(page).locator(".chart-readout");
const stop = (page: Page) => chart(page).locator(".chart-stop");
const search = (page: Page) => page.evaluate(() => location.search);
const place = async (page: Page) =>
  (await readout(page).locator(".place").innerText()).replaceAll("\u202f", " ");

/** The place of a share of the chart, with the chart in the middle of the window. */
const spot = async (page: Page, share: number) => {
  await chart(page).evaluate((element) => {
    element.scrollIntoView({ block: "center" });
  });
  const box = (await chart(page).boundingBox())!;
  return { x: box.x + share * box.width, y: box.y + box.height / 2 };
};

/** No point that the hairline marks is under the readout. */
const covers = (page: Page) =>
  chart(page).evaluate((element) => {
    const box = element.querySelector(".chart-readout")!;
    const { left, right, top, bottom } = box.getBoundingClientRect();
    return [...element.querySelectorAll(".chart-hairline circle")].some(
      (point) => {
        const { x, y, width, height } = point.getBoundingClientRect();
        return x + width > left && x < right && y + height > top && y < bottom;
      },
    );
  });

/** Where everything that is not the readout stands. */
const layout = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("main :is(p, figure, svg[role=img], h2)")]
      .filter((each) => !each.closest(".chart-readout"))
      .map((each) => {
        const { x, y, width, height } = each.getBoundingClientRect();
        return [x, y + scrollY, width, height].map(Math.round).join(" ");
      })
      .join("\n"),
  );

const spoken = (region: Locator) => region.getAttribute("aria-valuetext");

test("a mouse reads the nearest place, and a click sets the lab to it", () =>
  visit("", async (page) => {
    const at = await spot(page, 0.4);
    const before = await layout(page);
    await page.mouse.move(at.x, at.y);
    await readout(page).waitFor();
    expect(await place(page)).toBe("5 threads");
    expect(await readout(page).innerText()).toMatch(/Zone\s+4\.64.Gbit\/s/);
    expect(await covers(page)).toBe(false);
    expect(await layout(page)).toBe(before);
    expect(await spoken(stop(page))).toBeNull();
    expect(
      await page.locator("figure.lab [role=status]").first().textContent(),
    ).toBe("");
    await page.mouse.click(at.x, at.y);
    expect(await search(page)).toBe("?threads=5&v=1");
    await page.mouse.move(2, 2);
    await readout(page).waitFor({ state: "detached" });
  }));

test("every place is read without a point being hidden", () =>
  visit("", async (page) => {
    for (let share = 0.02; share < 1; share += 0.06) {
      const { x, y } = await spot(page, share);
      await page.mouse.move(x, y);
      await readout(page).waitFor();
      expect(await covers(page)).toBe(false);
    }
  }));

test.each([
  [
    "measuring/neighbours/",
    /busy neighbours?\s+p50[^]*95.%: [^]*sets busy neighbours/,
  ],
  [
    "cpu-and-memory/memory/",
    /^working set [\d.]+.MiB\s+Zones\s+[\d.]+.ns[^]*sets working set to [\d.]+.MiB/,
  ],
])("so do the other charts: %s", (path, said) =>
  visit(
    "",
    async (page) => {
      const { x, y } = await spot(page, 0.3);
      const before = await layout(page);
      await page.mouse.move(x, y);
      await readout(page).waitFor();
      expect(await readout(page).innerText()).toMatch(said);
      expect(await covers(page)).toBe(false);
      expect(await layout(page)).toBe(before);
    },
    {},
    path,
  ),
);

test("keys walk from the figure's own place, are heard, and set the lab", () =>
  visit("", async (page) => {
    await stop(page).focus();
    await readout(page).waitFor();
    expect(await place(page)).toBe("8 threads");
    await page.keyboard.press("ArrowRight");
    expect(await place(page)).toBe("9 threads");
    expect(await spoken(stop(page))).toMatch(/^9 threads; Zone [\d.]+/);
    expect(await stop(page).getAttribute("aria-valuenow")).toBe("9");
    await page.keyboard.press("Home");
    expect(await spoken(stop(page))).toMatch(/^1 thread; .*published/);
    await page.keyboard.press("Enter");
    expect(await search(page)).toBe("?threads=1&v=1");
    await page.keyboard.press("End");
    expect(await place(page)).toBe("32 threads");
    await page.keyboard.press("Escape");
    await readout(page).waitFor({ state: "detached" });
    await page.keyboard.press("ArrowLeft");
    await readout(page).waitFor();
    await page.keyboard.press("Tab");
    await readout(page).waitFor({ state: "detached" });
  }));

test("a finger's tap reads and stays, a second sets, one elsewhere ends it", () =>
  visit(
    "",
    async (page) => {
      const { x, y } = await spot(page, 0.5);
      await page.touchscreen.tap(x, y);
      await readout(page).waitFor();
      expect(await place(page)).toBe("4 threads");
      expect(await covers(page)).toBe(false);
      expect(await search(page)).toBe("");
      const box = (await readout(page).boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(360);
      await page.touchscreen.tap(x, y);
      expect(await search(page)).toBe("?threads=4&v=1");
      await page.touchscreen.tap(180, 20);
      await readout(page).waitFor({ state: "detached" });
    },
    { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  ));

/** A finger that goes `by` pixels over the glass, in steps, and lifts if it is told to. */
async function swipe(
  page: Page,
  from: { x: number; y: number },
  by: { x: number; y: number },
) {
  const glass = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", part: number) =>
    glass.send("Input.dispatchTouchEvent", {
      type,
      touchPoints:
        type === "touchEnd"
          ? []
          : [{ x: from.x + by.x * part, y: from.y + by.y * part }],
    });
  await touch("touchStart", 0);
  for (let part = 1; part <= 8; part++) await touch("touchMove", part / 8);
  await touch("touchEnd", 1);
}

test("a finger along the chart reads as it goes; one that scrolls reads nothing", () =>
  visit(
    "",
    async (page) => {
      const from = await spot(page, 0.3);
      await swipe(page, from, { x: 120, y: 4 });
      await readout(page).waitFor();
      expect(await place(page)).toMatch(/^(9|1\d) threads$/);
      expect(await search(page)).toBe("");
      await page.touchscreen.tap(180, 20);
      await readout(page).waitFor({ state: "detached" });
      const before = await page.evaluate(() => scrollY);
      await swipe(page, from, { x: 3, y: -150 });
      await page.waitForTimeout(200);
      expect(await readout(page).count()).toBe(0);
      expect(await page.evaluate(() => scrollY)).toBeGreaterThan(before);
    },
    { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  ));

test("no reading comes before a pointer, and none is printed", () =>
  visit("", async (page, { requests }) => {
    expect(requests.some((url) => url.includes("ChartReading"))).toBe(false);
    const { x, y } = await spot(page, 0.4);
    await page.mouse.move(x, y);
    await readout(page).waitFor();
    expect(requests.some((url) => url.includes("ChartReading"))).toBe(true);
    await page.emulateMedia({ media: "print" });
    expect(await readout(page).isVisible()).toBe(false);
  }));

test("without JavaScript the chart is no stop for the keys", () =>
  visit(
    "",
    async (page) => {
      expect(await stop(page).isVisible()).toBe(false);
    },
    { javaScriptEnabled: false },
  ));
