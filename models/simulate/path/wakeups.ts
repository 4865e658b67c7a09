/**
 * Sleepers: a train waits until the one who is to take it up is awake.
 *
 * UNITS  Seconds of simulated time.
 * HOLDS  Who is at work is awake. All who come while a sleeper wakes wait for the same moment.
 * FAILS  Of servers that take any train, such as a guest's vCPUs, one is asked for each connection, and
 *        another may serve it.
 */
import type { Stop } from "./stop.ts";
import type { Train } from "./trains.ts";

export class Wakeups {
  count = 0;
  /** By visit and server: until when a sleeper takes to wake. */
  private readonly untilS: readonly Float64Array[];

  constructor(stops: readonly Stop[]) {
    this.untilS = stops.map(
      ({ kind, servers: { length } }) =>
        new Float64Array(kind === "wake" ? length : 0),
    );
  }

  /** Moves a train's `hereS` to when the sleeper is awake; not at all, if it is at work. */
  wake(train: Train, visit: number, stop: Stop, nowS: number): void {
    const { hereS } = train;
    const server = stop.serverOf[train.conn]!;
    if (server.whenFree(nowS) > hereS) return;
    const until = this.untilS[visit]!;
    const at = server.index - stop.servers[0]!.index;
    if (until[at]! <= hereS) {
      this.count += 1;
      let seconds = stop.unitS;
      if (stop.drawn) seconds *= stop.draws.exponential();
      until[at] = hereS + seconds;
    }
    train.hereS = until[at]!;
  }
}
