/**
 * Erlang's two formulas: the chance that all servers are busy.
 *
 * IDEA     Add servers one at a time: with one more, the chance to be lost follows from the chance
 *          before. No factorial and no power appears, so any number of servers is safe.
 * UNITS    offered load in erlangs: arrival rate x service time, the mean number in service if
 *          nobody had to wait. Chances are shares of requests.
 * HOLDS    Poisson arrivals. B: any service time. C: exponential service, first come first served.
 * FAILS    C needs load < servers: from there on the queue grows without limit and C is 1.
 * COST     time proportional to servers.
 * SOURCE   Erlang 1917; recursion as in Zeng 2003, cited by GNU Octave queueing, inst/erlangb.m.
 */
import { checkLoad, checkWhole } from "./formula-arguments.ts";

/**
 * Erlang B: the chance that a request is lost when it may not wait (M/G/c/c).
 *
 * @param servers  whole number >= 0
 * @param load     erlangs, >= 0
 * @throws ModelError  FORMULA_ARGUMENT
 */
export function erlangB(servers: number, load: number): number {
  checkWhole(servers, 0, "servers");
  checkLoad(load, "load");
  let lost = 1;
  for (let count = 1; count <= servers; count += 1) {
    lost = (load * lost) / (count + load * lost);
  }
  return lost;
}

/**
 * Erlang C: the chance that a request must wait (M/M/c).
 *
 * @param servers  whole number >= 1
 * @param load     erlangs, >= 0; 1 is returned from `servers` on
 * @throws ModelError  FORMULA_ARGUMENT
 */
export function erlangC(servers: number, load: number): number {
  checkWhole(servers, 1, "servers");
  const lost = erlangB(servers, load);
  if (load >= servers) return 1;
  return (servers * lost) / (servers - load * (1 - lost));
}
