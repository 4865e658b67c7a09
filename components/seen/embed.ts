/** What the embed page shows before a link says otherwise: the page and the iframe read it here. */
import type { SeenPreset } from "./state.ts";

export const embedPreset: SeenPreset = {
  columns: ["kvm-qemu-2012"],
  way: "transmit",
  from: "both",
};

/** Pixels: caption, choices, strips and most paths on a wide page. */
export const embedHeight = 1150;
