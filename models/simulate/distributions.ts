/**
 * Service-time distributions: their shape, apart from their mean.
 *
 * IDEA   A station's demand fixes the mean, so a distribution is a shape with mean 1, and a draw
 *        is demand x shape. A changed demand then scales the same draws.
 * UNITS  None: shapes have mean 1. Empirical values may be in any unit; their mean is divided out.
 * HOLDS  Any squared coefficient of variation: 0 (deterministic), 1/k (Erlang), 1 (exponential),
 *        above 1 (hyperexponential).
 * FAILS  Of all hyperexponentials with a given variation only the one of balanced means is
 *        offered: both phases carry half of the work. Draws of one shape are independent.
 * COST   One exponential a draw; k for Erlang-k; two words for hyperexponential; one for empirical.
 *        Drawn some at a time, which is 7 % of a simulator's time saved; 512 bytes a sampler.
 * SOURCE Kleinrock 1975, section 4.7 (stages); Tijms 1994, appendix B (balanced means).
 */
import { ModelError } from "../errors.ts";
import { checkKeys, parseList, readObject } from "../solve/parse-fields.ts";
import type { RandomStream } from "./random.ts";

export type ServiceDistribution =
  | { readonly kind: "deterministic" }
  | { readonly kind: "exponential" }
  | { readonly kind: "erlang"; readonly stages: number }
  | { readonly kind: "hyperexponential"; readonly squaredVariation: number }
  | { readonly kind: "empirical"; readonly values: readonly number[] };

export type DistributionKind = ServiceDistribution["kind"];

const distributionKinds: readonly DistributionKind[] = [
  "deterministic",
  "exponential",
  "erlang",
  "hyperexponential",
  "empirical",
];

export const exponential: ServiceDistribution = { kind: "exponential" };

/** Limits that bound the time and the memory of a draw. */
const distributionLimits = {
  stages: 1000,
  squaredVariation: 1e6,
  values: 100_000,
} as const;

const keysOf: Record<DistributionKind, readonly string[]> = {
  deterministic: [],
  exponential: [],
  erlang: ["stages"],
  hyperexponential: ["squaredVariation"],
  empirical: ["values"],
};

/**
 * Reads a distribution from anything.
 *
 * @param input  `{ kind: "erlang", stages: 4 }`, or only the kind where nothing else is needed
 * @throws ModelError  NETWORK_SHAPE, NETWORK_KEY, NETWORK_KIND, NETWORK_DEMAND
 */
export const parseDistribution = (
  input: unknown,
  where: string,
): ServiceDistribution => {
  const fields = readObject(
    typeof input === "string" ? { kind: input } : input,
    where,
  );
  const kind = distributionKinds.find((each) => each === fields["kind"]);
  if (kind === undefined)
    throw new ModelError({
      code: "NETWORK_KIND",
      what: `a service kind must be one of ${distributionKinds.join(", ")}`,
      where,
      found: fields["kind"],
      hint: 'write { "kind": "erlang", "stages": 4 }, or leave service out for exponential',
    });
  checkKeys(fields, ["kind", ...keysOf[kind]], [], where);
  if (kind === "erlang") {
    const stages = fields["stages"];
    const right =
      Number.isInteger(stages) &&
      (stages as number) >= 1 &&
      (stages as number) <= distributionLimits.stages;
    if (!right)
      throw refused(
        `stages must be a whole number from 1 to ${distributionLimits.stages}`,
        where,
        stages,
        "1 stage is exponential; the variance is demand squared / stages",
      );
    return { kind, stages: stages as number };
  }
  if (kind === "hyperexponential") {
    const variation = fields["squaredVariation"];
    const right =
      typeof variation === "number" &&
      variation >= 1 &&
      variation <= distributionLimits.squaredVariation;
    if (!right)
      throw refused(
        `squaredVariation must be from 1 to ${distributionLimits.squaredVariation}`,
        where,
        variation,
        "it is variance / mean squared; use erlang below 1",
      );
    return { kind, squaredVariation: variation };
  }
  if (kind === "empirical")
    return { kind, values: parseValues(fields["values"], where) };
  return { kind };
};

const parseValues = (input: unknown, where: string): readonly number[] => {
  const list = parseList(input, `${where}, values`, "NETWORK_DEMAND");
  const wrong = list.find(
    (value) => !(typeof value === "number" && value >= 0 && value <= 1e15),
  );
  const some = list.some((value) => (value as number) > 0);
  if (
    list.length > distributionLimits.values ||
    list.includes(undefined) ||
    wrong !== undefined ||
    !some
  )
    throw refused(
      `values must be 1 to ${distributionLimits.values} times between 0 and 1e15, not all zero`,
      where,
      wrong ?? list,
      "give measured service times; only their shape counts, demand sets their mean",
    );
  return list as readonly number[];
};

const refused = (what: string, where: string, found: unknown, hint: string) =>
  new ModelError({ code: "NETWORK_DEMAND", what, where, found, hint });

/** Variance / mean squared. */
export const squaredVariation = (shape: ServiceDistribution): number => {
  switch (shape.kind) {
    case "deterministic":
      return 0;
    case "exponential":
      return 1;
    case "erlang":
      return 1 / shape.stages;
    case "hyperexponential":
      return shape.squaredVariation;
    case "empirical": {
      const n = shape.values.length;
      const mean = shape.values.reduce((sum, value) => sum + value, 0) / n;
      const square =
        shape.values.reduce((sum, value) => sum + (value / mean) ** 2, 0) / n;
      return square - 1;
    }
  }
};

const drawnAtOnce = 64;

/** Draws from one shape, scaled to a mean; the stream is its own. */
export class ServiceSampler {
  private readonly meanS: number;
  private readonly stream: RandomStream;
  private readonly code: number;
  private readonly stages: number;
  /** Hyperexponential: chance and mean of the short phase, and mean of the long one. */
  private readonly share: number;
  private readonly shortS: number;
  private readonly longS: number;
  private readonly values: Float64Array;
  private readonly drawn = new Float64Array(drawnAtOnce);
  private used = drawnAtOnce;

  /** @param meanS  seconds, > 0 */
  constructor(shape: ServiceDistribution, meanS: number, stream: RandomStream) {
    this.meanS = meanS;
    this.stream = stream;
    this.code = distributionKinds.indexOf(shape.kind);
    this.stages = shape.kind === "erlang" ? shape.stages : 1;
    const variation =
      shape.kind === "hyperexponential" ? shape.squaredVariation : 1;
    // Balanced means: the share p of short draws solves 2 p (1 - p) = 1 / (variation + 1).
    const p = (1 + Math.sqrt((variation - 1) / (variation + 1))) / 2;
    this.share = p;
    this.shortS = meanS / (2 * p);
    this.longS = meanS / (2 * (1 - p));
    const values = shape.kind === "empirical" ? shape.values : [1];
    const mean = values.reduce((sum, value) => sum + value / values.length, 0);
    this.values = Float64Array.from(values, (value) => (value / mean) * meanS);
  }

  /** @returns seconds, >= 0 */
  draw(): number {
    if (this.used === drawnAtOnce) this.drawMore();
    return this.drawn[this.used++]!;
  }

  /** One loop a shape: V8 put a short body into its callers' loops, which were then 20 % slower. */
  private drawMore(): void {
    const { drawn, stream, meanS } = this;
    switch (this.code) {
      case 0:
        drawn.fill(meanS);
        break;
      case 1:
        for (let at = 0; at < drawnAtOnce; at++)
          drawn[at] = meanS * stream.exponential();
        break;
      case 2:
        for (let at = 0; at < drawnAtOnce; at++)
          drawn[at] = meanS * stream.erlang(this.stages);
        break;
      case 3:
        for (let at = 0; at < drawnAtOnce; at++) {
          const isShort = stream.uniform() < this.share;
          const phaseS = isShort ? this.shortS : this.longS;
          drawn[at] = phaseS * stream.exponential();
        }
        break;
      default:
        for (let at = 0; at < drawnAtOnce; at++) {
          const place = Math.floor(stream.uniform() * this.values.length);
          drawn[at] = this.values[place]!;
        }
    }
    this.used = 0;
  }
}
