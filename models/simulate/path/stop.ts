/**
 * A stop of a train: a visit of the program with what its station and this run make of it.
 *
 * IDEA   The machine's loop reads a dozen facts at every stop. As fields of one object they are beside
 *        each other, and those of the station need not be looked up by its index: a tenth of a run.
 *        They are copied one by one, because V8 keeps what a spread makes in a second place.
 */
import type { RandomStream } from "../random.ts";
import type { CpuPool } from "./cpu-pool.ts";
import type { Visit, VisitKind } from "./program.ts";
import type { Server } from "./server.ts";

/** The servers of a station, each free from a time on. */
export interface Line {
  readonly servers: readonly Server[];
  /** Each connection is served by one thread only, which may have others. */
  readonly ownThread: boolean;
  /** By connection: the server that it comes to, but where it takes any. */
  readonly serverOf: readonly Server[];
  readonly takesAny: boolean;
  /** The I/O thread of a guest. */
  readonly isIo: boolean;
  /** Its work is the tenant's. */
  readonly charged: boolean;
  /** Trains queue there one by one, because what service takes is known only as it goes on. */
  readonly queued: boolean;
  /** The CPUs that its servers share; null where each has its own. */
  readonly cpus: CpuPool | null;
  /** They have the time that others leave. */
  readonly yields: boolean;
}

/** Where nobody serves. */
export const noLine: Line = {
  servers: [],
  ownThread: false,
  serverOf: [],
  takesAny: false,
  isIo: false,
  charged: false,
  queued: false,
  cpus: null,
  yields: false,
};

/** What a run makes of a visit. */
export interface StopOptions {
  /** Its thread goes on with the one message that it has, on the CPU that it has: nothing comes between. */
  readonly undisturbed: boolean;
  /** A cap parks threads here. */
  readonly gated: boolean;
  /** Service is drawn, and so is where it differs evenly. */
  readonly exponential: boolean;
  readonly draws: RandomStream;
  /** Where the way to the next stop differs from message to message; null where it does not. */
  readonly way: RandomStream | null;
}

export class Stop {
  // Of the visit: program.ts says what each is.
  readonly kind: VisitKind;
  readonly station: number;
  readonly end: 0 | 1;
  readonly unitS: number;
  readonly batchS: number;
  readonly kickS: number;
  readonly deferredS: number;
  readonly ackS: number;
  readonly delayS: number;
  readonly spreadS: number;
  readonly aside: boolean;
  readonly resumes: boolean;
  readonly leadsOn: boolean;
  readonly takesLock: boolean;
  readonly holdsLock: boolean;
  // Of the line.
  readonly servers: readonly Server[];
  readonly ownThread: boolean;
  readonly serverOf: readonly Server[];
  readonly takesAny: boolean;
  readonly isIo: boolean;
  readonly charged: boolean;
  readonly queued: boolean;
  readonly cpus: CpuPool | null;
  readonly yields: boolean;
  // Of the run.
  readonly undisturbed: boolean;
  readonly gated: boolean;
  readonly drawn: boolean;
  readonly evenly: number;
  readonly draws: RandomStream;
  readonly way: RandomStream | null;
  /** A server serves here, or nobody does. */
  readonly serves: boolean;

  constructor(visit: Visit, line: Line, options: StopOptions) {
    this.kind = visit.kind;
    this.station = visit.station;
    this.end = visit.end;
    this.unitS = visit.unitS;
    this.batchS = visit.batchS;
    this.kickS = visit.kickS;
    this.deferredS = visit.deferredS;
    this.ackS = visit.ackS;
    this.delayS = visit.delayS;
    this.spreadS = visit.spreadS;
    this.aside = visit.aside;
    this.resumes = visit.resumes;
    this.leadsOn = visit.leadsOn;
    this.takesLock = visit.takesLock;
    this.holdsLock = visit.holdsLock;
    this.servers = line.servers;
    this.ownThread = line.ownThread;
    this.serverOf = line.serverOf;
    this.takesAny = line.takesAny;
    this.isIo = line.isIo;
    this.charged = line.charged;
    this.queued = line.queued && !options.undisturbed;
    this.cpus = line.cpus;
    this.yields = line.yields;
    this.undisturbed = options.undisturbed;
    this.gated = options.gated;
    this.drawn = options.exponential && visit.varies;
    this.evenly = options.exponential ? visit.evenly : 0;
    this.draws = options.draws;
    this.way = options.way;
    this.serves = visit.kind === "serve";
  }

  /** The server that a connection's train comes to: its own, or the first to be free. */
  serverFor(conn: number): Server {
    return this.takesAny ? this.anyServer() : this.serverOf[conn]!;
  }

  /** The server that is free first; of a queued station, one that does not work. */
  private anyServer(): Server {
    const { servers, queued } = this;
    let best = servers[0]!;
    for (const server of servers) {
      if (queued && !server.working) return server;
      if (!queued && server.free < best.free) best = server;
    }
    return best;
  }

  /** Seconds to the next stop: drawn evenly where they differ from message to message. */
  wayS(): number {
    const { way, delayS } = this;
    return way ? delayS + (2 * way.uniform() - 1) * this.spreadS : delayS;
  }
}
