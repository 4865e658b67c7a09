/**
 * A sink that keeps one span of a run, and of what came before only each lane's last state.
 *
 * IDEA   An event log keeps a beginning. A timeline is wanted from the middle of a run, when the
 *        start has been forgotten. So states before the span are remembered one a lane, and written
 *        when the span begins; what comes after it costs a comparison.
 * HOLDS  Memory is the log's.
 */
import {
  EventLog,
  type Lane,
  type LaneState,
  type Sink,
} from "../../models/simulate/event-log.ts";

const mostRecords = 120_000;

export class WindowSink implements Sink {
  readonly log = new EventLog(mostRecords);
  private readonly fromS: number;
  private readonly toS: number;
  private readonly before: (LaneState | null)[] = [];
  private begun = false;
  private over = false;

  constructor(fromS: number, toS: number) {
    this.fromS = fromS;
    this.toS = toS;
  }

  /** Whether the span is behind: nothing more is written. */
  get ended(): boolean {
    return this.over;
  }

  lane(lane: Lane): number {
    this.before.push(null);
    return this.log.lane(lane);
  }

  probeNamed(name: string): number {
    return this.log.probeNamed(name);
  }

  state(timeS: number, lane: number, state: LaneState): void {
    if (this.over) return;
    if (timeS <= this.fromS && !this.begun) {
      this.before[lane] = state;
      return;
    }
    if (!this.begun) this.begin();
    // One lane's state may be told after another's later one.
    const withinS = Math.max(this.fromS, Math.min(timeS, this.toS));
    this.log.state(withinS, lane, state);
    if (timeS >= this.toS) this.over = true;
  }

  /** Probes are not drawn. */
  probe(): void {
    /* A tracer reads them from a log of its own. */
  }

  private begin(): void {
    this.begun = true;
    this.before.forEach((state, lane) => {
      if (state !== null) this.log.state(this.fromS, lane, state);
    });
  }
}
