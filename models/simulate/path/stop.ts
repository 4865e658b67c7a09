/**
 * A stop of a train: a visit of the program with what its station and this run make of it.
 *
 * IDEA   The machine's loop reads a dozen facts at every stop. As one object they are beside each
 *        other, and those of the station need not be looked up by its index: a tenth of a run.
 */
import type { RandomStream } from "../random.ts";
import type { Server } from "./server.ts";
import type { SharedCpus } from "./shared-cpus.ts";
import type { Visit } from "./program.ts";

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
}

export interface Stop extends Visit, Line, SharedCpus {
  /** Its thread goes on with the one message that it has, on the CPU that it has: nothing comes between. */
  readonly undisturbed: boolean;
  /** A server serves here, or nobody does. */
  readonly serves: boolean;
  /** A cap parks threads here. */
  readonly gated: boolean;
  readonly drawn: boolean;
  readonly draws: RandomStream;
  /** Where the way to the next stop differs from message to message; null where it does not. */
  readonly way: RandomStream | null;
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
};
