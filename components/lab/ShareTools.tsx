/**
 * SHOWS    What can be carried away of the present state, the way back to the preset, and a word
 *          that says it was done.
 * READS    The lab's own texts, its links and its picture. The writers of files load when asked.
 * WITHOUT JS  Hidden, its place kept.
 */
import { useEffect, useState } from "preact/hooks";

export interface ShareToolsProps {
  readonly id: string;
  readonly name: string;
  readonly changed: boolean;
  /** The present state as texts; their writers are loaded when asked. */
  readonly markdown: (link: string) => Promise<string>;
  readonly csv: () => Promise<string>;
  readonly link: () => string;
  /** The same state without the book around it. */
  readonly embed: () => string;
  /** Pixels that its frame is high at first. */
  readonly embedHeight?: number;
  /** Holds the picture; one that is not on the page is drawn when asked. */
  readonly figure: () => HTMLElement | null | Promise<HTMLElement | null>;
  readonly onReset: () => void;
  /** Says a word in the figure's one live region. */
  readonly onSay: (word: string) => void;
}

/** Pixels: chart, caption and controls of most labs on a wide page. */
const frameHeight = 720;

export const save = (content: Blob, name: string): void => {
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
export const copy = async (text: string): Promise<boolean> => {
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
  embedHeight = frameHeight,
  figure,
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
  const copyIframe = async () => {
    const title = name.replaceAll('"', "”");
    await copied(
      "iframe",
      `<iframe src="${embed().replaceAll("&", "&amp;")}" title="${title}" width="100%" height="${embedHeight}" loading="lazy" style="border:0"></iframe>`,
    );
  };
  const copyPng = async () => {
    const element = await figure();
    if (!element) return;
    const { pngFileOf } = await import("./png-file.ts");
    const picture = await pngFileOf(element);
    if (picture === null) {
      say("PNG could not be drawn");
      return;
    }
    try {
      await navigator.clipboard.write([
        new ClipboardItem({ "image/png": picture }),
      ]);
      say("PNG copied");
    } catch {
      // No clipboard for pictures here: a file is as good.
      save(picture, `${id}.png`);
      say(`${id}.png saved`);
    }
  };
  const saveCsv = async () => {
    save(new Blob([await csv()], { type: "text/csv" }), `${id}.csv`);
    say(`${id}.csv saved`);
  };
  const saveSvg = async () => {
    const { svgFileOf } = await import("./svg-file.ts");
    const element = await figure();
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
      {button("iframe", copyIframe)}
      {button("PNG", copyPng)}
      <span class="label">Save</span>
      {button("CSV", saveCsv)}
      {button("SVG", saveSvg)}
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
