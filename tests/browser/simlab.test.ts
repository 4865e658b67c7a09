/**
 * The simulated lab as a reader uses it: the default stands without a script, a change runs in the
 * worker without blocking the page, worker, page and Node give the same bytes, a link restores the
 * state, and the timeline is walked with the keyboard.
 */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { csvOf } from "../../components/simlab/export.ts";
import { runJob } from "../../components/simlab/job.ts";
import { parseScenario, scenarioToQuery } from "../../models/index.ts";
import { carrying, labReaderOf, search } from "./lab-reader.ts";

const path = "cpu-and-memory/caps-and-bursting/";

const {
  visit,
  browser,
  url,
  lab,
  caption,
  copied,
  saved,
  drawn,
  livesAsItStood,
} = labReaderOf(path, "figure.simlab");

const field = (page: Page, key: string) =>
  lab(page).locator(`input[id$="-${key}"]`).first();
const settled = (page: Page) =>
  page.locator("#capped-zone[aria-busy=false]").waitFor();
/** Every number that the lab shows, tables included. */
const numbers = (page: Page) =>
  lab(page).evaluate((figure) =>
    [...figure.querySelectorAll("figcaption, table, .timeline-plot.wide")]
      .map(({ textContent, outerHTML, tagName }) =>
        tagName === "svg" ? outerHTML : textContent,
      )
      .join("\n"),
  );

test("nothing of the simulator is loaded before there is a reader", async () => {
  const context = await browser().newContext();
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on("request", (request) => {
    if (/(worker|slices|SimLab|lab|preact)[^/]*\.js$/.test(request.url()))
      scripts.push(request.url());
  });
  await page.goto(url() + path, { waitUntil: "networkidle" });
  expect(scripts).toEqual([]);
  await context.close();
});

interface WorkerInPage {
  made: number;
  readonly starts: string[];
  /** Answers that still reach the page; the rest waits. */
  answers: number;
  readonly held: (() => void)[];
}
declare const __worker: WorkerInPage;

/** Sees what the page asks of its worker, and can hold back what that answers. */
const withHeldWorker = async (page: Page) => {
  await page.addInitScript(() => {
    const seen: WorkerInPage = {
      made: 0,
      starts: [],
      answers: Infinity,
      held: [],
    };
    Object.assign(globalThis, { __worker: seen });
    globalThis.Worker = class extends Worker {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        seen.made += 1;
      }
      override postMessage(message: { kind: string; request?: object }) {
        if (message.kind === "start")
          seen.starts.push(JSON.stringify(message.request));
        super.postMessage(message);
      }
      override addEventListener(
        name: string,
        act: (event: Event) => void,
      ): void {
        super.addEventListener(name, (event: Event) => {
          if (name !== "message" || seen.answers-- > 0) act(event);
          else
            seen.held.push(() => {
              act(event);
            });
        });
      }
    };
  });
  return {
    made: () => page.evaluate(() => __worker.made),
    starts: () => page.evaluate(() => __worker.starts),
    /** Lets so many answers through, those that wait first. */
    answers: (count: number) =>
      page.evaluate((most) => {
        const now = __worker.held.splice(0, most);
        __worker.answers = most - now.length;
        for (const act of now) act();
      }, count),
  };
};

test("the worker's thread waits for a reader; the first sign loads the simulator, before the labs live", async () => {
  const context = await browser().newContext();
  const page = await context.newPage();
  const worker = await withHeldWorker(page);
  // The labs' own script never comes.
  await page.route(/SimLab\.[^/]*\.js$/, () => undefined);
  const simulator: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/worker")) simulator.push(request.url());
  });
  await page.goto(url() + path, { waitUntil: "load" });
  await page.waitForTimeout(300);
  expect(await worker.made()).toBe(1);
  expect(simulator).toEqual([]);
  await page.mouse.move(2, 2);
  await expect.poll(() => simulator.length).toBe(1);
  expect(await worker.made()).toBe(1);
  expect(await page.locator("figure.simlab.live").count()).toBe(0);
  await context.close();
});

test("the lab that the reader is at comes to life before the others", async () => {
  const context = await browser().newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const order: string[] = [];
    Object.assign(globalThis, { __order: order });
    addEventListener(
      "astro:hydrate",
      (event) => {
        order.push(
          (event.target as Element).querySelector("figure")?.id ?? "none",
        );
      },
      true,
    );
  });
  await page.goto(url() + path, { waitUntil: "load" });
  await page.locator("#quota").scrollIntoViewIfNeeded();
  await page.locator("#quota").hover();
  await page.locator("#capped-zone.live").waitFor();
  const order = await page.evaluate(
    () => (globalThis as unknown as { __order: string[] }).__order,
  );
  expect(order[0]).toBe("quota");
  await context.close();
});

test("what a reader does first is done once, and the other labs wait though the address changes", async () => {
  const context = await browser().newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const alive: number[] = [];
    Object.assign(globalThis, { __alive: alive });
    addEventListener(
      "astro:hydrate",
      () => alive.push(performance.now()),
      true,
    );
  });
  await page.goto(url() + path, { waitUntil: "networkidle" });
  // No pointer comes near before it: the press is the page's first sign of a reader.
  await lab(page)
    .locator(".sim-status button", { hasText: "another seed" })
    .evaluate((button) => {
      button.dispatchEvent(new Event("touchstart", { bubbles: true }));
      (button as HTMLElement).click();
    });
  await page.waitForFunction(() => location.search !== "");
  expect(await search(page)).toBe("?seed=2&v=1");
  const alive = () =>
    page.evaluate(
      () => (globalThis as unknown as { __alive: number[] }).__alive,
    );
  await page.locator("#burst.live").waitFor();
  const [first = NaN, second = NaN] = await alive();
  expect(second - first).toBeGreaterThan(380);
  await settled(page);
  expect(await search(page)).toBe("?seed=2&v=1");
  await context.close();
});

test("while a slider moves one run follows another, the newest next, and no part vanishes", async () => {
  const context = await browser().newContext();
  const page = await context.newPage();
  const worker = await withHeldWorker(page);
  await page.goto(`${url()}technologies/kvm-in-zone/`, { waitUntil: "load" });
  await page.mouse.move(2, 2);
  await page.locator("#parked.live").waitFor();
  const figure = page.locator("#parked");
  const height = async () => (await figure.boundingBox())?.height ?? 0;
  const before = await height();
  await worker.answers(0);
  await figure
    .locator("input[type=range]")
    .first()
    .evaluate((slider) => {
      const range = slider as HTMLInputElement;
      for (let step = 1; step <= 5; step++) {
        range.stepUp();
        range.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
  expect(await worker.starts()).toHaveLength(1);
  // A first figure, of a run that may be in its warm-up: its lanes may be of the run before.
  await worker.answers(1);
  await figure.locator(".lab-chart .timeline").waitFor();
  await page.waitForFunction(() =>
    document
      .querySelector("#parked figcaption .sentence")
      ?.textContent.includes("with 32 threads: "),
  );
  expect(Math.abs((await height()) - before)).toBeLessThan(60);
  await worker.answers(1e9);
  await page.waitForFunction(() => __worker.starts.length === 2);
  const [first = "", second = ""] = await worker.starts();
  expect(second).not.toBe(first);
  await figure.locator(".lab-chart > div:not(.earlier) .timeline").waitFor();
  await context.close();
}, 60_000);

test("the first live picture is the static one", () => livesAsItStood(numbers));

test("a change is simulated in a worker, and the address follows", () =>
  visit("", async (page, { requests }) => {
    const before = await caption(page);
    await field(page, "threads").fill("4");
    await page.keyboard.press("Enter");
    expect(await search(page)).toBe("?threads=4&v=1");
    await page.waitForFunction(
      (old) =>
        document.querySelector("figure.simlab figcaption .sentence")
          ?.textContent !== old,
      before,
    );
    await settled(page);
    expect(await caption(page)).toContain("4 threads");
    expect(requests.some((url) => url.includes("worker"))).toBe(true);
  }));

test("worker and page give the same bytes for the same seed", async () => {
  const query = "threads=5&cap=1.5&seed=7&seconds=20";
  let inWorker = "";
  await visit(`?${query}`, async (page) => {
    await settled(page);
    inWorker = await numbers(page);
    expect(await caption(page)).toContain("5 threads");
  });
  await visit(`?${query}&worker=off`, async (page, { requests }) => {
    await settled(page);
    expect(await numbers(page)).toBe(inWorker);
    expect(requests.some((url) => url.includes("/worker"))).toBe(false);
  });
});

test.each([
  ["capped-zone", "", "workload=cpu&threads=5&cap=1.5&seed=7", 20],
  [
    "capped-stream",
    "capped-stream.",
    "workload=tcp-stream&threads=3&seed=7",
    1,
  ],
])(
  "%s: Node and Chromium give the same numbers, to the last digit",
  (id, prefix, query, seconds) => {
    const keys = query.split("&").slice(1);
    const search = [...keys, `seconds=${seconds}`, "against=none"]
      .map((pair) => prefix + pair)
      .join("&");
    return visit(
      `?${search}`,
      async (page) => {
        const figure = page.locator(`#${id}`);
        await figure.scrollIntoViewIfNeeded();
        await page.locator(`#${id}.live`).waitFor();
        await page.locator(`#${id}[aria-busy=false]`).waitFor();
        const [file] = await Promise.all([
          page.waitForEvent("download"),
          figure.locator(".share button", { hasText: "CSV" }).click(),
        ]);
        const inNode = runJob({
          query: scenarioToQuery(parseScenario(query).scenario),
          against: null,
          seconds,
          timeline: null,
          sweep: null,
        });
        // The first row is the run; its first column is named after the lab's sweep.
        const run = (csv: string) => csv.split(/\r?\n/)[1]?.split(",").slice(1);
        expect(run(readFileSync(await file.path(), "utf8"))).toEqual(
          run(csvOf(inNode, "run")),
        );
      },
      { acceptDownloads: true },
    );
  },
  60_000,
);

test.each(["", "?worker=off"])(
  "typing is never blocked while millions of events are simulated%s",
  (query) =>
    visit(query, async (page) => {
      // How long a key press would wait, drawing included: nearly always, and at most.
      const waits = () =>
        page.evaluate(async () => {
          const seen: number[] = [];
          let before = performance.now();
          const until = before + 1500;
          while (performance.now() < until) {
            await new Promise((resolve) => setTimeout(resolve, 0));
            const now = performance.now();
            seen.push(now - before);
            before = now;
          }
          seen.sort((a, b) => a - b);
          return {
            nearlyAll: seen[Math.floor(seen.length * 0.95)]!,
            longest: seen.at(-1)!,
          };
        });
      // A busy machine makes an idle page wait too: what counts is what the simulation adds.
      const idle = await waits();
      await field(page, "seconds").fill("600");
      await page.keyboard.press("Enter");
      const busy = await waits();
      expect(busy.nearlyAll).toBeLessThan(50 + 4 * idle.nearlyAll);
      // The first slices on the page compile as well.
      expect(busy.longest).toBeLessThan(500 + 4 * idle.longest);
      await field(page, "threads").fill("6");
      expect(await field(page, "threads").inputValue()).toBe("6");
    }),
);

test("a run can be cancelled, and another seed gives another run", () =>
  visit("", async (page) => {
    await field(page, "seconds").fill("600");
    await page.keyboard.press("Enter");
    await lab(page)
      .locator(".sim-status button", { hasText: "cancel" })
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    await settled(page);
    expect(
      await lab(page).locator(".sim-status span").first().innerText(),
    ).toMatch(/^(simulated|.*cancelled.*)$/);
    await lab(page)
      .locator(".sim-status button", { hasText: "another seed" })
      .click();
    expect(await search(page)).toContain("seed=2");
  }));

test("on a phone a figure keeps its height while runs come and go", () =>
  visit(
    "",
    async (page) => {
      await page.evaluate(() => {
        const figure = document.querySelector("#quota")!;
        const heights = new Set<number>();
        Object.assign(window, { heights });
        const look = () => {
          heights.add(Math.round(figure.getBoundingClientRect().height));
          requestAnimationFrame(look);
        };
        look();
      });
      for (const [key, value] of [
        ["rate", "300"],
        ["cap", "4"],
      ] as const) {
        await page.locator(`#quota-${key}`).fill(value);
        await page.keyboard.press("Enter");
        await page.waitForTimeout(200);
        await page.locator("#quota[aria-busy=false]").waitFor();
      }
      const heights = await page.evaluate(
        () => (window as unknown as { heights: Set<number> }).heights.size,
      );
      expect(heights).toBe(1);
    },
    { viewport: { width: 360, height: 800 } },
  ));

test("a link restores both scenarios of a comparison", () =>
  visit("?threads=3&against=cap:2&seconds=20", async (page) => {
    await settled(page);
    expect(await caption(page)).toContain("3 threads");
    await lab(page).locator(".lab-part.compare > summary").click();
    const table = lab(page).locator("table.paired");
    expect(await table.innerText()).toContain("CPU cap: 2 CPUs");
    expect(
      await lab(page).locator("#capped-zone-second-cap").inputValue(),
    ).toBe("2");
  }));

test("a hostile address is said and survived", () =>
  visit(
    "?threads=1e308&seconds=NaN&against=%3Cscript%3E&cap=x&y=cubic&__proto__=1",
    async (page) => {
      await lab(page)
        .locator(".sim-status button", { hasText: "cancel" })
        .click({ timeout: 3_000 })
        .catch(() => undefined);
      const notices = await lab(page).locator(".lab-notices").textContent();
      for (const key of ["threads", "seconds", "against", "cap", "y"])
        expect(notices).toContain(key);
      expect(await caption(page)).not.toMatch(/NaN|undefined/);
    },
  ));

test("the timeline is walked, zoomed and read with the keyboard", () =>
  visit("", async (page) => {
    const lanes = lab(page).locator(".timeline-lanes").first();
    await lanes.focus();
    const at = async () => Number(await lanes.getAttribute("aria-valuenow"));
    const before = await at();
    await page.keyboard.press("ArrowRight");
    expect(await at()).toBeGreaterThan(before);
    await page.keyboard.press("Shift+ArrowRight");
    expect(await lanes.getAttribute("aria-valuetext")).toMatch(
      /running|parked/,
    );
    const whole = await lanes
      .locator("svg.wide path")
      .first()
      .getAttribute("d");
    await page.keyboard.press("+");
    expect(
      await lanes.locator("svg.wide path").first().getAttribute("d"),
    ).not.toBe(whole);
    await page.keyboard.press("0");
    expect(await lanes.locator("svg.wide path").first().getAttribute("d")).toBe(
      whole,
    );
  }));

test("more threads make no timeline taller: it scrolls, over an axis that stays", () =>
  visit(
    "",
    async (page) => {
      const timeline = lab(page).locator(".timeline").first();
      const lanes = timeline.locator(".timeline-lanes");
      const heightOf = async () => (await timeline.boundingBox())!.height;
      const before = await heightOf();
      expect(await timeline.locator("svg[aria-hidden] .axis").count()).toBe(0);
      await field(page, "threads").fill("100");
      await field(page, "threads").press("Enter");
      await settled(page);
      await timeline.locator(".timeline-lanes.scrolls").waitFor();
      // A line of notes at most.
      expect(Math.abs((await heightOf()) - before)).toBeLessThan(50);
      expect(
        await lanes.evaluate((box) => box.scrollHeight / box.clientHeight),
      ).toBeGreaterThan(2);
      expect(
        await timeline
          .locator("svg.narrow[aria-hidden] .axis-title")
          .isVisible(),
      ).toBe(true);
    },
    { viewport: { width: 360, height: 800 } },
  ));

test("no replay where the reader wants less motion", () =>
  visit(
    "",
    async (page) => {
      expect(await lab(page).locator("button.play").isVisible()).toBe(false);
    },
    { reducedMotion: "reduce" },
  ));

test("without JavaScript figure, caption and tables stand; controls are gone", () =>
  visit(
    "",
    async (page) => {
      expect(await caption(page)).toContain("8 threads");
      expect(
        await lab(page).locator(".timeline-plot.wide path").count(),
      ).toBeGreaterThan(8);
      expect(await lab(page).locator(".sim-status").isVisible()).toBe(false);
      await lab(page).locator(".lab-part.tables > summary").click();
      expect(await lab(page).locator("table.lane-shares").isVisible()).toBe(
        true,
      );
      // No figure opens on a state that asks for another.
      const captions = await page.locator("figcaption").allInnerTexts();
      expect(captions.join()).not.toContain("Simulate more seconds");
    },
    { javaScriptEnabled: false },
  ));

test("Markdown, iframe, PNG and CSV can be carried away", () =>
  visit(
    "",
    async (page) => {
      expect(await copied(page, "Markdown")).toMatch(
        /\| ---: \|[\s\S]*\]\(http/,
      );
      expect(await copied(page, "iframe")).toMatch(
        /^<iframe src="http[^"]*embed\/simulation\//,
      );
      await drawn(page);
      expect(await saved(page, "CSV")).toMatch(/^run,technology/);
    },
    carrying,
  ));
