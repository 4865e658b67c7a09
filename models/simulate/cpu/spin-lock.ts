/**
 * A spin lock as schedulers see it: who has it, who waits, who is next.
 *
 * IDEA   A ticket lock goes to whoever has waited longest, even if that thread has no CPU. An unfair
 *        lock stays free until a thread that runs takes it.
 * HOLDS  One holder; a waiter is in line once.
 * COST   Constant, but for the release of an unfair lock: one look at each waiter.
 */
import { TaskLists } from "./task-lists.ts";

export type LockKind = "ticket" | "unfair";

export class SpinLock {
  /** The thread that has it, or -1. */
  holder = -1;
  private readonly kind: LockKind;
  private readonly line: TaskLists;
  private readonly ahead: Int32Array;

  constructor(kind: LockKind, threads: number) {
    this.kind = kind;
    this.line = new TaskLists(threads, 1);
    this.ahead = new Int32Array(threads);
  }

  /** @returns true if `thread` has it now; else it is in line */
  take(thread: number): boolean {
    if (this.holder < 0) {
      this.line.remove(thread);
      this.holder = thread;
      return true;
    }
    if (this.line.holder(thread) < 0) this.line.pushBack(0, thread);
    return false;
  }

  /**
   * The holder lets go.
   *
   * @param runs  whether a waiting thread runs at this moment
   * @returns     the thread that should look again, or -1
   */
  release(runs: (thread: number) => boolean): number {
    this.holder = -1;
    if (this.kind === "ticket") {
      this.holder = this.line.popFront(0);
      return this.holder;
    }
    return this.firstThat(runs);
  }

  private firstThat(runs: (thread: number) => boolean): number {
    let found = -1;
    let seen = 0;
    // Walk the line once, from its head to its tail, by turning it round.
    const waiting = this.line.size(0);
    for (let step = 0; step < waiting; step++) {
      const thread = this.line.popFront(0);
      this.ahead[seen++] = thread;
      if (found < 0 && runs(thread)) found = thread;
    }
    for (let at = 0; at < seen; at++) this.line.pushBack(0, this.ahead[at]!);
    return found;
  }
}
