/**
 * Where work comes from: events that arrive, wait for a worker, and cost CPU time.
 *
 * IDEA   One source feeds a pool of workers, host threads or guest threads. An event finds the
 *        worker that has slept longest, as the queue of a condition variable has it, or waits. A
 *        closed source lets its next event come a think time after the last was done.
 * UNITS  Nanoseconds inside, whole; seconds in what it reports.
 * HOLDS  Response is from arrival to the end of the work; wake-up is from arrival to the first
 *        moment that a worker runs for the event, whether it was asleep or had others before.
 * FAILS  The queue is bounded: what comes to a full one is refused, and counted. To wake a thread of
 *        the host takes its time before the scheduler is asked, as if the event had come earlier.
 * COST   Constant an event; 8 bytes a place of the queue.
 */
import { LatencyHistogram } from "../latency-histogram.ts";
import { RandomStream } from "../random.ts";

export type Arrivals = "poisson" | "closed";

export interface SourceSpec {
  readonly name: string;
  readonly arrivals: Arrivals;
  /** Mean seconds between arrivals, or of thinking for a closed source; >= 0. */
  readonly intervalS: number;
  /** Mean CPU seconds of an event, > 0. */
  readonly costS: number;
  readonly cost: "fixed" | "exponential";
  /** Seconds from an event to a sleeping thread of the host that is ready to run; 0 if not given. */
  readonly wakeS?: number;
}

const toS = 1e-9;
const queuePlaces = 1024;

export class EventSource {
  readonly spec: SourceSpec;
  readonly response = new LatencyHistogram();
  readonly wakeup = new LatencyHistogram();
  completed = 0;
  refused = 0;
  private readonly queue = new Float64Array(queuePlaces);
  private head = 0;
  private waiting = 0;
  /** A ring of those asleep, in order. */
  private readonly asleep: Int32Array;
  private firstAsleep = 0;
  private sleepers = 0;
  readonly wakeNs: number;
  private readonly intervals: RandomStream;
  private readonly costs: RandomStream;

  /** @param workers  how many can sleep on it at once */
  constructor(spec: SourceSpec, workers: number, seed: number) {
    this.spec = spec;
    this.wakeNs = Math.round((spec.wakeS ?? 0) * 1e9);
    this.asleep = new Int32Array(workers);
    this.intervals = new RandomStream(seed, `arrivals of ${spec.name}`);
    this.costs = new RandomStream(seed, `costs of ${spec.name}`);
  }

  get closed(): boolean {
    return this.spec.arrivals === "closed";
  }

  /** Events waiting for a worker. */
  get queued(): number {
    return this.waiting;
  }

  /** Nanoseconds to the first event: a random phase, so that sources do not march in step. */
  firstAfterNs(): number {
    return Math.max(
      1,
      Math.round(this.intervals.uniform() * this.spec.intervalS * 1e9),
    );
  }

  /** Nanoseconds to the next event, or of thinking; at least 1. */
  intervalNs(): number {
    const draw = this.intervals.exponential();
    return Math.max(1, Math.round(draw * this.spec.intervalS * 1e9));
  }

  /** CPU nanoseconds of one event; at least 1. */
  costNs(): number {
    const { cost, costS } = this.spec;
    const draw = cost === "fixed" ? 1 : this.costs.exponential();
    return Math.max(1, Math.round(draw * costS * 1e9));
  }

  /** An event that finds every worker busy. */
  wait(now: number): void {
    if (this.waiting === queuePlaces) {
      this.refused += 1;
      return;
    }
    this.queue[(this.head + this.waiting) % queuePlaces] = now;
    this.waiting += 1;
  }

  /** @returns when the event that waited longest arrived; call only while `queued` > 0 */
  take(): number {
    const arrived = this.queue[this.head]!;
    this.head = (this.head + 1) % queuePlaces;
    this.waiting -= 1;
    return arrived;
  }

  sleep(worker: number): void {
    const { asleep } = this;
    asleep[(this.firstAsleep + this.sleepers) % asleep.length] = worker;
    this.sleepers += 1;
  }

  /** @returns the worker that has slept longest, no longer asleep; or -1 */
  rouse(): number {
    if (this.sleepers === 0) return -1;
    const worker = this.asleep[this.firstAsleep]!;
    this.firstAsleep = (this.firstAsleep + 1) % this.asleep.length;
    this.sleepers -= 1;
    return worker;
  }

  started(arrived: number, now: number): void {
    this.wakeup.record((now - arrived) * toS);
  }

  finished(arrived: number, now: number): void {
    this.completed += 1;
    this.response.record((now - arrived) * toS);
  }

  /** Forgets the figures, not the state. */
  reset(): void {
    this.completed = 0;
    this.refused = 0;
    this.response.clear();
    this.wakeup.clear();
  }
}
