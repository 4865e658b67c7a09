/**
 * A server of a path: until when it works, and on whose time.
 *
 * IDEA   What is known of one server is one object, and the CPU that it has is another: an event
 *        reads five numbers of each, and columns would be looked up for every one of them.
 * UNITS  Seconds of simulated time; of time left (cpu.ts) where others go before it.
 */
import { Cpu } from "./cpu.ts";
import type { CpuPool } from "./cpu-pool.ts";
import type { Train } from "./trains.ts";

/** The trains that queue for a server, or for those of a station. */
export class Queue {
  private first: Train | null = null;
  private last: Train | null = null;

  add(train: Train): void {
    train.next = null;
    if (this.first === null) this.first = train;
    else this.last!.next = train;
    this.last = train;
  }

  take(): Train | null {
    const train = this.first;
    if (train !== null) this.first = train.next;
    return train;
  }
}

/** Whose turn a server's is on shared CPUs. */
export interface Turn {
  /** It has the time that others leave. */
  readonly yields: boolean;
  /** It goes on where it has just been. */
  readonly resumes: boolean;
}

export class Server {
  /** Among those of all stations. */
  readonly index: number;
  /** Those that it may have; null where it has its own. */
  readonly cpus: CpuPool | null;
  readonly queue: Queue;
  /** The CPU that it was granted last. */
  cpu: Cpu;
  /** It has the time that others leave: `free` and `doneFirst` are of that clock. */
  isBehind = false;
  /** From when its last work is granted, and when it will be free. */
  from = 0;
  free = 0;
  /** What its moments became late by when it last stood: it moved to a CPU of another clock. */
  movedBy = 0;
  /** When the first unit of the train in service is done. */
  doneFirst = 0;
  /** Of a queued station: it works; and on what train, until the first unit of that is done. */
  working = false;
  train: Train | null = null;
  /** When its last batch of blocks began or will, and its last notification of them. */
  batchFrom = -Infinity;
  kickFrom = -Infinity;

  constructor(index: number, cpus: CpuPool | null, queue: Queue) {
    this.index = index;
    this.cpus = cpus;
    this.queue = queue;
    this.cpu = cpus?.one ?? noCpu;
  }

  /** When a moment on its clock comes: now at the earliest where others go before it. */
  whenAt(moment: number, nowS: number): number {
    return this.isBehind ? this.cpu.when(moment, nowS) : moment;
  }

  whenFree(nowS: number): number {
    return this.whenAt(this.free, nowS);
  }

  /** Lets it work for `busyS` from when it is free: `from` and `free` say from when to when. */
  grant({ yields, resumes }: Turn, busyS: number, nowS: number): void {
    const { cpus } = this;
    this.isBehind = yields && !resumes;
    if (cpus !== null && yields) {
      if (resumes) cpus.resume(this, busyS, nowS);
      else cpus.left(this, busyS, nowS);
    } else {
      const ready = this.free > nowS ? this.free : nowS;
      if (cpus === null) this.from = ready;
      else cpus.first(this, ready, busyS, nowS);
    }
    this.free = this.from + busyS;
  }

  /** Lets it have more, while it is at work. */
  goOn(busyS: number, nowS: number): void {
    if (this.isBehind) this.cpu.doneAtLeft += busyS;
    else this.cpus?.first(this, this.free, busyS, nowS);
    this.free += busyS;
  }

  /** When what it does next is due: the first unit of its train, or the end of its work. */
  due(nowS: number): number {
    return this.whenAt(this.train === null ? this.free : this.doneFirst, nowS);
  }

  /**
   * Whether what was due now is still to come: others went first meanwhile, or more work came. It moves
   * to another CPU if it can.
   */
  stands(nowS: number): boolean {
    if (this.due(nowS) <= nowS) return false;
    this.movedBy = 0;
    if (this.isBehind) this.cpus?.move(this, nowS);
    return true;
  }
}

const noCpu = new Cpu();
