/** What the explorer's embed page shows before a link says otherwise: the page and the iframe read it here. */
import type { EmbedPage } from "../lab/LabFrame.tsx";
import { linkForm, type ExplorerPreset, type ExplorerState } from "./state.ts";

export const embedPreset: ExplorerPreset = {
  columns: ["kvm-qemu-2012"],
  way: "transmit",
};

export const embed: EmbedPage<ExplorerState> = {
  path: "embed/path/",
  form: linkForm(embedPreset),
  // Caption, choices and most walks on a wide page.
  height: 1100,
};
