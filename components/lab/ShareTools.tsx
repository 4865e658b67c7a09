/**
 * SHOWS    What can be carried away of the present state, the way back to the preset, and a word
 *          that says it was done.
 * READS    The view, the link and the figure's own picture.
 * WITHOUT JS  Hidden, its place kept.
 */
import { useEffect, useState } from "preact/hooks";
import { csvOf, markdownOf } from "./export.ts";
import { svgFileOf } from "./svg-file.ts";
import type { LabView } from "./view.ts";

export interface ShareToolsProps {
  readonly id: string;
  readonly name: string;
  readonly view: LabView;
  readonly changed: boolean;
  readonly link: () => string;
  readonly figure: () => HTMLElement | null;
  readonly onReset: () => void;
}

const save = (text: string, name: string, type: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => { URL.revokeObjectURL(url); }, 10_000);
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
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way on plain http
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
};

export function ShareTools({ id, name, view, changed, link, figure, onReset }: ShareToolsProps) {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => { setSaid(""); }, 4_000);
    return () => { clearTimeout(timer); };
  }, [said]);
  const copied = (what: string, text: string) => {
    void copy(text).then((done) => {
      setSaid(done ? `${what} copied` : `${what} could not be copied`);
    });
  };
  return (
    <p class="share">
      <span class="label">Copy</span>
      <button type="button" onClick={() => { copied("Link", link()); }}>link</button>
      <button type="button" onClick={() => { copied("Markdown", markdownOf(view, name, link())); }}>Markdown</button>
      <span class="label">Save</span>
      <button type="button" onClick={() => { save(csvOf(view), `${id}.csv`, "text/csv"); setSaid(`${id}.csv saved`); }}>CSV</button>
      <button
        type="button"
        onClick={() => {
          const element = figure();
          if (element) save(svgFileOf(element), `${id}.svg`, "image/svg+xml");
          setSaid(`${id}.svg saved`);
        }}
      >
        SVG
      </button>
      <button type="button" class="reset" disabled={!changed} onClick={() => { onReset(); setSaid("Back to the figure as printed"); }}>
        Reset
      </button>
      <span class="said" role="status">{said}</span>
    </p>
  );
}
