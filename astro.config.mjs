// @ts-check
import { fileURLToPath } from "node:url";
import mdx from "@astrojs/mdx";
import preact from "@astrojs/preact";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { keepListOfTechnologies } from "./models/cli-catalogue.ts";
import { codeThemes } from "./site/code-themes.ts";
import { sidebarOf } from "./site/parts.ts";

process.env.ASTRO_TELEMETRY_DISABLED = "1";

const { BASE_PATH, SITE_URL } = process.env;

// A technology is one file: the list of them is in order before anything reads it.
keepListOfTechnologies();

/**
 * The same while `npm run dev` runs.
 * @type {import("vite").Plugin}
 */
const technologiesAppear = {
  name: "iopath:technologies-appear",
  configureServer: ({ watcher }) => {
    watcher.on("all", (_event, file) => {
      if (file.includes("/models/paths/")) keepListOfTechnologies();
    });
  },
};

/**
 * Ships the parameters' numbers to the browser without their documentation: in the client's build
 * models/parameters/published-values.ts is replaced by what it evaluates to.
 * @type {import("vite").Plugin}
 */
const numbersOnly = {
  name: "iopath:numbers-only",
  enforce: "pre",
  async transform(_code, id, options) {
    const file = "/models/parameters/published-values.ts";
    if (options?.ssr || !id.endsWith(file)) return undefined;
    const { publishedValues } =
      await import("./models/parameters/published-values.ts");
    return `export const publishedValues = ${JSON.stringify(publishedValues)};`;
  },
};

/**
 * Asks V8 to compile the model's chunks while they load: nearly all of their functions are called
 * as soon as a lab comes to life, and compiling them one by one then doubles the time of a first
 * solution (tests/bench/mva-first-page.ts). A comment to any other engine.
 * @type {import("vite").Plugin}
 */
const compiledOnLoad = {
  name: "iopath:compiled-on-load",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      const holdsModel = Object.keys(chunk.modules).some((id) =>
        /\/models\/(paths\/catalogue|solve\/)/.test(id),
      );
      if (holdsModel)
        chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`;
    }
  },
};

/** The island of simulated labs. */
const simulatedLab = "/components/simlab/SimLab.tsx";

/**
 * Names in a page's first script the files of its simulated labs, which it asks for at the first sign
 * of a reader: an island names each only in the one before.
 * @type {import("vite").Plugin}
 */
const namedAhead = {
  name: "iopath:named-ahead",
  renderChunk(code, _chunk, _options, { chunks }) {
    const place = "LAB_FILES";
    if (!code.includes(place)) return undefined;
    const all = Object.values(chunks);
    const lab = all.find(({ facadeModuleId }) =>
      facadeModuleId?.endsWith(simulatedLab),
    );
    if (!lab)
      throw new Error(
        `${place}: no chunk begins with ${simulatedLab}; name the simulated lab's island here`,
      );
    const files = new Set([lab.fileName]);
    for (const file of files)
      for (const { fileName, imports } of all)
        if (fileName === file) for (const each of imports) files.add(each);
    return code.replace(place, JSON.stringify([...files]));
  },
};

/**
 * Whether a simulated lab loads a module as it comes to life.
 * @param {string} module
 * @param {import("vite").Rolldown.ChunkingContext} context
 * @param {Set<string>} seen  modules known to be of no lab
 * @returns {boolean}
 */
const isOfSimulatedLab = (module, context, seen = new Set()) => {
  if (module.endsWith(simulatedLab)) return true;
  seen.add(module);
  return (context.getModuleInfo(module)?.importers ?? []).some(
    (importer) =>
      !seen.has(importer) && isOfSimulatedLab(importer, context, seen),
  );
};

/**
 * What a simulated lab shares with others is one file: a reader who acts at once waits for each
 * request of a dozen small ones, and for the rest of it to be compiled. What a page loads before it
 * has a reader, and what needs only a few words of it, is kept out of that file: a group takes all
 * that its modules import.
 * @type {import("vite").Rolldown.RolldownOptions}
 */
const inFewFiles = {
  output: {
    codeSplitting: {
      groups: [
        { name: "preload", test: /preload-helper/, priority: 2 },
        {
          name: "preact",
          test: /\/node_modules\/preact\/|\/components\/(format|lab\/use-announcement)\.ts/,
          priority: 2,
        },
        {
          name: (module, context) =>
            isOfSimulatedLab(module, context) ? "lab" : null,
          test: /\/components\/((chart|histogram|timeline|lab)\/|workload-rate|simlab\/(sweep-curve|words))|\/simulate\/result/,
          minShareCount: 2,
          priority: 1,
        },
        {
          name: "solver",
          test: /\/models\/(solve|baseline|limiter|network)/,
          minShareCount: 2,
        },
      ],
    },
  },
};

/**
 * Islands wait for a reader: `client:reader`.
 * @type {import("astro").AstroIntegration}
 */
const forReaders = {
  name: "iopath:for-readers",
  hooks: {
    "astro:config:setup": ({ addClientDirective }) => {
      addClientDirective({
        name: "reader",
        entrypoint: "./site/hydrate-for-reader.ts",
      });
    },
  },
};

export default defineConfig({
  vite: {
    plugins: [technologiesAppear, numbersOnly, compiledOnLoad, namedAhead],
    // Module workers: the simulator's file is shared with the page that has no worker.
    environments: { client: { build: { rolldownOptions: inFewFiles } } },
    worker: { format: "es", plugins: () => [numbersOnly] },
  },
  srcDir: "./site",
  publicDir: "./site/public",
  base: BASE_PATH ? `/${BASE_PATH.replace(/^\/+|\/+$/g, "")}` : "/",
  ...(SITE_URL ? { site: SITE_URL } : {}),
  trailingSlash: "always",
  devToolbar: { enabled: false },
  integrations: [
    starlight({
      title: "The I/O Path",
      description: "What does it cost to share a machine?",
      credits: false,
      // site/pages/404.astro says more.
      disable404Route: true,
      // The sidebar lists the sections of the open page; the margin is kept for notes.
      tableOfContents: false,
      sidebar: sidebarOf(fileURLToPath(new URL("./content", import.meta.url))),
      customCss: [
        "./site/styles/layers.css",
        "./site/styles/fonts.css",
        "./site/styles/tokens.css",
        "./site/styles/base.css",
        "./site/styles/chrome.css",
        "./site/styles/prose.css",
        "./site/styles/print.css",
      ],
      components: {
        Footer: "./site/overrides/Footer.astro",
        Head: "./site/overrides/Head.astro",
        Header: "./site/overrides/Header.astro",
        PageTitle: "./site/overrides/PageTitle.astro",
        Search: "./site/overrides/Search.astro",
        Sidebar: "./site/overrides/Sidebar.astro",
      },
      expressiveCode: {
        themes: codeThemes,
        useStarlightUiThemeColors: false,
        // Our themes are legible on our paper; the check would take it for black.
        minSyntaxHighlightingColorContrast: 0,
        defaultProps: { frame: "none" },
        styleOverrides: {
          borderRadius: "0",
          borderWidth: "0",
          codeBackground: "transparent",
          codeFontFamily: "var(--font-mono)",
          codeFontSize: "0.8125rem",
          codeLineHeight: "1.6",
          codePaddingBlock: "0.75rem",
          codePaddingInline: "0",
          frames: { frameBoxShadowCssValue: "none" },
        },
      },
    }),
    mdx(),
    preact(),
    forReaders,
  ],
});
