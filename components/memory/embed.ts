/** What the memory lab's embed page shows before a link says otherwise. */
import type { EmbedPage } from "../lab/LabFrame.tsx";
import { linkForm, type MemoryPreset, type MemoryState } from "./state.ts";

export const embedPreset: MemoryPreset = { query: "" };

export const embed: EmbedPage<MemoryState> = {
  path: "embed/memory/",
  form: linkForm(embedPreset),
};
