/** What the ring's embed page shows before a link says otherwise. */
import type { VirtioPreset } from "./state.ts";

export const embedPreset: VirtioPreset = { query: "" };
