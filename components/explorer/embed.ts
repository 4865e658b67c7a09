/** What the explorer's embed page shows before a link says otherwise: the page and the iframe read it here. */
import type { ExplorerPreset } from "./state.ts";

export const embedPreset: ExplorerPreset = {
  columns: ["kvm-qemu-2012"],
  way: "transmit",
};

/** Pixels: caption, choices and most walks on a wide page. */
export const embedHeight = 1100;
