/** What the simulation's embed page shows before a link says otherwise. */
import type { EmbedPage } from "../lab/LabFrame.tsx";
import type { SimLabShape } from "./request.ts";
import { linkForm, type SimPreset, type SimState } from "./state.ts";

export const embedShape = {
  preset: "workload=cpu&threads=8&cap=1",
  seconds: 120,
  timeline: { fromS: 2, toS: 2.4 },
} satisfies SimLabShape;

const embedPreset: SimPreset = {
  query: embedShape.preset,
  seconds: embedShape.seconds,
  against: "",
  y: "linear",
};

export const embed: EmbedPage<SimState> = {
  path: "embed/simulation/",
  form: linkForm(embedPreset),
};
