/** What the embed page shows before a link says otherwise: the page and the iframe read it here. */
import type { EmbedPage } from "../lab/LabFrame.tsx";
import { linkForm, type SeenPreset, type SeenState } from "./state.ts";

export const embedPreset: SeenPreset = {
  columns: ["kvm-qemu-2012"],
  way: "transmit",
  from: "both",
};

export const embed: EmbedPage<SeenState> = {
  path: "embed/seen/",
  form: linkForm(embedPreset),
  // Caption, choices, strips and most paths on a wide page.
  height: 1150,
};
