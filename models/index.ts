/**
 * The public surface of the model. Names here are stable: pages, links and programs rely on them.
 */
export {
  solve,
  solveCurve,
  solveRates,
  underTechnology,
  type CurvePoint,
} from "./solve.ts";
export type {
  Prediction,
  PredictedStation,
  PredictedStep,
  PredictedWait,
} from "./prediction.ts";
export {
  defaultScenario,
  fieldValue,
  parseScenario,
  queryToScenario,
  scenarioToQuery,
  withField,
  type Notice,
  type Scenario,
} from "./scenario.ts";
export {
  fieldByKey,
  fields,
  type ChoiceField,
  type Field,
  type NumberField,
  type WorkloadKind,
} from "./scenario-fields.ts";
export { addedRange } from "./added-range.ts";
export { takesPath } from "./traffic.ts";
export {
  measuredRows,
  replay,
  replaySummary,
  rowLoopSeconds,
  rowErrors,
  type ReplayedRow,
  type RowError,
} from "./replay.ts";
export {
  comparedFigures,
  comparedSummary,
  publishedFigures,
  type ComparedFigure,
} from "./compared.ts";
export { isTested } from "./tested.ts";
export { isScaled, valueInForce, whyFieldIsIdle } from "./field-applies.ts";
export { unscaledMachine, type MachineScale } from "./options-in-force.ts";
export { costFlame, type FlameFrame } from "./cost-flame.ts";
export { leftOut, medianLeftOutError } from "./left-out.ts";
export { simulate, startSimulation } from "./simulate/simulate.ts";
export type { Run, SimulateOptions } from "./simulate/run.ts";
export type {
  Estimate,
  Percentile,
  SimulationResult,
} from "./simulate/result.ts";
export { compare, type Comparison } from "./simulate/compare.ts";
export {
  EventLog,
  type EventRecord,
  type Lane,
  type LaneState,
  type Sink,
  type Stay,
} from "./simulate/event-log.ts";
export { LatencyHistogram } from "./simulate/latency-histogram.ts";
export { noGain } from "./limiter.ts";
export type { Limiter, LimiterCategory, NextLimiter } from "./limiter.ts";
export { refusalOf, technologies, technologyById } from "./paths/catalogue.ts";
export type {
  Family,
  Place,
  Server,
  ServerId,
  Step,
  StepKind,
  Technology,
} from "./paths/step.ts";
export {
  fittedIds,
  parameterIds,
  parameterRecord,
  parameters,
  type ParameterId,
} from "./parameters/catalogue.ts";
export { cpuGenerations, disks, nics } from "./parameters/hardware-choices.ts";
export type { Parameter, Status } from "./source.ts";
export { cites, type CiteKey } from "./cites.ts";
export {
  postRows as measurements,
  type PublishedRow,
} from "./measurements/post-2013.ts";
export { inUnit, type UnitName } from "./units.ts";
export { ModelError } from "./errors.ts";

import { cpuGenerations, disks, nics } from "./parameters/hardware-choices.ts";
import { workloadField } from "./scenario-fields.ts";

/** CPU generations, NICs and disks that a scenario can name. */
export const hardware = { cpuGenerations, nics, disks } as const;

/** The workloads that a scenario can name. */
export const workloads = workloadField.choices;
