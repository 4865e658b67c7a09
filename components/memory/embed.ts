/** What the memory lab's embed page shows before a link says otherwise. */
import type { MemoryPreset } from "./state.ts";

export const embedPreset: MemoryPreset = { query: "" };
