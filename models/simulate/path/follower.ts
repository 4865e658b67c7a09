/**
 * Where each message of a run stands: at which visit of its program it came, when it was taken up, and
 * when it left.
 *
 * IDEA   The event record has lanes, of those who serve. This is the same run from the other side:
 *        of a lone message a train is the message, so its visits are the message's way.
 * UNITS  Seconds since the start of the run.
 * HOLDS  The calls of one message are in order of time; those of different ones are not.
 * FAILS  The trains of a stream are cut and joined: of them it tells trains, not messages.
 * COST   A span of the run is kept, and of what came before each message's last place.
 */

/** What a message does at a visit: it waits for a server or for something else, or it is served. */
export type Doing = "waits" | "served" | "travels";

export interface Follower {
  arrive(atS: number, message: number, visit: number): void;
  begin(atS: number, message: number): void;
  leave(atS: number, message: number): void;
}

/** From a time on a message is at a visit, doing something. */
export interface Stand {
  readonly fromS: number;
  readonly visit: number;
  readonly doing: Doing;
}

export class SpanFollower implements Follower {
  /** By message, in order of time; the first began before the span. */
  readonly stands: Stand[][] = [];
  private readonly fromS: number;
  private readonly toS: number;

  constructor(fromS: number, toS: number) {
    this.fromS = fromS;
    this.toS = toS;
  }

  arrive(atS: number, message: number, visit: number): void {
    this.write(message, { fromS: atS, visit, doing: "waits" });
  }

  begin(atS: number, message: number): void {
    this.go(atS, message, "served");
  }

  leave(atS: number, message: number): void {
    this.go(atS, message, "travels");
  }

  private go(fromS: number, message: number, doing: Doing): void {
    const last = this.stands[message]?.at(-1);
    if (last) this.write(message, { fromS, visit: last.visit, doing });
  }

  private write(message: number, stand: Stand): void {
    const own = (this.stands[message] ??= []);
    const last = own.at(-1);
    if (last && last.fromS > this.toS) return;
    // What lasted no time, or was over before the span, was nowhere.
    if (last && (last.fromS >= stand.fromS || stand.fromS <= this.fromS))
      own.pop();
    own.push(stand);
  }
}
