/**
 * The path explorer as a reader uses it: stepped by key and by button, options that make steps come and
 * go, technologies beside each other, a link that restores all of it, hostile links survived, the
 * texts and pictures that it gives away, and everything without JavaScript.
 */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { carrying, labReaderOf, search } from "./lab-reader.ts";

const {
  visit,
  lab: explorer,
  caption,
  button,
  copied,
  saved,
  drawn,
} = labReaderOf("io-path/network-transmit/", "figure.explorer");

const lanes = (page: Page) => explorer(page).locator(".explorer-lanes");
const rows = (page: Page) => lanes(page).locator("li.row");
const reached = (page: Page) => explorer(page).locator(".reached").innerText();
const current = (page: Page) =>
  rows(page).evaluateAll((all) =>
    all.findIndex((row) => row.getAttribute("aria-current") === "step"),
  );
/** A row of the sums, by its head: one figure a technology. */
const sum = (page: Page, name: string) =>
  explorer(page)
    .locator(".explorer-counters tbody tr")
    .filter({ has: page.getByRole("rowheader", { name, exact: true }) })
    .locator("td")
    .allInnerTexts();
const labels = (page: Page) => rows(page).locator(".label").allInnerTexts();

describe("stepping", () => {
  test("by key: arrows walk, End and Home jump, sums grow and the live region speaks", () =>
    visit("", async (page) => {
      const whole = await sum(page, "Elapsed");
      await lanes(page).focus();
      await page.keyboard.press("ArrowDown");
      expect(await current(page)).toBe(0);
      expect(await reached(page)).toMatch(/^Step 1 of \d+\. Zone: write/);
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowDown");
      expect(await current(page)).toBe(2);
      const after = await sum(page, "Elapsed");
      expect(after[0]).not.toBe(whole[0]);
      expect(after[1]).toBe("0\u202fs");
      expect(await sum(page, "Copies")).toEqual(["1", "0"]);
      await page.keyboard.press("ArrowUp");
      expect(await current(page)).toBe(1);
      await page.keyboard.press("End");
      expect(await current(page)).toBe((await rows(page).count()) - 1);
      expect(await sum(page, "Elapsed")).toEqual(whole);
      await page.keyboard.press("Home");
      expect(await current(page)).toBe(0);
      await page.waitForFunction(() =>
        document
          .querySelector("figure.explorer [role=status]")
          ?.textContent.startsWith("Step 1 of"),
      );
    }));

  test("by button and by click; Back undoes a step; nothing else moves", () =>
    visit("", async (page) => {
      const heights = () =>
        rows(page).evaluateAll((all) =>
          all.map((row) => row.getBoundingClientRect().height),
        );
      const before = await heights();
      await button(page, "Walk from the start").click();
      await button(page, "Next").click();
      expect(await current(page)).toBe(1);
      expect(await search(page)).toBe("?step=2&v=1");
      await rows(page).nth(6).click();
      expect(await current(page)).toBe(6);
      expect(await heights()).toEqual(before);
      await button(page, "Back").click();
      expect(await current(page)).toBe(5);
      await page.goBack();
      await page.waitForFunction(() => location.search === "?step=7&v=1");
      expect(await current(page)).toBe(6);
      await button(page, "Whole way").click();
      expect(await button(page, "Whole way").isDisabled()).toBe(true);
    }));

  test("the row that is reached stands between header and buttons", () =>
    visit("", async (page) => {
      await lanes(page).focus();
      const many = await rows(page).count();
      for (let step = 1; step < many; step++) {
        await page.keyboard.press("ArrowDown");
        await page.waitForFunction(() => {
          const row = document
            .querySelector("li.row[aria-current]")
            ?.getBoundingClientRect();
          const bar = document
            .querySelector(".explorer-stepper")
            ?.getBoundingClientRect();
          return row && bar && row.bottom <= bar.top + 1;
        });
      }
    }));
});

describe("options", () => {
  test("a packet filter appears in the Zone, and a timer gives way to the bottom half", () =>
    visit("", async (page) => {
      const on = explorer(page)
        .getByRole("group", { name: /^Packet filter/ })
        .getByRole("radio", { name: "on" });
      await on.check();
      expect((await labels(page)).join("\n")).toContain(
        "packet filter, physical-out hook",
      );
      expect(await search(page)).toBe("?firewall=on&v=1");
      const before = await sum(page, "Timer waits");
      expect(before).toEqual(["0", "1"]);
      await explorer(page).getByRole("radio", { name: "bottom half" }).check();
      expect(await sum(page, "Timer waits")).toEqual(["0", "0"]);
      const steps = (await labels(page)).join("\n");
      expect(steps).toContain("bottom half");
      expect(steps).not.toContain("transmit timer runs");
    }));

  test("an ioeventfd exchanges the technology", () =>
    visit("", async (page) => {
      await explorer(page).getByRole("radio", { name: "ioeventfd" }).check();
      expect(await search(page)).toBe("?with=zone,kvm-qemu&v=1");
      expect((await labels(page)).join("\n")).toContain("eventfd");
      expect(await caption(page)).toContain("KVM, qemu: ");
    }));

  test.each([
    ["with=kvm-sriov&way=receive", "posted", "kvm-sriov-posted"],
    ["with=xen-pv", "driver domain", "xen-driver-domain"],
    ["with=container-host", "bridge and NAT", "container-nat"],
  ])("%s, %s: %s", (query, name, id) =>
    visit(`?${query}`, async (page) => {
      await explorer(page).getByRole("radio", { name, exact: true }).check();
      expect(await search(page)).toContain(`with=${id}`);
    }),
  );

  test("Xen's pages are copied or flipped, a Zone's disk may stand behind lofs", async () => {
    await visit("?with=xen-pv&way=receive", async (page) => {
      await explorer(page)
        .getByRole("radio", { name: /flipped/ })
        .check();
      expect((await labels(page)).join("\n")).toContain(
        "gives the frame’s page",
      );
    });
    await visit("?with=zone&way=disk", async (page) => {
      await explorer(page)
        .getByRole("group", { name: /^Loopback mount/ })
        .getByRole("radio", { name: "on" })
        .check();
      expect((await labels(page)).join("\n")).toContain("loopback file system");
    });
  });
});

describe("beside each other", () => {
  test("three technologies share rows where they share steps", () =>
    visit("", async (page) => {
      await explorer(page).locator("select").nth(2).selectOption("kvm-vhost");
      expect(await search(page)).toBe("?with=zone,kvm-qemu-2012,kvm-vhost&v=1");
      const shared = rows(page).filter({
        hasText: "frames queue for the line",
      });
      expect(await shared.count()).toBe(1);
      expect(await shared.locator(".cell:not(.none)").count()).toBe(3);
      expect(await shared.getAttribute("class")).toContain("functions");
      expect(await sum(page, "Exits")).toEqual(["0", "1", "1"]);
    }));

  test("a Zone is Unix in every row and in its stacks", () =>
    visit("?with=unix,zone", async (page) => {
      for (const row of await rows(page).all())
        expect(await row.getAttribute("class")).toContain("functions");
      await explorer(page).locator(".lab-part > summary").first().click();
      expect(await explorer(page).locator(".same").innerText()).toBe(
        "Function for function those of Traditional Unix:",
      );
    }));

  test("the differential flame says what is gone, by elapsed and by CPU time", () =>
    visit("?with=kvm-qemu-2012,kvm-vhost", async (page) => {
      const part = explorer(page).locator(".flame-part");
      await part.locator("> summary").click();
      await part.locator(".flame-frames").nth(1).waitFor();
      expect(await part.locator(".flame-frames").count()).toBe(2);
      expect(await part.innerText()).toMatch(/Gone: .*transmit timer runs/);
      await part.getByRole("radio", { name: "CPU time" }).check();
      expect(await part.innerText()).not.toContain("transmit timer runs");
      expect(await search(page)).toContain("by=cpu");
      await part.locator(".differs [role=treeitem]").first().focus();
      await page.keyboard.press("ArrowDown");
      expect(await part.locator(".flame-told").last().innerText()).toMatch(
        /µs/,
      );
    }));
});

describe("links", () => {
  test("a link restores the walk, the options and the columns", async () => {
    let link = "";
    let shown = "";
    await visit(
      "",
      async (page) => {
        await explorer(page).locator("select").nth(1).selectOption("xen-pv");
        await explorer(page)
          .getByRole("radio", { name: "receive", exact: true })
          .check();
        await rows(page).nth(4).click();
        link = await copied(page, "link");
        shown = await lanes(page).innerText();
      },
      carrying,
    );
    const { search: query, hash } = new URL(link);
    expect(query).toBe("?step=5&way=receive&with=zone,xen-pv&v=1");
    expect(hash).toBe("#out");
    await visit(query, async (page) => {
      expect(await lanes(page).innerText()).toBe(shown);
      expect(await current(page)).toBe(4);
      await button(page, "Reset").click();
      expect(await search(page)).toBe("");
    });
  });

  test.each([
    "?with=%3Cimg%20src=x%20onerror=alert(1)%3E&v=1",
    "?step=-3&way=up&by=weight",
    "?step=99999&with=nitro",
    `?with=${"zone,".repeat(200)}&rtt=abc&tx-timer=-1`,
    "?threads=9&__proto__=1&constructor=x",
  ])("%s is survived, and what was not taken is said", (query) =>
    visit(query, async (page) => {
      const said = await explorer(page).locator(".lab-notices").innerText();
      if (!query.startsWith("?step=99999")) expect(said).not.toBe("");
      expect(await rows(page).count()).toBeGreaterThan(3);
      expect(await page.locator("img[src=x]").count()).toBe(0);
    }),
  );

  test("the embed page shows what its link says, and nothing else of the book", () =>
    visit(
      "?with=zone,nitro&step=3",
      async (page) => {
        expect(await current(page)).toBe(2);
        expect(await page.locator("nav").count()).toBe(0);
        expect(await caption(page)).toContain("Nitro: ");
      },
      {},
      "embed/path/",
    ));
});

test("Markdown, iframe, CSV, SVG and PNG hold the state", () =>
  visit(
    "?with=zone,kvm-vhost",
    async (page) => {
      expect(await copied(page, "Markdown")).toMatch(
        /^\| 1 \| write system call/m,
      );
      expect(await copied(page, "iframe")).toMatch(
        /^<iframe src="http[^"]*embed\/path\/\?with=zone,kvm-vhost&amp;v=1"/,
      );
      expect(await saved(page, "CSV")).toContain("kvm-vhost,transmit,");
      const svg = await saved(page, "SVG");
      expect(svg).toContain("guest thread writes");
      expect(svg).not.toMatch(/var\(|class=/);
      await drawn(page);
    },
    carrying,
  ));

test("without JavaScript every step, sum, stack and table stands, and nothing that would act", () =>
  visit(
    "",
    async (page) => {
      expect(await rows(page).count()).toBeGreaterThan(10);
      expect(await rows(page).first().isVisible()).toBe(true);
      expect(await sum(page, "Exits")).toEqual(["0", "1"]);
      await explorer(page).locator(".lab-part > summary").first().click();
      expect(
        await explorer(page).locator(".explorer-stacks").innerText(),
      ).toContain("virtio_net_flush_tx");
      expect(
        await explorer(page).locator(".walk-steps, table").count(),
      ).toBeGreaterThan(2);
      for (const hidden of [
        ".explorer-choices",
        ".explorer-stepper",
        ".flame-part",
      ])
        expect(await explorer(page).locator(hidden).isVisible()).toBe(false);
    },
    { javaScriptEnabled: false },
  ));

test("on a phone the rails of both columns run beside each other, unbroken", () =>
  visit(
    "",
    async (page) => {
      const broken = await rows(page).evaluateAll(
        (all) =>
          all.filter((row) => {
            const rails = [...row.querySelectorAll(".rails")];
            const height = row.getBoundingClientRect().height;
            return (
              rails.length !== 2 ||
              rails.some(
                (rail) => rail.getBoundingClientRect().height < height - 3,
              )
            );
          }).length,
      );
      expect(broken).toBe(0);
      await button(page, "Walk from the start").click();
      expect(await reached(page)).toMatch(/^Step 1 of/);
    },
    { viewport: { width: 360, height: 740 }, hasTouch: true },
  ));
