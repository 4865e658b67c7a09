/**
 * Prints the milliseconds that the first exact solution of a fresh process takes: see mva.ts.
 *
 * It imports nothing but the solver, so that no garbage of other modules is collected meanwhile.
 */
import { solveMva } from "../../models/solve/mva.ts";
import { eightQueues } from "./eight-queues.ts";

performance.now(); // compile the clock, not the solver
const before = performance.now();
solveMva(eightQueues);
const after = performance.now();
console.log(after - before);
