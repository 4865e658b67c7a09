/**
 * The memory lab as a reader uses it: changed by slider and key, linked to, carried away, and read
 * without a script; and the table of characteristics that leads to it.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { carrying, labReaderOf, search } from "./lab-reader.ts";

const { visit, lab, caption, button, copied, saved, livesAsItStood } =
  labReaderOf("cpu-and-memory/memory/", "figure.memory-lab");

const field = (page: Page, key: string) => lab(page).locator(`#memory-${key}`);
const slider = (page: Page, label: string) =>
  lab(page).locator(`input[type=range][aria-label^="${label}"]`);

/** All that is said in words and numbers. */
const words = (page: Page) =>
  lab(page).evaluate((figure) =>
    [...figure.querySelectorAll("figcaption, .curve-plot, .budget-bars, table")]
      .map(({ textContent }) => textContent)
      .join("\n"),
  );

test("the first live picture is the static one", () =>
  livesAsItStood(words, async (page) => {
    expect(await lab(page).locator(".memory-host").isVisible()).toBe(false);
    expect(await lab(page).locator(".share").isVisible()).toBe(false);
    expect(await caption(page)).toContain("page walks, 4.4 of at most 24");
  }));

test("a slider changes the result, the link gives it back, and Back undoes it", async () => {
  let link = "";
  let said = "";
  await visit("", async (page) => {
    const before = await caption(page);
    await slider(page, "Working set").focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Tab");
    expect(await caption(page)).not.toBe(before);
    expect(await search(page)).toBe("?working-set=1220&v=1");
    await field(page, "page").selectOption("2m");
    await field(page, "host-page").selectOption("2m");
    expect(await caption(page)).toContain("2.8 of at most 15 loads");
    link = await search(page);
    said = await words(page);
    expect(link).toBe("?host-page=2m&page=2m&working-set=1220&v=1");
    await page.goBack();
    expect(await search(page)).toBe("?page=2m&working-set=1220&v=1");
  });
  await visit(link, async (page) => {
    expect(await words(page)).toBe(said);
    await button(page, "Reset").click();
    expect(await search(page)).toBe("");
  });
});

test("technologies are drawn and explained; the last one stays", () =>
  visit("", async (page) => {
    const radio = lab(page).getByRole("radio", { name: "Explain Nitro" });
    await radio.check();
    expect(await caption(page)).toContain("Nitro: a load");
    expect(await search(page)).toBe("?technology=nitro&v=1");
    for (const name of ["Zones", "Xen (PV)", "KVM (SmartOS)", "KVM (shadow)"])
      await lab(page).getByRole("checkbox", { name, exact: true }).uncheck();
    expect(
      await lab(page).getByRole("checkbox", { name: "Nitro" }).isDisabled(),
    ).toBe(true);
    expect(await lab(page).locator(".budget-bars li").count()).toBe(1);
  }));

test("what does not fit is said, and what acts on nothing drawn is off", () =>
  visit("?tenants=40&with=zone", async (page) => {
    expect(await lab(page).locator("figcaption").innerText()).toContain(
      "Only 12 of 40 fit",
    );
    await lab(page).getByRole("radio", { name: "Explain Zones" }).check();
    await lab(page).getByRole("checkbox", { name: "KVM (SmartOS)" }).uncheck();
    expect(await field(page, "changes").isDisabled()).toBe(true);
  }));

test("a hostile address is said and survived", () =>
  visit(
    "?working-set=1e308&page=%3Cscript%3E&tenants=NaN&with=nobody&used=-5&__proto__=1",
    async (page) => {
      const notices = await lab(page).locator(".lab-notices").innerText();
      for (const key of ["working-set", "page", "tenants", "with", "used"])
        expect(notices).toContain(key);
      expect(await words(page)).not.toMatch(/NaN|undefined|Infinity/);
    },
  ));

test("a typed unit is read, and nonsense is refused in place", () =>
  visit("", async (page) => {
    await field(page, "working-set").fill("4 GiB");
    await page.keyboard.press("Enter");
    expect(await search(page)).toBe("?working-set=4096&v=1");
    await field(page, "tenants").fill("many");
    expect(await lab(page).locator(".refused").innerText()).toContain("many");
    expect(await search(page)).toBe("?working-set=4096&v=1");
  }));

test("Markdown, iframe, CSV and SVG can be carried away", () =>
  visit(
    "?technology=zone",
    async (page) => {
      expect(await copied(page, "Markdown")).toMatch(
        /page tables beneath[\s\S]*\]\(http/,
      );
      expect(await copied(page, "iframe")).toMatch(
        /^<iframe src="http[^"]*embed\/memory\/\?technology=zone/,
      );
      expect(await saved(page, "CSV")).toMatch(
        /^technology,working_set_mib,load_s/,
      );
      expect(await saved(page, "SVG")).toContain("working set");
    },
    carrying,
  ));
