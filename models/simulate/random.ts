/**
 * Random streams: one for each source of randomness, named.
 *
 * IDEA   Two runs that differ in one parameter should differ by that parameter only. So arrivals,
 *        services and routing each draw from a stream of their own, seeded by the run's seed and
 *        the stream's name, and draws have mean 1: a changed mean scales the same draws. Bits are
 *        made a block at a time, so that the generator's state stays in registers.
 * UNITS  None: draws are numbers; means are 1.
 * HOLDS  The same seed and name give the same draws in Node and in Chromium: whole-number
 *        arithmetic, and V8's own exp and log in both. Period 2^128 - 1.
 * FAILS  Not for secrets. An exponential draw has 24 random bits within its layer: ties of two
 *        draws occur about once in 10^9 pairs. Streams are apart by hashing, not by jumping: two
 *        of them overlap within 10^9 draws with a chance below 10^-28.
 * COST   One 32-bit word a draw in 98.9 % of exponentials and 99 % of normals' layers; 1 KiB a
 *        stream.
 * SOURCE Blackman & Vigna 2021 (xoshiro128++); Marsaglia & Tsang 2000 (ziggurat, 256 layers);
 *        Appleby's MurmurHash3 finaliser for seeding.
 */

const blockWords = 256;
const toUnit = 2 ** -32;

/** Edge of the exponential's lowest layer, and the area of each: Marsaglia & Tsang 2000. */
const tailStart = 7.69711747013105;
const layers = 256;

/** Layer i spans 0 to `edges[i]`, and lies under the curve up to `edges[i + 1]`. */
const edges = new Float64Array(layers + 1);
const heights = new Float64Array(layers + 1);
/** `edges[i]` in units of the 24 bits that choose a place in the layer. */
const steps = new Float64Array(layers);
{
  const area = tailStart * Math.exp(-tailStart) + Math.exp(-tailStart);
  edges[0] = area / Math.exp(-tailStart);
  edges[1] = tailStart;
  for (let i = 2; i < layers; i++)
    edges[i] = -Math.log(Math.exp(-edges[i - 1]!) + area / edges[i - 1]!);
  edges[layers] = 0;
  for (let i = 0; i <= layers; i++) heights[i] = Math.exp(-edges[i]!);
  for (let i = 0; i < layers; i++) steps[i] = edges[i]! * 2 ** -24;
}

export class RandomStream {
  private readonly state: Int32Array;
  private readonly block = new Int32Array(blockWords);
  private used = blockWords;
  private spareNormal = NaN;

  /**
   * @param seed  any number; its decimal form is what counts
   * @param name  what the draws are for: "service at disk"
   */
  constructor(seed: number, name: string) {
    this.state = seedWords(`${seed}:${name}`);
  }

  /** 32 random bits, as a signed whole number. */
  bits(): number {
    if (this.used === blockWords) this.refill();
    return this.block[this.used++]!;
  }

  /** Uniform in the open interval (0, 1), on a grid of 2^-32. */
  uniform(): number {
    return ((this.bits() >>> 0) + 0.5) * toUnit;
  }

  /** Exponential with mean 1, > 0. */
  exponential(): number {
    const word = this.bits();
    const layer = word & 255;
    const x = ((word >>> 8) + 0.5) * steps[layer]!;
    return x < edges[layer + 1]! ? x : this.exponentialEdge(layer, x);
  }

  /**
   * Sum of k exponentials divided by k: mean 1, variance 1 / k.
   *
   * @param k  whole number >= 1
   */
  erlang(k: number): number {
    // As k calls of `exponential`, with the block and the place in it kept in registers.
    const { block } = this;
    let { used } = this;
    let sum = 0;
    for (let stage = 0; stage < k; stage++) {
      if (used === blockWords) {
        this.refill();
        used = 0;
      }
      const word = block[used++]!;
      const layer = word & 255;
      const x = ((word >>> 8) + 0.5) * steps[layer]!;
      if (x < edges[layer + 1]!) sum += x;
      else {
        this.used = used;
        sum += this.exponentialEdge(layer, x);
        used = this.used;
      }
    }
    this.used = used;
    return sum / k;
  }

  /** Normal with mean 0 and variance 1, by Marsaglia's polar method. */
  normal(): number {
    const spare = this.spareNormal;
    if (!Number.isNaN(spare)) {
      this.spareNormal = NaN;
      return spare;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      this.spareNormal = y * scale;
      return x * scale;
    }
  }

  /** The 1.1 % of draws that fall beside their layer's sure part. */
  private exponentialEdge(layer: number, first: number): number {
    let x = first;
    for (;;) {
      // Beyond the tail's start the exponential begins afresh.
      if (layer === 0) return tailStart - Math.log(this.uniform());
      const low = heights[layer]!;
      const high = heights[layer + 1]!;
      if (low + this.uniform() * (high - low) < Math.exp(-x)) return x;
      const word = this.bits();
      layer = word & 255;
      x = ((word >>> 8) + 0.5) * steps[layer]!;
      if (x < edges[layer + 1]!) return x;
    }
  }

  /** xoshiro128++, `blockWords` times. */
  private refill(): void {
    const { state, block } = this;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let i = 0; i < blockWords; i++) {
      const sum = (a + d) | 0;
      block[i] = (((sum << 7) | (sum >>> 25)) + a) | 0;
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
    this.used = 0;
  }
}

/** Four words from a text, each bit of which moves about half of theirs. */
function seedWords(text: string): Int32Array {
  const words = new Int32Array(4);
  for (let lane = 0; lane < 4; lane++) {
    let hash = Math.imul(lane + 1, 0x9e3779b9);
    for (let at = 0; at < text.length; at++) {
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x85ebca6b);
      hash ^= hash >>> 13;
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    words[lane] = hash ^ (hash >>> 16);
  }
  if (words.every((word) => word === 0)) words[0] = 1;
  return words;
}
