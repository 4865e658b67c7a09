/**
 * The ring's lab as a reader uses it: stepped by key and button, changed by slider, linked to, and read
 * without a script.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { carrying, labReaderOf, search } from "./lab-reader.ts";

const { visit, lab, caption, button, copied, saved, drawn, livesAsItStood } =
  labReaderOf("io-path/virtio/", "figure.ring-lab");

const rows = (page: Page) => lab(page).locator(".ring-sequence");
const current = (page: Page) =>
  lab(page).locator(".row[aria-current=step]").innerText();
const field = (page: Page, key: string) => lab(page).locator(`#ring-${key}`);

/** All that is said in words and numbers. */
const words = (page: Page) =>
  lab(page).evaluate((figure) =>
    [
      ...figure.querySelectorAll(
        "figcaption, ol, .ring-picture, .ring-detail, table",
      ),
    ]
      .map(({ textContent }) => textContent)
      .join("\n"),
  );

test("the first live picture is the static one", () => livesAsItStood(words));

test("arrow keys step, the ring follows, and Back of the browser goes back", () =>
  visit("", async (page) => {
    await rows(page).focus();
    await page.keyboard.press("Home");
    expect(await current(page)).toContain("the stack calls the driver");
    expect(await search(page)).toBe("?step=1&v=1");
    for (let step = 0; step < 11; step++)
      await page.keyboard.press("ArrowDown");
    expect(await current(page)).toContain("no frame of the guest exits");
    expect(await lab(page).locator(".ring-picture desc").textContent()).toMatch(
      /255 are free, 1 wait.*NO_NOTIFY is set/,
    );
    await page.keyboard.press("ArrowUp");
    expect(await search(page)).toBe("?step=11&v=1");
    expect(await lab(page).locator(".ring-picture desc").textContent()).toMatch(
      /NO_NOTIFY is clear/,
    );
    await page.goBack();
    expect(await search(page)).toBe("?step=12&v=1");
    expect(await current(page)).toContain("no frame of the guest exits");
  }));

test("buttons go to the next of a kind, and say when there is none", () =>
  visit("", async (page) => {
    await button(page, "Next flush").click();
    expect(await current(page)).toContain("allows kicks again");
    await button(page, "Next kick").click();
    expect(await current(page)).toMatch(/is the kick masked\?\s+No\./);
    await button(page, "Next missed interrupt").click();
    expect(await lab(page).locator(".reached").innerText()).toContain(
      "No missed interrupt",
    );
  }));

test("the sequence plays, and a reader's step stops it", () =>
  visit("?step=1", async (page) => {
    await rows(page).scrollIntoViewIfNeeded();
    await button(page, "Play").click();
    await page.waitForFunction(() => !/[?&]step=1&/.test(location.search));
    await button(page, "Pause").waitFor();
    await button(page, "Back").click();
    await button(page, "Play").waitFor();
  }));

test("a slider changes the steps and all three measurements; the link gives them back", async () => {
  let link = "";
  let said = "";
  await visit("", async (page) => {
    const before = await caption(page);
    await field(page, "tx-timer").fill("1000");
    await page.keyboard.press("Enter");
    expect(await search(page)).toBe("?tx-timer=1000&v=1");
    expect(await caption(page)).not.toBe(before);
    // A ring's size goes by powers of two.
    await lab(page)
      .locator('input[type=range][aria-label="Transmit ring"]')
      .last()
      .focus();
    await page.keyboard.press("ArrowLeft");
    expect(await field(page, "tx-ring").inputValue()).toBe("128");
    await button(page, "Next stop").click();
    link = await search(page);
    said = await words(page);
  });
  await visit(link, async (page) => {
    expect(await words(page)).toBe(said);
    await button(page, "Reset").click();
    expect(await search(page)).toBe("");
  });
});

test("the missed interrupt of the chapter's link is shown, and the tick after it", () =>
  visit(
    "?arrivals=bursts&at-once=40&guest-us=1&held-us=1000&tx-ring=32&tx-burst=8&step=122",
    async (page) => {
      expect(await current(page)).toContain("Nobody will send it");
      expect(await lab(page).locator("figcaption").innerText()).toContain(
        "1 interrupt missed",
      );
      await button(page, "Next rescue").click();
      expect(await current(page)).toContain("10.3");
    },
  ));

test("a hostile address is said and survived", () =>
  visit(
    "?tx-ring=1e308&offered=NaN&back-end=%3Cscript%3E&step=x&seed=-1&tx-burst=&held-us=1e99&__proto__=1",
    async (page) => {
      const notices = await lab(page).locator(".lab-notices").innerText();
      for (const key of [
        "tx-ring",
        "offered",
        "back-end",
        "step",
        "seed",
        "held-us",
      ])
        expect(notices).toContain(key);
      expect(await words(page)).not.toMatch(/NaN|undefined|Infinity/);
      expect(await lab(page).locator(".ring-picture").count()).toBe(1);
    },
  ));

test("no play where the reader wants less motion", () =>
  visit(
    "",
    async (page) => {
      expect(await lab(page).locator("button.play").isVisible()).toBe(false);
    },
    { reducedMotion: "reduce" },
  ));

test("without JavaScript the steps stand as a sequence and as numbered tables; what acts is gone", () =>
  visit(
    "",
    async (page) => {
      expect(await caption(page)).toContain("0.167 exits");
      expect(await lab(page).locator(".row").count()).toBe(18);
      expect(await lab(page).locator(".ring-stepper").isVisible()).toBe(false);
      expect(await lab(page).locator(".ring-choices").isVisible()).toBe(false);
      for (const summary of [
        "The steps of part 2",
        "The steps of the rescue",
        "that the bottom half and vhost have",
      ])
        await page.getByText(summary).click();
      for (const id of ["step-1", "step-23", "C1", "C14", "R3", "9b", "C16v"])
        expect(
          await page.locator(`table.ring-steps [id="${id}"]`).isVisible(),
          id,
        ).toBe(true);
    },
    { javaScriptEnabled: false },
  ));

test("a phone sees fewer rows and the same steps", () =>
  visit(
    "",
    async (page) => {
      expect(await lab(page).locator(".row:visible").count()).toBe(6);
      await button(page, "Next").click();
      expect(await current(page)).toContain("guest kernel");
    },
    { viewport: { width: 360, height: 740 } },
  ));

test.each([320, 360])("at %i px no row cuts its sentence", (width) =>
  visit(
    "?arrivals=bursts&at-once=40&guest-us=1&held-us=1000&tx-ring=32&tx-burst=8&step=122",
    async (page) => {
      const cut = await rows(page)
        .locator(".row:visible")
        .evaluateAll((all) =>
          all
            .filter((row) => row.scrollHeight > row.clientHeight + 1)
            .map((row) => row.textContent),
        );
      expect(cut).toEqual([]);
    },
    { viewport: { width, height: 740 } },
  ),
);

test("Markdown, iframe, PNG, CSV and SVG can be carried away", () =>
  visit(
    "",
    async (page) => {
      expect(await copied(page, "Markdown")).toMatch(
        /exits a packet[\s\S]*\]\(http/,
      );
      expect(await copied(page, "iframe")).toMatch(
        /^<iframe src="http[^"]*embed\/virtio\//,
      );
      await drawn(page);
      expect(await saved(page, "CSV")).toMatch(/^step,at_s/);
      expect(await saved(page, "SVG")).toContain("NO_NOTIFY");
    },
    carrying,
  ));
