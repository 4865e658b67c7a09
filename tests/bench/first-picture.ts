/**
 * How long a reader of a simulated lab waits for its first picture, in Chromium on the built site.
 *
 * IDEA   A slider is pressed with a real pointer; the time is from that event to the end of the frame
 *        in which the head of the lab or its caption is the new run's. Three readers: one whose
 *        press is the page's first sign of him, one who comes by pointer, one who has read a while.
 * UNITS  Milliseconds on the wall.
 * FAILS  A busy machine: the page's thread, the worker and the painter want a processor each.
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
  ["wake-up", "measuring/neighbours/"],
] as const;

/** Milliseconds between the first move of a reader's pointer and the press; null for a press alone. */
const readers: Readonly<Record<string, number | null>> = {
  "at once": null,
  "by pointer": 300,
  "after a while": 1800,
};

/** Resolves with the milliseconds, in the page. */
const watch = (id: string): Promise<number> =>
  new Promise((resolve) => {
    const figure = document.getElementById(id)!;
    const drawn = () =>
      [...figure.querySelectorAll(".lab-chart path, figcaption .sentence")]
        .map((part) => part.getAttribute("d") ?? part.textContent)
        .join();
    const before = drawn();
    let pressed: number | undefined;
    addEventListener(
      "input",
      ({ timeStamp }) => {
        pressed ??= timeStamp;
      },
      true,
    );
    const frame = new MessageChannel();
    frame.port1.onmessage = () => {
      resolve(performance.now() - (pressed ?? NaN));
    };
    const observer = new MutationObserver(() => {
      const simulated = figure.querySelector("progress")?.value ?? 0;
      if (pressed === undefined || simulated === 0 || drawn() === before)
        return;
      observer.disconnect();
      // Figures are drawn in a frame; a message is read when that frame is over.
      frame.port2.postMessage(null);
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
  comes: number | null,
): Promise<number> {
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
  const picture = page.evaluate(watch, id);
  if (comes !== null) {
    await page.mouse.move(x - 200, y - 30);
    await page.waitForTimeout(comes);
  }
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.up();
  const milliseconds = await picture;
  await context.close();
  return milliseconds;
}

export interface Wait {
  readonly what: string;
  readonly median: number;
  readonly worst: number;
}

/** None where there is no built site. */
export async function firstPictures(): Promise<readonly Wait[]> {
  if (!existsSync(`${dist}/index.html`)) return [];
  const site = await serveDist();
  const browser = await launchChromium();
  const waits: Wait[] = [];
  for (const [id, path] of labs)
    for (const [reader, comes] of Object.entries(readers)) {
      const times: number[] = [];
      for (let k = 0; k < visits; k++)
        times.push(await visit(browser, site.url + path, id, comes));
      waits.push({
        what: `${id}, ${reader}`,
        median: median(times),
        worst: Math.max(...times),
      });
    }
  await browser.close();
  await site.close();
  return waits;
}
