/**
 * SHOWS    What can be carried away of the present state, the way back to the preset, and a word
 *          that says it was done.
 * READS    The lab's own texts, its links and its picture. The writers of files load when asked.
 * WITHOUT JS  Hidden, its place kept.
 */
import { useEffect, useState } from "preact/hooks";
import { linkTo } from "../prose/link.ts";
import "./share.css";

export interface ShareToolsProps {
  readonly id: string;
  readonly name: string;
  readonly changed: boolean;
  /** The present state as texts; their writers are loaded when asked. */
  readonly markdown: (link: string) => Promise<string>;
  readonly csv: () => Promise<string>;
  readonly link: () => string;
  /** Where in the book the same state stands without the book around it; a table is not embedded. */
  readonly embed:
    { readonly path: () => string; readonly height: number } | undefined;
  /** Holds the picture, if there is one; one that is not on the page is drawn when asked. */
  readonly picture:
    (() => HTMLElement | null | Promise<HTMLElement | null>) | undefined;
  readonly onReset: () => void;
  /** Says a word in the figure's one live region. */
  readonly onSay: (word: string) => void;
}

const save = (content: Blob, name: string): void => {
  const url = URL.createObjectURL(content);
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
};

/** A page without a secure origin has no clipboard: then the old way, through a selection. */
const copy = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    // Deprecated, and on plain http the only way.
    const old: { execCommand: (command: string) => boolean } = document;
    const done = old.execCommand("copy");
    area.remove();
    return done;
  }
};

export function ShareTools({
  id,
  name,
  changed,
  markdown,
  csv,
  link,
  embed,
  picture,
  onReset,
  onSay,
}: ShareToolsProps) {
  const [said, setSaid] = useState("");
  const say = (word: string) => {
    setSaid(word);
    onSay(word);
  };
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => {
      setSaid("");
    }, 4_000);
    return () => {
      clearTimeout(timer);
    };
  }, [said]);
  const copied = async (what: string, text: string) => {
    const done = await copy(text);
    say(done ? `${what} copied` : `${what} could not be copied`);
  };
  const copyMarkdown = async () => {
    await copied("Markdown", await markdown(link()));
  };
  const copyIframe = async ({ path, height }: NonNullable<typeof embed>) => {
    const title = name.replaceAll('"', "”");
    const { href } = new URL(linkTo(path()), location.href);
    await copied(
      "iframe",
      `<iframe src="${href.replaceAll("&", "&amp;")}" title="${title}" width="100%" height="${height}" loading="lazy" style="border:0"></iframe>`,
    );
  };
  const copyPng = async (element: HTMLElement | null) => {
    if (!element) return;
    const { pngFileOf } = await import("./png-file.ts");
    const file = await pngFileOf(element);
    if (file === null) {
      say("PNG could not be drawn");
      return;
    }
    try {
      await navigator.clipboard.write([
        new ClipboardItem({ "image/png": file }),
      ]);
      say("PNG copied");
    } catch {
      // No clipboard for pictures here: a file is as good.
      save(file, `${id}.png`);
      say(`${id}.png saved`);
    }
  };
  const saveCsv = async () => {
    save(new Blob([await csv()], { type: "text/csv" }), `${id}.csv`);
    say(`${id}.csv saved`);
  };
  const saveSvg = async (element: HTMLElement | null) => {
    const { svgFileOf } = await import("./svg-file.ts");
    if (element)
      save(
        new Blob([svgFileOf(element)], { type: "image/svg+xml" }),
        `${id}.svg`,
      );
    say(`${id}.svg saved`);
  };
  const button = (label: string, act: () => Promise<void>) => (
    <button
      type="button"
      onClick={() => {
        void act();
      }}
    >
      {label}
    </button>
  );
  return (
    <p class="share">
      <span class="label">Copy</span>
      {button("link", () => copied("Link", link()))}
      {button("Markdown", copyMarkdown)}
      {embed && button("iframe", () => copyIframe(embed))}
      {picture && button("PNG", async () => copyPng(await picture()))}
      <span class="label">Save</span>
      {button("CSV", saveCsv)}
      {picture && button("SVG", async () => saveSvg(await picture()))}
      <button
        type="button"
        class="reset"
        disabled={!changed}
        onClick={() => {
          onReset();
          say("Back to the figure as printed");
        }}
      >
        Reset
      </button>
      <span class="said">{said}</span>
    </p>
  );
}
