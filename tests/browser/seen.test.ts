/**
 * What can be seen from where, as a reader uses it: another observer, another technology, an option, a
 * link that restores them, hostile links survived, what is given away, and everything without JavaScript.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { carrying, labReaderOf, search } from "./lab-reader.ts";

const { visit, lab, caption, button, copied, saved } = labReaderOf(
  "measuring/what-can-be-seen/",
  "figure.seen-lab",
);

const from = (page: Page, name: string) =>
  lab(page).getByRole("radio", { name, exact: true });
const bands = (page: Page, sight: string) =>
  lab(page).locator(`.seen-way .band.${sight}`).count();

test("from the guest the host's steps are hatched, and the sentence says how much that is", () =>
  visit("", async (page) => {
    expect(await caption(page)).toContain("from the host 7 of 12 steps");
    await from(page, "the guest").check();
    expect(await search(page)).toBe("?from=guest&v=1");
    expect(await caption(page)).toMatch(
      /KVM, qemu 2012: from the guest, 2 of 12 steps, 7\.5\u202f% of the elapsed .* the longest unseen stretch is 251\u202fµs \(hypervisor, qemu and host kernel\), and nothing after it can be probed/,
    );
    expect(await bands(page, "none")).toBeGreaterThan(5);
    await from(page, "the host").focus();
    await page.keyboard.press("Space");
    expect(await caption(page)).toContain("from the global zone, 4 of 7 steps");
    await page.goBack();
    await page.waitForFunction(() => location.search === "?from=guest&v=1");
    expect(await from(page, "the guest").isChecked()).toBe(true);
  }));

test("an option changes what is seen; a third technology stands beside; the announcer speaks", () =>
  visit("?from=guest&with=kvm-qemu-2012", async (page) => {
    const before = await caption(page);
    await lab(page).getByRole("radio", { name: "bottom half" }).check();
    expect(await caption(page)).not.toBe(before);
    await lab(page).locator("select").nth(1).selectOption("xen-pv");
    expect(await lab(page).locator(".seen-way").count()).toBe(2);
    await lab(page)
      .locator("[role=status]", { hasText: "Xen, PV: from the guest" })
      .waitFor({ state: "attached" });
    await from(page, "the host").check();
    expect(await bands(page, "records")).toBeGreaterThan(0);
  }));

test("a link restores technologies, way, observer and options", async () => {
  let link = "";
  let shown = "";
  await visit(
    "",
    async (page) => {
      await lab(page).locator("select").nth(1).selectOption("xen-pv");
      await lab(page)
        .getByRole("radio", { name: "receive", exact: true })
        .check();
      await lab(page)
        .getByRole("radio", { name: /flipped/ })
        .check();
      await from(page, "the host").check();
      link = await copied(page, "link");
      shown = await lab(page).locator(".seen-ways").innerText();
    },
    carrying,
  );
  const { search: query, hash } = new URL(link);
  expect(query).toBe("?from=host&grants=flip&way=receive&with=zone,xen-pv&v=1");
  expect(hash).toBe("#sight");
  await visit(query, async (page) => {
    expect(await lab(page).locator(".seen-ways").innerText()).toBe(shown);
    await button(page, "Reset").click();
    expect(await search(page)).toBe("");
  });
});

test.each([
  "?with=%3Cimg%20src=x%20onerror=alert(1)%3E&v=1",
  "?from=above&way=up&step=3",
  `?with=${"zone,".repeat(200)}ox&rtt=abc`,
  "?from=__proto__&constructor=x",
])("%s is survived, and what was not taken is said", (query) =>
  visit(query, async (page) => {
    expect(await lab(page).locator(".lab-notices").innerText()).not.toBe("");
    expect(await lab(page).locator(".seen-way li").count()).toBeGreaterThan(3);
    expect(await page.locator("img[src=x]").count()).toBe(0);
  }),
);

test("Markdown, iframe, CSV and SVG hold the state", () =>
  visit(
    "?with=xen-pv&from=host",
    async (page) => {
      expect(await copied(page, "Markdown")).toContain(
        "records alone: xentrace",
      );
      expect(await copied(page, "iframe")).toMatch(
        /embed\/seen\/\?from=host&amp;with=xen-pv&amp;v=1"/,
      );
      expect(await saved(page, "CSV")).toContain("xen-pv,transmit,host,");
      const svg = await saved(page, "SVG");
      expect(svg).toContain("from dom0");
      expect(svg).toMatch(/<pattern[^>]* id="sight-wide-0-none"/);
      expect(svg).not.toMatch(/var\(|class=/);
    },
    carrying,
  ));

test("the embed page shows what its link says", () =>
  visit(
    "?with=nitro&from=guest",
    async (page) => {
      expect(await caption(page)).toContain("Nitro: from the guest");
      expect(await page.locator("nav").count()).toBe(0);
    },
    {},
    "embed/seen/",
  ));

test("without JavaScript strips, steps and tables stand, and nothing that would act", () =>
  visit(
    "",
    async (page) => {
      expect(await lab(page).locator(".seen-picture.wide").isVisible()).toBe(
        true,
      );
      expect(await lab(page).locator(".seen-way li").count()).toBeGreaterThan(
        15,
      );
      expect(await lab(page).locator(".explorer-choices").isVisible()).toBe(
        false,
      );
      await lab(page).locator(".lab-part > summary").click();
      expect(await lab(page).locator("table").count()).toBe(3);
    },
    { javaScriptEnabled: false },
  ));
