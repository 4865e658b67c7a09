/**
 * The event record: what a simulated machine did, in columns that charts, tests and tracers read.
 *
 * IDEA   Two sorts of record in one order of time. A state record says that a lane (a thread, a
 *        vCPU, a CPU) entered a state. A probe record says that a lane passed a named point, with
 *        one number: what a tracer would print. Columns of typed arrays, no object a record.
 * UNITS  Seconds since the start of the run, warm-up included.
 * HOLDS  Memory is bounded: past `capacity` records the log stops and counts what it left out, so
 *        that what it holds is a complete beginning and not a sample.
 * COST   17 bytes a record.
 */

/** What a lane can be doing. A guest lane's states are those its own scheduler sees. */
export const laneStates = [
  "idle",
  "running",
  "runnable",
  "parked",
  "blocked",
  "hypervisor",
  "spinning",
] as const;
export type LaneState = (typeof laneStates)[number];

/** A row of a timeline. `guest` lanes are scheduled by a guest kernel on `host` lanes. */
export interface Lane {
  readonly id: string;
  readonly name: string;
  readonly layer: "host" | "guest";
}

/** Where a simulator writes what happens. Lanes and probes are registered before the run. */
export interface Sink {
  /** @returns the index that `state` and `probe` take */
  lane(lane: Lane): number;
  /** @param name  as a tracer would name it, such as `kvm:::exit` */
  probeNamed(name: string): number;
  state(timeS: number, lane: number, state: LaneState): void;
  probe(timeS: number, lane: number, probe: number, value: number): void;
}

export interface EventRecord {
  readonly timeS: number;
  readonly lane: number;
  /** The state entered, or null for a probe. */
  readonly state: LaneState | null;
  /** The probe passed, or null for a state. */
  readonly probe: string | null;
  readonly value: number;
}

/** One stay of a lane in a state: what a timeline draws. */
export interface Stay {
  readonly lane: number;
  readonly state: LaneState;
  readonly fromS: number;
  readonly toS: number;
}

const stateCodes = new Map<LaneState, number>(
  laneStates.map((state, code) => [state, code]),
);
/** Codes from here on are probes. */
const firstProbe = 64;
const mostProbes = 256 - firstProbe;

export class EventLog implements Sink {
  readonly lanes: Lane[] = [];
  readonly probes: string[] = [];
  readonly capacity: number;
  private readonly times: Float64Array;
  private readonly laneOf: Int16Array;
  private readonly code: Uint8Array;
  private readonly values: Float32Array;
  private used = 0;
  /** Records that came after the log was full. */
  leftOut = 0;

  /** @param capacity  most records kept */
  constructor(capacity = 100_000) {
    this.capacity = Math.max(1, Math.floor(capacity));
    this.times = new Float64Array(this.capacity);
    this.laneOf = new Int16Array(this.capacity);
    this.code = new Uint8Array(this.capacity);
    this.values = new Float32Array(this.capacity);
  }

  get length(): number {
    return this.used;
  }

  lane(lane: Lane): number {
    this.lanes.push(lane);
    return this.lanes.length - 1;
  }

  probeNamed(name: string): number {
    const known = this.probes.indexOf(name);
    if (known >= 0) return known;
    if (this.probes.length === mostProbes) return mostProbes - 1;
    this.probes.push(name);
    return this.probes.length - 1;
  }

  state(timeS: number, lane: number, state: LaneState): void {
    this.write(timeS, lane, stateCodes.get(state) ?? 0, 0);
  }

  probe(timeS: number, lane: number, probe: number, value: number): void {
    this.write(timeS, lane, firstProbe + probe, value);
  }

  private write(timeS: number, lane: number, code: number, value: number) {
    if (this.used === this.capacity) {
      this.leftOut += 1;
      return;
    }
    const at = this.used++;
    this.times[at] = timeS;
    this.laneOf[at] = lane;
    this.code[at] = code;
    this.values[at] = value;
  }

  /** The record at a place, in the order written. */
  at(index: number): EventRecord | undefined {
    if (index < 0 || index >= this.used) return undefined;
    const code = this.code[index]!;
    const isProbe = code >= firstProbe;
    return {
      timeS: this.times[index]!,
      lane: this.laneOf[index]!,
      state: isProbe ? null : (laneStates[code] ?? null),
      probe: isProbe ? (this.probes[code - firstProbe] ?? null) : null,
      value: this.values[index]!,
    };
  }

  /**
   * The stays of every lane that overlap a span of time, in the order they began.
   *
   * @param fromS,toS  seconds; a stay that is still open at `toS` ends there
   */
  stays(fromS = 0, toS = Infinity): Stay[] {
    const open = new Map<number, { state: LaneState; fromS: number }>();
    const stays: Stay[] = [];
    const lastS = this.used > 0 ? this.times[this.used - 1]! : 0;
    const endS = Math.min(toS, lastS);
    const close = (lane: number, untilS: number) => {
      const stay = open.get(lane);
      if (!stay || untilS <= fromS || stay.fromS >= endS) return;
      stays.push({
        lane,
        state: stay.state,
        fromS: Math.max(fromS, stay.fromS),
        toS: Math.min(endS, untilS),
      });
    };
    for (let at = 0; at < this.used; at++) {
      const code = this.code[at]!;
      if (code >= firstProbe) continue;
      const timeS = this.times[at]!;
      const lane = this.laneOf[at]!;
      const state = laneStates[code]!;
      if (open.get(lane)?.state === state) continue;
      close(lane, timeS);
      open.set(lane, { state, fromS: timeS });
    }
    for (const lane of open.keys()) close(lane, endS);
    return stays
      .filter((stay) => stay.toS > stay.fromS)
      .sort((a, b) => a.fromS - b.fromS || a.lane - b.lane);
  }
}
