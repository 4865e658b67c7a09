/** A lab's caption: what the technology described reaches, and what limits it, in words. */
import { noGain, type Prediction, type Scenario } from "../../models/index.ts";
import { plain, rate, sentenceCase } from "../format.ts";
import { unitOf, type Along } from "./along.ts";

/** The caption's sentence in the parts that are set differently. */
export interface Caption {
  readonly subject: string;
  readonly verb: string;
  readonly value: string;
  /** What `limiter` is: of a rate what limits it, of a time its longest part. */
  readonly by: "Limiter" | "Longest part";
  /** With what may as well be named, where two are near. */
  readonly limiter: string;
  readonly next: string | null;
}

/** What follows the value. */
export const captionEnd = ({ by, limiter, next }: Caption): string =>
  `${by}: ${limiter}.${next === null ? "" : ` Next: ${next}.`}`;

export const captionText = (caption: Caption): string =>
  `${caption.subject} ${caption.verb} ${caption.value}. ${captionEnd(caption)}`;

/** A next limiter with a smaller share than this is noise in a caption. */
const worthSaying = 0.01;

/** Where two are near, a thread more may swap them: both are said. */
const limiterText = ({ limiter, rival }: Prediction): string =>
  rival === null
    ? limiter.sentence
    : `${limiter.sentence}; or, within ${plain(noGain * 100)}\u202f%, ${rival.sentence}`;

/** Of the two that a prediction names, the one that is a part of the wake-up: pauses are none. */
const longestPart = ({ limiter, nextLimiter }: Prediction): string =>
  limiter.id === "threads" && nextLimiter
    ? nextLimiter.sentence
    : limiter.sentence;

const limitedBy = (
  prediction: Prediction,
): Pick<Caption, "by" | "limiter" | "next"> => {
  if (prediction.wakeUpSeconds !== null)
    return {
      by: "Longest part",
      limiter: longestPart(prediction),
      next: null,
    };
  const { rival, nextLimiter: next } = prediction;
  const isWorth =
    next !== null && next.id !== rival?.id && next.utilisation >= worthSaying;
  return {
    by: "Limiter",
    limiter: limiterText(prediction),
    next: isWorth ? next.sentence : null,
  };
};

/** What is done with what is counted: of a technology, and of a prediction of it. */
const verbs: Readonly<
  Record<Scenario["workload"]["kind"], readonly [does: string, todo: string]>
> = {
  "tcp-stream": ["carries", "carry"],
  packets: ["carries", "carry"],
  "request-response": ["carries", "carry"],
  disk: ["carries", "carry"],
  cpu: ["does", "do"],
  "sched-latency": ["is awake after", "be awake after"],
  "proc-scan": ["does", "do"],
};

/** @param value  what is drawn at the state's place */
export const captionOf = (
  prediction: Prediction,
  { words }: Along,
  value: number,
): Caption => {
  const { technology, isPrediction, scenario } = prediction;
  const [does, todo] = verbs[scenario.workload.kind];
  return {
    subject: `${sentenceCase(technology.name)} ${words}`,
    verb: isPrediction ? `is predicted to ${todo}` : does,
    value: rate(value, unitOf(scenario)),
    ...limitedBy(prediction),
  };
};
