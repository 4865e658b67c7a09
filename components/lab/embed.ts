/** What the embed page shows before a link says otherwise: the page and the iframe read it here. */
import type { EmbedPage } from "./LabFrame.tsx";
import { linkForm, type LabPreset, type LabState } from "./state.ts";

export const embedPreset: LabPreset = {
  query: "",
  technologies: ["zone", "kvm-qemu-2012"],
  y: "linear",
};

export const embed: EmbedPage<LabState> = {
  path: "embed/",
  form: linkForm(embedPreset),
};
