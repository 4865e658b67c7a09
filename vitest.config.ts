import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: [
            "{models,components,content,site,tests}/**/*.test.{ts,tsx}",
          ],
          exclude: ["tests/browser/**"],
          setupFiles: ["tests/property-seed.ts"],
          // A slow machine is not a wrong result.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          // One Chromium at a time: the machines that run this have two cores.
          fileParallelism: false,
          testTimeout: 120_000,
          // A first run may have to fetch the browser.
          hookTimeout: 420_000,
        },
      },
    ],
  },
});
