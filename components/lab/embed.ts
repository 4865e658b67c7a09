/** What the embed page shows before a link says otherwise: the page and the iframe read it here. */
import type { LabPreset } from "./state.ts";

export const embedPreset: LabPreset = {
  query: "",
  technologies: ["zone", "kvm-qemu-2012"],
  y: "linear",
};
