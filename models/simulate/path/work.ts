/**
 * What a train asks of a server, and who pays for it.
 *
 * IDEA   Work is drawn for a train as a whole. What a batch costs once is paid by one of its trains.
 *        A silence that a cap made gathers acknowledgements, whose work is saved (capping.ts).
 * UNITS  Seconds of work.
 * HOLDS  A station's busy time is what was accounted for it; of a tenant's work the cap is charged.
 */
import type { Parking } from "./parking.ts";
import type { Program } from "./program.ts";
import type { Server } from "./server.ts";
import type { Stop } from "./stop.ts";
import type { Train } from "./trains.ts";

export class Work {
  /** Seconds of work done, by station; and charged to the tenant, by end. */
  readonly doneS: Float64Array;
  readonly chargedS = new Float64Array(2);
  private readonly parking: readonly [Parking | null, Parking | null];
  private readonly gathersAcks: boolean;
  /** Units are blocks: a batch is a server's, and not an interrupt's. */
  private readonly isDisk: boolean;

  constructor(
    { network, gathersAcks }: Program,
    parking: readonly [Parking | null, Parking | null],
  ) {
    this.doneS = new Float64Array(network.stations.length);
    this.parking = parking;
    this.gathersAcks = gathersAcks;
    this.isDisk = network.traffic.medium === "disk";
  }

  /** Seconds that a train's units ask of a stop's server: drawn. */
  of(train: Train, stop: Stop): number {
    const { units } = train;
    let work = stop.unitS * units;
    if (stop.ackS > 0) work -= this.ackSaved(train, stop);
    if (stop.evenly > 0)
      work *= 1 + (2 * stop.draws.uniform() - 1) * stop.evenly;
    if (stop.drawn)
      work *= stop.draws.erlang(units > 1.5 ? Math.round(units) : 1);
    return work;
  }

  /** Seconds of a train's acknowledgement work that its connection's last stay in parking saves. */
  private ackSaved({ units, conn }: Train, { end, ackS }: Stop): number {
    const parking = this.parking[end];
    if (parking === null) return 0;
    const saved = this.gathersAcks ? 1 - 1 / parking.ticks[conn]! : 0;
    return ackS * units * saved;
  }

  /**
   * Whether a train pays for its batch: the first that an interrupt hands up; of blocks, the first
   * that came after the server's last batch began.
   */
  paysBatch(
    train: Train,
    server: Server,
    cameS: number,
    startS: number,
  ): boolean {
    if (!this.isDisk) return train.isHead;
    if (cameS <= server.batchFrom) return false;
    server.batchFrom = startS;
    return true;
  }

  account({ station, charged, end }: Stop, busyS: number): void {
    this.doneS[station]! += busyS;
    if (!charged) return;
    this.chargedS[end]! += busyS;
    this.parking[end]?.cap.charge(busyS);
  }
}
