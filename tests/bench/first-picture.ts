/**
 * How long a reader of a simulated lab waits for its first figures, in Chromium on the built site.
 *
 * IDEA   A slider is pressed with a real pointer; the time is from that event to the end of the frame
 *        in which the caption has figures of the new run, and of that in which the picture at the
 *        head of the lab is the new run's. Four readers: one whose press is the page's first sign
 *        of him, one who presses as soon as the lab lives, one who comes by pointer, one who has
 *        read a while.
 *        What of it passes until the lab's files are there, and until the lab lives, is timed too.
 * UNITS  Milliseconds on the wall, in the page: Playwright's own way to it and back is not in them.
 * FAILS  A busy machine: the page's thread, the worker and the painter want a processor each.
 *        `chrt -r 1 npm run bench` takes them from others.
 * HOLDS  A headless browser keeps no icons: it loads and draws a page's again for each new address,
 *        10 to 30 ms on the thread that draws the lab. A reader's does not: the icon is taken away.
 * COST   About 2 s a visit.
 */
import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { launchChromium } from "../browser/find-chromium.ts";
import { dist, serveDist } from "../browser/serve.ts";
import { median } from "./clock.ts";

const visits = 15;

const labs = [
  ["capped-zone", "cpu-and-memory/caps-and-bursting/"],
  ["capped-stream", "cpu-and-memory/caps-and-bursting/"],
  ["two-layers", "cpu-and-memory/two-schedulers/"],
  ["wake-up", "measuring/neighbours/"],
] as const;

/** Milliseconds between the first move of a reader's pointer and the press; null for a press alone. */
const readers: Readonly<Record<string, number | "as it lives" | null>> = {
  "at once": null,
  "as it lives": "as it lives",
  "by pointer": 300,
  "after a while": 3000,
};

interface Times {
  /** The last of the lab's files is there; those of its worker are not seen from the page. */
  readonly files: number;
  /** The lab has come to life. */
  readonly lives: number;
  readonly figures: number;
  readonly picture: number;
}

/** Resolves with the milliseconds, in the page. */
const watch = (id: string): Promise<Times> =>
  new Promise((resolve) => {
    document.querySelector("link[rel~=icon]")?.remove();
    const figure = document.getElementById(id)!;
    const told = () => figure.querySelector("figcaption .run")?.textContent;
    const before = told();
    let pressed: number | undefined;
    addEventListener(
      "input",
      ({ timeStamp }) => {
        pressed ??= timeStamp;
      },
      true,
    );
    let figures: number | undefined;
    let lives = NaN;
    const files = () =>
      Math.max(
        ...performance
          .getEntriesByType("resource")
          .filter(({ name }) => name.endsWith(".js"))
          .map((entry) => (entry as PerformanceResourceTiming).responseEnd),
      );
    let isFirst = false;
    let isDrawn = false;
    const frame = new MessageChannel();
    frame.port1.onmessage = () => {
      const at = pressed ?? NaN;
      const now = performance.now() - at;
      figures ??= now;
      if (isDrawn)
        resolve({
          files: files() - at,
          lives: lives - at,
          figures,
          picture: now,
        });
    };
    const observer = new MutationObserver(() => {
      if (Number.isNaN(lives) && figure.classList.contains("live"))
        lives = performance.now();
      if (pressed === undefined || told() === before) return;
      const drawn = !figure.querySelector(".lab-chart > .earlier");
      if (drawn) observer.disconnect();
      if (isFirst && !drawn) return;
      isFirst = true;
      isDrawn = drawn;
      // The next frame shows it; a message that is sent in it is read when that frame is over.
      requestAnimationFrame(() => {
        frame.port2.postMessage(null);
      });
    });
    observer.observe(figure, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });

async function visit(
  browser: Browser,
  url: string,
  id: string,
  comes: number | "as it lives" | null,
): Promise<Times> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 1000 },
  });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: "networkidle" });
  const slider = page
    .locator(`#${id} input[type=range]:not(:disabled)`)
    .first();
  await slider.evaluate((element) => {
    element.scrollIntoView({ block: "center" });
  });
  const box = await slider.boundingBox();
  if (!box) throw new Error(`${id} has no slider`);
  const [x, y] = [box.x + box.width * 0.47, box.y + box.height / 2];
  const times = page.evaluate(watch, id);
  if (comes === "as it lives") {
    await page.mouse.move(x, y);
    await page.locator(`#${id}.live`).waitFor();
  } else if (comes !== null) {
    await page.mouse.move(x - 200, y - 30);
    await page.waitForTimeout(comes);
  }
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.up();
  const milliseconds = await times;
  await context.close();
  return milliseconds;
}

export interface Wait {
  readonly what: string;
  /** Until the lab's files are there, and until it lives; of a reader who acts at once. */
  readonly files: readonly number[];
  readonly lives: readonly number[];
  readonly figures: readonly number[];
  readonly picture: readonly number[];
}

/** The middle and the worst of some times. */
export const spread = (times: readonly number[]): string =>
  times.length === 0
    ? ""
    : `${median(times).toFixed(0)} (${Math.max(...times).toFixed(0)})`;

/** None where there is no built site. */
export async function firstPictures(): Promise<readonly Wait[]> {
  if (!existsSync(`${dist}/index.html`)) return [];
  const site = await serveDist();
  const browser = await launchChromium();
  const waits: Wait[] = [];
  for (const [id, path] of labs)
    for (const [reader, comes] of Object.entries(readers)) {
      const times: Times[] = [];
      for (let k = 0; k < visits; k++)
        times.push(await visit(browser, site.url + path, id, comes));
      waits.push({
        what: `${id}, ${reader}`,
        files: comes === null ? times.map(({ files }) => files) : [],
        lives: comes === null ? times.map(({ lives }) => lives) : [],
        figures: times.map(({ figures }) => figures),
        picture: times.map(({ picture }) => picture),
      });
    }
  await browser.close();
  await site.close();
  return waits;
}
