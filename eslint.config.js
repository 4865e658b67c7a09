// @ts-check
import { defineConfig, globalIgnores } from "eslint/config";
import astro from "eslint-plugin-astro";
import tseslint from "typescript-eslint";

/** A relative import that leaves its room for one of `rooms`. */
const rooms = (/** @type {string[]} */ ...rooms) =>
  `^(\\.{1,2}/)+(${rooms.join("|")})/`;

/**
 * Imports go one way: models <- components <- content <- site. Nothing imports tests.
 * @param {string} room
 * @param {string[]} above
 */
const oneWay = (room, above) => ({
  regex: rooms(...above, "tests"),
  message: `${room}/ imports nothing from ${[...above, "tests"].join(", ")}: models <- components <- content <- site.`,
});

const pureModel = (/** @type {string} */ allowed) => ({
  regex: `^(?!\\.{1,2}/${allowed})`,
  message:
    "The model is pure TypeScript: it imports its own files and nothing else.",
});

const modelsOneWay = oneWay("models", ["components", "content", "site"]);

/** @param {{ regex: string; message: string }[]} patterns */
const restrict = (...patterns) => ({
  "no-restricted-imports": /** @type {const} */ (["error", { patterns }]),
});

/** What a reader reads is set with the printer's apostrophe, as the prose beside it. */
const printedApostrophe = ["Literal[value", "TemplateElement[value.cooked"].map(
  (node) => ({
    selector: `${node}=/[A-Za-z]'[a-z]/]`,
    message: "Words that are read have the apostrophe ’.",
  }),
);
const noImportAtRunTime = {
  selector: "ImportExpression",
  message: "The model loads nothing while it runs.",
};

const impureGlobals = [
  "Date",
  "crypto",
  "document",
  "fetch",
  "localStorage",
  "navigator",
  "performance",
  "process",
  "queueMicrotask",
  "sessionStorage",
  "setInterval",
  "setTimeout",
  "window",
];

export default defineConfig(
  globalIgnores(["dist/", ".astro/", "**/*.mdx"]),
  {
    files: ["**/*.{js,mjs,ts,tsx}"],
    extends: [
      tseslint.configs.recommendedTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["astro.config.mjs"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      // A number in a template is what this project prints all day.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true },
      ],
      // Record<K, V> and an index signature say different things about intent.
      "@typescript-eslint/consistent-indexed-object-style": "off",
      // tsc's noPropertyAccessFromIndexSignature is off; both spellings are clear.
      "@typescript-eslint/dot-notation": "off",
      // `type` and `interface` read differently for data and for contracts.
      "@typescript-eslint/consistent-type-definitions": "off",
      // `as number` and `!` both say "this index is in range"; either may be used.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
      // An indexed loop over parallel arrays is the plain way to write a solver.
      "@typescript-eslint/prefer-for-of": "off",
    },
  },
  {
    files: ["**/*.astro"],
    // Type-checked rules do not see through .astro files; `astro check` types them.
    extends: [astro.configs["flat/recommended"]],
  },
  {
    files: ["models/**/*.ts"],
    rules: {
      ...restrict(pureModel(""), modelsOneWay),
      "no-restricted-syntax": [
        "error",
        noImportAtRunTime,
        ...printedApostrophe,
      ],
      "no-restricted-globals": [
        "error",
        ...impureGlobals.map((name) => ({
          name,
          message: "The model has no clock, no chance and no surroundings.",
        })),
      ],
      "no-restricted-properties": [
        "error",
        {
          object: "Math",
          property: "random",
          message: "Draw from a seeded stream: the same seed, the same bytes.",
        },
        ...impureGlobals.map((property) => ({
          object: "globalThis",
          property,
          message: "The model has no clock, no chance and no surroundings.",
        })),
      ],
    },
  },
  {
    files: ["models/**/*.test.ts", "models/**/*.test-support.ts"],
    rules: {
      ...restrict(pureModel("|vitest$|fast-check$|node:"), modelsOneWay),
      // A test may read a file, look at the clock and start the command line.
      "no-restricted-globals": "off",
      "no-restricted-syntax": "off",
    },
  },
  {
    files: ["models/cli*.ts"],
    rules: {
      ...restrict(pureModel("|node:"), modelsOneWay),
      // The one file of models/ that may touch Node.
      "no-restricted-globals": "off",
      // What a shell reads keeps the typewriter's apostrophe.
      "no-restricted-syntax": ["error", noImportAtRunTime],
    },
  },
  {
    files: ["components/**/*.{ts,tsx,astro}"],
    rules: {
      ...restrict(oneWay("components", ["content", "site"])),
      "no-restricted-syntax": ["error", ...printedApostrophe],
    },
  },
  {
    files: ["components/**/*.test.{ts,tsx}"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    // A program, not a component: it borrows the tests' way of finding a Chromium.
    files: ["components/diagram/render.ts"],
    rules: restrict({
      regex: rooms("content", "site"),
      message: "components/ imports nothing from content, site.",
    }),
  },
  {
    files: ["content/**/*.{ts,tsx,astro}"],
    rules: restrict(oneWay("content", ["site"])),
  },
  {
    files: ["site/**/*.{ts,tsx,astro}", "*.{js,mjs,ts}"],
    rules: restrict(oneWay("site", [])),
  },
  {
    files: ["**/*.js"],
    // eslint-plugin-astro and ESLint publish loose types for configuration.
    extends: [tseslint.configs.disableTypeChecked],
  },
);
