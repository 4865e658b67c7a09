/**
 * Finds a Chromium to test in, or gets one.
 *
 * In order: CHROME_PATH; a Chrome or Chromium on PATH or in its usual place;
 * Playwright's cache; Playwright's own download; Debian's package, when root.
 * If all of that fails the error says in one sentence what to install.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { homedir, platform } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type LaunchOptions } from "playwright-core";

const downloadLimit = 60_000; // milliseconds
const packageLimit = 240_000; // milliseconds

const commands = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
];

const places: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ["/opt/google/chrome/chrome", "/usr/lib/chromium/chromium"],
  darwin: ["", homedir()].flatMap((home) => [
    `${home}/Applications/Google Chrome.app/Contents/MacOS/Google Chrome`,
    `${home}/Applications/Chromium.app/Contents/MacOS/Chromium`,
    `${home}/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge`,
  ]),
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap(
    (name) => {
      const directory = process.env[name];
      return directory
        ? [
            `${directory}\\Google\\Chrome\\Application\\chrome.exe`,
            `${directory}\\Chromium\\Application\\chrome.exe`,
            `${directory}\\Microsoft\\Edge\\Application\\msedge.exe`,
          ]
        : [];
    },
  ),
};

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installed(): string | undefined {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((directory) => directory !== "")
    .flatMap((directory) => commands.map((name) => join(directory, name)));
  return [...onPath, ...(places[platform()] ?? [])].find(isExecutable);
}

function cached(): string | undefined {
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  const directory =
    process.env["PLAYWRIGHT_BROWSERS_PATH"] ??
    {
      darwin: join(homedir(), "Library/Caches/ms-playwright"),
      win32: join(homedir(), "AppData/Local/ms-playwright"),
    }[platform() as "darwin" | "win32"] ??
    join(homedir(), ".cache/ms-playwright");
  if (!existsSync(directory)) return undefined;
  const wanted =
    /(chrome|chromium|chrome-headless-shell|headless_shell)(\.exe)?$/i;
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => file.startsWith("chromium") && wanted.test(file))
    .map((file) => join(directory, file))
    .find(
      (file) =>
        isExecutable(file) && spawnSync(file, ["--version"]).status === 0,
    );
}

function download(): string | undefined {
  const require = import.meta.resolve("playwright-core/package.json");
  const cli = fileURLToPath(new URL("cli.js", require));
  spawnSync(process.execPath, [cli, "install", "chromium"], {
    timeout: downloadLimit,
    stdio: "ignore",
  });
  return cached();
}

function fromDebian(): string | undefined {
  const root = process.getuid?.() === 0;
  if (!root || !isExecutable("/usr/bin/apt-get")) return undefined;
  const apt = (...rest: string[]) =>
    execFileSync("/usr/bin/apt-get", rest, {
      timeout: packageLimit,
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
  try {
    apt("update");
    apt("install", "-y", "--no-install-recommends", "chromium");
  } catch {
    return undefined;
  }
  return installed();
}

/** @throws Error saying what to install, if no Chromium can be had */
function findChromium(): string {
  const named = process.env["CHROME_PATH"];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`CHROME_PATH is ${named}, which cannot be run.`);
  }
  const found = installed() ?? cached() ?? download() ?? fromDebian();
  if (found) return found;
  throw new Error(
    "The browser tests need Chrome or Chromium: install one, or set CHROME_PATH to its program file.",
  );
}

/** Starts a headless Chromium that makes no requests of its own. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const { args = [], ...rest } = options;
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({
    executablePath: findChromium(),
    headless: true,
    ...rest,
    args: [
      "--headless",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...sandbox,
      ...args,
    ],
  });
}
