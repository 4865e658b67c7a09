/**
 * Prints the milliseconds that the first 100,000 events of a fresh process take: see simulate.ts.
 *
 * The network and the figures are part of what a reader waits for, and of the time.
 */
import { startNetwork } from "../../models/simulate/simulate-network.ts";
import { simulatedClosed, simulatedMM1 } from "./simulated-networks.ts";

const parsed = process.argv[2] === "closed" ? simulatedClosed : simulatedMM1;
performance.now(); // compile the clock, not the simulator
const before = performance.now();
const run = startNetwork(parsed, { seconds: 1e9, mostEvents: 1e5 });
while (!run.advance(1e5));
run.result();
const after = performance.now();
console.log(after - before);
