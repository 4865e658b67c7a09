/**
 * SHOWS    What can be carried away of the present state, the way back to the preset, and a word
 *          that says it was done.
 * READS    The view, the link and the figure's own picture. The writers of files load when asked.
 * WITHOUT JS  Hidden, its place kept.
 */
import { useEffect, useState } from "preact/hooks";
import type { LabView } from "./view.ts";

export interface ShareToolsProps {
  readonly id: string;
  readonly name: string;
  readonly view: LabView;
  readonly changed: boolean;
  readonly link: () => string;
  readonly figure: () => HTMLElement | null;
  readonly onReset: () => void;
  /** Says a word in the figure's one live region. */
  readonly onSay: (word: string) => void;
}

const save = (text: string, name: string, type: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }));
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
  view,
  changed,
  link,
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
    const { markdownOf } = await import("./export.ts");
    await copied("Markdown", markdownOf(view, name, link()));
  };
  const saveCsv = async () => {
    const { csvOf } = await import("./export.ts");
    save(csvOf(view), `${id}.csv`, "text/csv");
    say(`${id}.csv saved`);
  };
  const saveSvg = async () => {
    const { svgFileOf } = await import("./svg-file.ts");
    const element = figure();
    if (element) save(svgFileOf(element), `${id}.svg`, "image/svg+xml");
    say(`${id}.svg saved`);
  };
  return (
    <p class="share">
      <span class="label">Copy</span>
      <button
        type="button"
        onClick={() => {
          void copied("Link", link());
        }}
      >
        link
      </button>
      <button
        type="button"
        onClick={() => {
          void copyMarkdown();
        }}
      >
        Markdown
      </button>
      <span class="label">Save</span>
      <button
        type="button"
        onClick={() => {
          void saveCsv();
        }}
      >
        CSV
      </button>
      <button
        type="button"
        onClick={() => {
          void saveSvg();
        }}
      >
        SVG
      </button>
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
