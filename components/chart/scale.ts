/**
 * Scales and ticks: numbers to places on paper.
 *
 * IDEA   A linear scale, a logarithmic one, and ticks at 1, 2, 5 times a power of ten. d3-scale
 *        does the same for 9.7 kB gzip, mostly for colours and dates, out of a page's 45.
 */
export interface Scale {
  (value: number): number;
  readonly domain: readonly [low: number, high: number];
  readonly ticks: readonly number[];
}

const scaleOf = (
  domain: readonly [number, number],
  range: readonly [number, number],
  ticks: readonly number[],
  warp: (value: number) => number,
): Scale => {
  const low = warp(domain[0]);
  const span = warp(domain[1]) - low || 1;
  const place = (value: number) =>
    range[0] + ((warp(value) - low) / span) * (range[1] - range[0]);
  return Object.assign(place, { domain, ticks });
};

/** What can be drawn at all; a rate outside is drawn at the edge. */
const drawable = (value: number) => value >= 1e-12 && value <= 1e18;

/** 1, 2 or 5 times a power of ten: the least that makes at most `count` steps of `span`. */
export function niceStep(span: number, count: number): number {
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 2, 5, 10].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10;
  return step * power;
}

/** From zero to a round number at or above `largest`. */
export function linearScale(
  largest: number,
  range: readonly [number, number],
  count = 5,
): Scale {
  const top = drawable(largest) ? largest : 1;
  const step = niceStep(top, count);
  const steps = Math.ceil(top / step - 1e-9);
  const ticks = Array.from({ length: steps + 1 }, (_, at) =>
    Number((at * step).toPrecision(12)),
  );
  return scaleOf([0, ticks.at(-1) ?? top], range, ticks, (value) => value);
}

/**
 * Decades around `smallest` to `largest`, with 1, 2, 5 or 1 alone as there is room; at most
 * `decades` of them, from the top.
 */
export function logScale(
  smallest: number,
  largest: number,
  range: readonly [number, number],
  decades = 6,
): Scale {
  const top = drawable(largest) ? largest : 1;
  const bottom = Math.min(
    top,
    drawable(smallest) ? Math.max(smallest, top * 10 ** -decades) : top / 10,
  );
  const spanned = Math.log10(top / bottom);
  const multiples = spanned > 2.5 ? [1] : [1, 2, 5];
  const all: number[] = [];
  for (
    let power = Math.floor(Math.log10(bottom));
    power <= Math.ceil(Math.log10(top));
    power++
  )
    for (const multiple of multiples) all.push(Number(`${multiple}e${power}`));
  const first = all.findLastIndex((each) => each <= bottom * (1 + 1e-9));
  const last = all.findIndex((each) => each >= top * (1 - 1e-9));
  const ticks = all.slice(Math.max(0, first), last < 0 ? undefined : last + 1);
  return scaleOf(
    [ticks[0] ?? bottom, ticks.at(-1) ?? top],
    range,
    ticks,
    Math.log,
  );
}

/** One to `largest` by doubling: how thread counts are chosen. */
export function doublingScale(
  largest: number,
  range: readonly [number, number],
): Scale {
  const doublings = Math.max(
    1,
    Math.ceil(Math.log2(Math.max(2, largest)) - 1e-9),
  );
  const ticks = Array.from({ length: doublings + 1 }, (_, at) => 2 ** at);
  return scaleOf([1, 2 ** doublings], range, ticks, Math.log);
}

/** A place in a picture, as its paths have it. */
export const printed = (place: number): string => place.toFixed(1);
