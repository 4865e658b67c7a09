/**
 * Where work comes from: events that arrive, wait for a worker, and cost CPU time.
 *
 * IDEA   One source feeds a pool of workers, host threads or guest threads. An event finds the
 *        worker that has slept longest, as the queue of a condition variable has it, or waits. A
 *        closed source has clients: each lets its next event come a think time after its last
 *        was done.
 * UNITS  Nanoseconds inside, whole; seconds in what it reports.
 * HOLDS  Response is from arrival to the end of the work; wake-up is from arrival to the first
 *        moment that a worker runs for the event, whether it was asleep or had others before.
 * FAILS  The queue is bounded: what comes to a full one is refused, and counted. To wake a thread of
 *        the host takes its time before the scheduler is asked, as if the event had come earlier.
 * COST   Constant an event; 8 bytes a place of the queue.
 */
import { LatencyHistogram } from "../latency-histogram.ts";
import { RandomStream } from "../random.ts";
import { KeyedHeap } from "./keyed-heap.ts";

export type Arrivals = "poisson" | "closed";

export interface SourceSpec {
  readonly name: string;
  readonly arrivals: Arrivals;
  /** Of a closed source; 1 if not given. */
  readonly clients?: number;
  /** Mean seconds between arrivals, or of thinking for a closed source; >= 0. */
  readonly intervalS: number;
  /** How the intervals are drawn: exponentially if not given. */
  readonly interval?: "fixed" | "exponential";
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
  /** Clients that think, by when they have done so; and those whose event is not done. */
  private readonly thinking: KeyedHeap;
  private readonly served: number[] = [];
  private readonly intervals: RandomStream;
  private readonly costs: RandomStream;

  /** @param workers  how many can sleep on it at once */
  constructor(spec: SourceSpec, workers: number, seed: number) {
    this.spec = spec;
    this.wakeNs = Math.round((spec.wakeS ?? 0) * 1e9);
    this.asleep = new Int32Array(workers);
    this.thinking = new KeyedHeap(spec.clients ?? 1);
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

  /** @returns when the first event comes: a random phase, so that sources do not march in step */
  begin(): number {
    const { clients = 1, intervalS } = this.spec;
    for (let client = 0; client < clients; client++)
      this.thinking.set(
        client,
        Math.max(1, Math.round(this.intervals.uniform() * intervalS * 1e9)),
      );
    return this.thinking.firstKey();
  }

  /** An event has come. @returns when the next one does; Infinity where that depends on an answer */
  nextAfter(now: number): number {
    if (!this.closed) return now + this.intervalNs();
    this.served.push(this.thinking.pop());
    return this.thinking.firstKey();
  }

  /** A client has its answer, and begins to think. @returns when the next event comes */
  thinks(now: number): number {
    const client = this.served.pop();
    if (client !== undefined)
      this.thinking.set(client, now + this.intervalNs());
    return this.thinking.firstKey();
  }

  /** Nanoseconds between two events, or of thinking; at least 1. */
  private intervalNs(): number {
    const draw =
      this.spec.interval === "fixed" ? 1 : this.intervals.exponential();
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
