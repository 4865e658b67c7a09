/**
 * Prints the milliseconds that the first 100,000 events of a fresh process take: see simulate.ts.
 *
 * The network and the figures are part of what a reader waits for, and of the time. It is the
 * processor time of this thread: V8 compiles in others, for which it does not wait.
 */
import { startNetwork } from "../../models/simulate/simulate-network.ts";
import { threadMicroseconds } from "./clock.ts";
import { simulatedClosed, simulatedMM1 } from "./simulated-networks.ts";

const parsed = process.argv[2] === "closed" ? simulatedClosed : simulatedMM1;
threadMicroseconds(); // compile the clock, not the simulator
const before = threadMicroseconds();
const run = startNetwork(parsed, { seconds: 1e9, mostEvents: 1e5 });
while (!run.advance(1e5));
run.result();
console.log((threadMicroseconds() - before) / 1e3);
