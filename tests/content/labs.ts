/**
 * The labs of a chapter, read from its source, each with the reader of its own links.
 *
 * FAILS  A lab whose props are not written as literals.
 */
import { existsSync, readFileSync } from "node:fs";
import type { LinkForm } from "../../components/lab/link-form.ts";
import * as explorer from "../../components/explorer/state.ts";
import * as lab from "../../components/lab/state.ts";
import * as memory from "../../components/memory/state.ts";
import * as seen from "../../components/seen/state.ts";
import * as simlab from "../../components/simlab/state.ts";
import * as virtio from "../../components/virtio/state.ts";
import { observers } from "../../models/explore/seen.ts";
import { ways } from "../../models/explore/walk.ts";
import type { Notice } from "../../models/index.ts";

type Read = (
  search: string,
  prefix: string,
  others: readonly string[],
) => { readonly state: object; readonly notices: readonly Notice[] };

export interface LabOnPage {
  readonly id: string;
  readonly linked: boolean;
  readonly read: Read;
}

const readBy =
  <State extends object>(form: LinkForm<State>): Read =>
  (...given) =>
    form.read(...given);

function readerOf(kind: string, props: string): Read {
  const text = (name: string): string =>
    new RegExp(`\\b${name}="([^"]*)"`).exec(props)?.[1] ?? "";
  const columns = JSON.parse(
    /\btechnologies=\{(\[[^\]]*\])\}/.exec(props)?.[1] ?? "[]",
  ) as string[];
  const one = <Value extends string>(list: readonly Value[], name: string) => {
    const found = list.find((each) => each === text(name));
    if (found === undefined) throw new Error(`a ${kind} without ${name}`);
    return found;
  };
  const query = text("preset");
  switch (kind) {
    case "Lab":
      return readBy(
        lab.linkForm({ query, technologies: columns, y: "linear" }),
      );
    case "SimLab": {
      const seconds = Number(/\bseconds=\{([\d.]+)\}/.exec(props)?.[1]);
      const against = text("against");
      return readBy(simlab.linkForm({ query, seconds, against, y: "linear" }));
    }
    case "VirtioLab":
      return readBy(virtio.linkForm({ query }));
    case "MemoryLab":
      return readBy(memory.linkForm({ query }));
    case "SeenLab": {
      const from = one(observers, "from");
      return readBy(seen.linkForm({ columns, way: one(ways, "way"), from }));
    }
    case "Explorer":
      return readBy(explorer.linkForm({ columns, way: one(ways, "way") }));
    default:
      throw new Error(`how does a ${kind} read its link? Say it here`);
  }
}

/** @param page  its address from the home page: "technologies/kvm/" */
export function labsOn(page: string): readonly LabOnPage[] {
  const file = `content/${page.replace(/\/$/, "")}.mdx`;
  if (!existsSync(file)) return [];
  const tag = /<(\w*Lab|Explorer)\s([^]*?)\n\/>/g;
  return [...readFileSync(file, "utf8").matchAll(tag)].map(
    ([, kind = "", props = ""]) => ({
      id: /\bid="([^"]+)"/.exec(props)?.[1] ?? "",
      linked: /^\s+linked$/m.test(props),
      read: (...given) => readerOf(kind, props)(...given),
    }),
  );
}
