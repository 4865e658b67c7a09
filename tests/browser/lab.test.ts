/**
 * The lab as a reader uses it: a slider answers in the same frame, the keyboard reaches all of it,
 * the address holds its state, hostile addresses are said and survived, and without JavaScript the
 * figure stands.
 */
import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { carrying, labReaderOf, search } from "./lab-reader.ts";
import { dist } from "./serve.ts";

/** The first page with a lab, the home page before others. */
const found = readdirSync(dist, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.replaceAll("\\", "/"))
  .sort((a, b) => a.split("/").length - b.split("/").length || (a < b ? -1 : 1))
  .find((file) =>
    /<figure[^>]*class="lab"/.test(readFileSync(`${dist}/${file}`, "utf8")),
  );
const path = found?.replace(/index\.html$/, "") ?? "";

const { visit, browser, url, lab, button, copied, saved } = labReaderOf(
  path,
  "figure.lab",
);

const caption = (page: Page) =>
  page.locator("figure.lab figcaption").first().innerText();
const threads = (page: Page) =>
  lab(page).locator('input[aria-label="Threads"]').first();
const typed = (page: Page) =>
  lab(page).locator(`input[id$="-threads"]`).first();

test("a page has a lab", () => {
  expect(found).toBeDefined();
});

describe.runIf(found !== undefined)("the lab", () => {
  test("the slider changes caption, table and legend in the same frame", () =>
    visit("", async (page) => {
      const before = await caption(page);
      const after = await threads(page).evaluate(
        async (slider: HTMLInputElement) => {
          slider.value = slider.value === "7" ? "8" : "7";
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          await new Promise(requestAnimationFrame);
          const figure = slider.closest("figure") as HTMLElement;
          return {
            caption: figure.querySelector("figcaption")?.textContent ?? "",
            present: figure.querySelector("tr.present th")?.textContent,
          };
        },
      );
      expect(after.caption).not.toBe(before);
      expect(after.caption).toContain("7 threads");
      expect(after.present).toBe("7");
    }));

  test("a finding is told to be of the page's figure once the reader has changed that", () =>
    visit("", async (page) => {
      const title = lab(page).locator("figcaption .title");
      const found = await title.innerText();
      expect(found).not.toContain("changes");
      await typed(page).fill("3");
      expect(await title.innerText()).toBe(found);
      await lab(page).locator('input[id$="-cap"]').first().fill("4");
      await lab(page).locator("figcaption .title.before").waitFor();
      expect(await title.innerText()).toBe(`Before your changes: ${found}`);
    }));

  test("the first live picture is the static one, and nothing moves", async () => {
    const picture = (page: Page) =>
      lab(page).evaluate((figure) => {
        const copy = figure.cloneNode(true) as HTMLElement;
        copy.classList.remove("live");
        for (const control of copy.querySelectorAll("input, option")) {
          for (const name of ["value", "checked", "selected"])
            control.removeAttribute(name);
        }
        return copy.innerHTML.replaceAll(/<!--.*?-->/g, "");
      });
    let still = "";
    await visit(
      "",
      async (page) => {
        still = await picture(page);
      },
      { javaScriptEnabled: false },
    );
    await visit("", async (page) => {
      const live = await picture(page);
      expect(live.length).toBeGreaterThan(1000);
      const normal = (markup: string) =>
        markup
          .replaceAll(/ (class|style|open)=""/g, "")
          .replaceAll("&nbsp;", "\u00a0");
      expect(normal(live)).toBe(normal(still));
    });
  });

  test("the keyboard reaches and moves the slider", () =>
    visit("", async (page) => {
      await threads(page).focus();
      const before = Number(await threads(page).inputValue());
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      expect(Number(await threads(page).inputValue())).toBe(before + 2);
      expect(await caption(page)).toContain(`${String(before + 2)} threads`);
    }));

  test("what is done before the script has come is done again", async () => {
    const page = await browser().newPage();
    try {
      // The islands' scripts are late; those of the page itself are in its head already.
      await page.goto(url() + path, { waitUntil: "load" });
      await page.route("**/*.js", async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await route.continue();
      });
      const before = Number(await threads(page).inputValue());
      await threads(page).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await page.locator("figure.lab.live").first().waitFor();
      const after = `${String(before + 2)} threads`;
      await expect
        .poll(() => lab(page).locator("figcaption").innerText())
        .toContain(after);
    } finally {
      await page.close();
    }
  });

  test("a section that is opened before the script has come is filled", async () => {
    const page = await browser().newPage();
    try {
      await page.goto(url() + path, { waitUntil: "load" });
      await page.evaluate(() => {
        document.querySelector<HTMLElement>(".lab-more > summary")?.click();
      });
      await page.mouse.move(2, 2);
      await page.locator(".lab-more .groups").first().waitFor();
    } finally {
      await page.close();
    }
  });

  test("the address follows, Back and Forward restore", () =>
    visit("", async (page) => {
      const home = await caption(page);
      await typed(page).fill("11");
      await page.keyboard.press("Enter");
      expect(await search(page)).toBe("?threads=11&v=1");
      const eleven = await caption(page);
      await typed(page).fill("13");
      await page.keyboard.press("Tab");
      expect(await search(page)).toBe("?threads=13&v=1");
      await page.goBack();
      expect(await caption(page)).toBe(eleven);
      await page.goBack();
      expect(await caption(page)).toBe(home);
      expect(await search(page)).toBe("");
      await page.goForward();
      expect(await caption(page)).toBe(eleven);
      expect(await typed(page).inputValue()).toBe("11");
    }));

  test("a drag is one step of the history", () =>
    visit("", async (page) => {
      const home = await caption(page);
      const entries = await page.evaluate(() => history.length);
      await threads(page).evaluate(async (slider: HTMLInputElement) => {
        for (const value of [9, 12, 15, 18]) {
          slider.value = String(value);
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          await new Promise((resolve) => setTimeout(resolve, 150));
        }
        slider.dispatchEvent(new Event("change", { bubbles: true }));
      });
      expect(await search(page)).toBe("?threads=18&v=1");
      expect(await page.evaluate(() => history.length)).toBe(entries + 1);
      await page.goBack();
      expect(await caption(page)).toBe(home);
    }));

  test("a link restores the state in a fresh page", async () => {
    let sentence = "";
    let link = "";
    await visit(
      "?threads=6&cpu=skylake-2017&y=log&with=zone,xen-pv&technology=xen-pv",
      async (page) => {
        sentence = await caption(page);
        link = await search(page);
        expect(sentence).toContain("Xen, PV with 6 threads");
      },
    );
    await visit(link, async (page) => {
      expect(await caption(page)).toBe(sentence);
      expect(
        await lab(page).locator(".lab-controls .technology.drawn").count(),
      ).toBe(2);
    });
  });

  test("a hostile address is said and survived", () =>
    visit(
      "?threads=1e308&cap=NaN&__proto__=1&constructor=x&tx-timer=-5&technology=%3Cscript%3Ealert(1)%3C/script%3E&%FF=%FF&threads=2",
      async (page) => {
        expect(await caption(page)).toMatch(/with 1.024 threads/);
        const notices = lab(page).locator(".lab-notices").first();
        expect(await notices.innerText()).toContain("threads");
        await notices.locator("summary").click();
        const text = await notices.innerText();
        for (const key of [
          "threads",
          "cap",
          "__proto__",
          "constructor",
          "tx-timer",
          "technology",
        ])
          expect(text).toContain(key);
        expect(
          await lab(page).locator(".curve-plot path.curve").count(),
        ).toBeGreaterThan(0);
      },
    ));

  test("what the reader typed stays, with what became of it", () =>
    visit("", async (page) => {
      await typed(page).fill("5000");
      expect(await typed(page).inputValue()).toBe("5000");
      expect(await caption(page)).toMatch(/1.024 threads/);
      await page.keyboard.press("Tab");
      expect(await typed(page).inputValue()).toBe("5000");
      const control = lab(page)
        .locator(".control", { has: page.locator("input[id$='-threads']") })
        .first();
      expect(await control.innerText()).toContain("taken as 1024");
      await typed(page).fill("five");
      expect(await typed(page).inputValue()).toBe("five");
      expect(await control.innerText()).toContain("is not a number");
      expect(await typed(page).getAttribute("aria-invalid")).toBe("true");
      expect(await caption(page)).toMatch(/1.024 threads/);
    }));

  test("technologies come and go; the one explained is always drawn", () =>
    visit("", async (page) => {
      const boxes = lab(page).locator(
        ".lab-controls .technology input[type=checkbox]",
      );
      const drawn = await lab(page)
        .locator(".lab-controls .technology.drawn")
        .count();
      await lab(page)
        .locator(
          ".lab-controls .technology.drawn input[type=radio]:not(:checked)",
        )
        .first()
        .check();
      const second = await caption(page);
      await lab(page)
        .locator(
          ".lab-controls .technology:has(input[type=radio]:checked) input[type=checkbox]",
        )
        .first()
        .uncheck();
      expect(await caption(page)).not.toBe(second);
      expect(
        await lab(page).locator(".lab-controls .technology.drawn").count(),
      ).toBeLessThan(drawn);
      expect(await boxes.count()).toBeGreaterThan(1);
    }));

  test("one polite region speaks, once, after the reader has stopped", () =>
    visit("", async (page) => {
      const region = lab(page).locator("p.unseen[role=status]").first();
      expect(await region.textContent()).toBe("");
      await threads(page).evaluate((slider: HTMLInputElement) => {
        const spoken = slider
          .closest("figure")
          ?.querySelector("p.unseen[role=status]") as HTMLElement;
        const heard: string[] = [];
        Object.assign(globalThis, { heard });
        new MutationObserver(() => heard.push(spoken.textContent)).observe(
          spoken,
          {
            childList: true,
            characterData: true,
            subtree: true,
          },
        );
        for (const value of ["9", "10", "11"]) {
          slider.value = value;
          slider.dispatchEvent(new Event("input", { bubbles: true }));
        }
      });
      await page.waitForTimeout(1200);
      const heard = await page.evaluate(
        () => (globalThis as unknown as { heard: string[] }).heard,
      );
      expect(heard).toHaveLength(1);
      expect(heard[0]).toContain("11 threads");
    }));

  test("link, Markdown and SVG can be carried away, and Reset goes back", () =>
    visit(
      "?threads=3",
      async (page) => {
        expect(await copied(page, "link")).toContain("?threads=3&v=1#");
        expect(await copied(page, "Markdown")).toMatch(
          /\| ---: \|[\s\S]*\]\(http/,
        );
        const svg = await saved(page, "SVG");
        expect(svg).toContain("<title");
        expect(svg).not.toMatch(/var\(|class=/);
        const three = await caption(page);
        await button(page, "Reset").click();
        expect(await caption(page)).not.toBe(three);
        expect(await search(page)).toBe("");
        await page.goBack();
        expect(await caption(page)).toBe(three);
      },
      carrying,
    ));

  test("paper has the state and its link", () =>
    visit("?threads=3", async (page) => {
      await page.emulateMedia({ media: "print" });
      const printed = await lab(page).locator(".lab-print").innerText();
      expect(printed).toContain("threads=3");
      expect(printed).toContain(`${url()}${path}?threads=3&v=1#`);
    }));

  test("the flame graph is walked with arrow keys and opens with Enter", () =>
    visit("", async (page) => {
      const part = lab(page).locator(".lab-part.flame").first();
      if ((await part.count()) === 0) return;
      if ((await part.getAttribute("open")) === null)
        await part.locator("> summary").click();
      await part.locator('[role="treeitem"][tabindex="0"]').focus();
      await page.keyboard.press("ArrowDown");
      const told = await part.locator(".flame-told").innerText();
      expect(told).toContain("host");
      await page.keyboard.press("Enter");
      expect(
        await part
          .locator('[role="treeitem"]')
          .first()
          .getAttribute("aria-label"),
      ).toContain("host");
      await page.keyboard.press("Escape");
      expect(
        await part
          .locator('[role="treeitem"]')
          .first()
          .getAttribute("aria-label"),
      ).toContain("unit");
    }));

  test("without JavaScript the figure says that it does not read the link", async () => {
    const unread = (page: Page) => lab(page).locator(".unread");
    await visit(
      "?threads=3",
      async (page) => {
        expect(await unread(page).innerText()).toContain("default state");
        const [told, figcaption] = await Promise.all([
          unread(page).boundingBox(),
          lab(page).locator("figcaption").boundingBox(),
        ]);
        const gap = told!.y - (figcaption!.y + figcaption!.height);
        expect(Math.abs(gap)).toBeLessThan(40);
      },
      { javaScriptEnabled: false },
    );
    await visit("?threads=3", async (page) => {
      expect(await unread(page).isVisible()).toBe(false);
    });
  });

  test("without JavaScript chart, caption and table stand with the same numbers", () =>
    visit(
      "",
      async (page) => {
        const sentence = await caption(page);
        const shown = /carr(?:y|ies) ([\d.\u202f]+)\u202f?[GMk]?(?:bit|packets)/
          .exec(sentence)?.[1]
          ?.replace(/\u202f$/, "");
        expect(shown).toBeDefined();
        expect(
          await lab(page).locator(".curve-plot path.curve").count(),
        ).toBeGreaterThan(0);
        const row = await lab(page)
          .locator("tr.present")
          .first()
          .innerText()
          .catch(() => "");
        const cells =
          row === ""
            ? await lab(page).locator("tr.present").first().textContent()
            : row;
        expect(cells).toContain(shown);
        expect(
          await lab(page)
            .locator(".lab-controls input[type=range]")
            .first()
            .isVisible(),
        ).toBe(false);
      },
      { javaScriptEnabled: false },
    ));

  test.each([320, 360, 700, 1280])(
    "no text of the chart is under 11 px at %i px",
    (width) =>
      visit(
        "",
        async (page) => {
          const sizes = await lab(page)
            .locator(".curve-plot text")
            .evaluateAll((texts) =>
              texts
                .filter((text) => text.getClientRects().length > 0)
                .map((text) => {
                  const svg = (text as SVGTextElement)
                    .ownerSVGElement as SVGSVGElement;
                  const scale =
                    svg.getBoundingClientRect().width /
                    svg.viewBox.baseVal.width;
                  return parseFloat(getComputedStyle(text).fontSize) * scale;
                }),
            );
          expect(sizes.length).toBeGreaterThan(5);
          expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
        },
        { viewport: { width, height: 900 } },
      ),
  );
});
