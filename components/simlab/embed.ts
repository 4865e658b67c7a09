/** What the simulation's embed page shows before a link says otherwise. */
import type { SimLabShape } from "./request.ts";
import type { SimPreset } from "./state.ts";

export const embedShape = {
  preset: "workload=cpu&threads=8&cap=1",
  seconds: 30,
  timeline: { fromS: 2, toS: 2.4 },
} satisfies SimLabShape;

export const embedPreset: SimPreset = {
  query: embedShape.preset,
  seconds: embedShape.seconds,
  against: "",
  y: "linear",
};
