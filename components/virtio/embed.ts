/** What the ring's embed page shows before a link says otherwise. */
import type { EmbedPage } from "../lab/LabFrame.tsx";
import { linkForm, type VirtioPreset, type VirtioState } from "./state.ts";

export const embedPreset: VirtioPreset = { query: "" };

export const embed: EmbedPage<VirtioState> = {
  path: "embed/virtio/",
  form: linkForm(embedPreset),
};
