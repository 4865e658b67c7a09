/** A figure whose script does not come says so; a page that was read to its end needs no network. */
import { expect, test } from "vitest";
import { servedSite } from "./reader.ts";

const site = servedSite();

test.each(["", "cpu-and-memory/caps-and-bursting/", "start/characteristics/"])(
  "without a network after loading, page /%s says why its controls do nothing",
  async (path) => {
    const context = await site.browser().newContext();
    try {
      const page = await context.newPage();
      const broken: string[] = [];
      page.on("pageerror", (error) => broken.push(error.message));
      await page.goto(site.url() + path, { waitUntil: "networkidle" });
      expect(await page.locator(".script-missing").count()).toBe(0);
      await context.setOffline(true);
      await page.mouse.move(9, 9);
      const notice = page.locator(".script-missing").first();
      await notice.waitFor();
      expect(await notice.innerText()).toContain("could not be loaded");
      expect(broken).toEqual([]);
    } finally {
      await context.close();
    }
  },
);
