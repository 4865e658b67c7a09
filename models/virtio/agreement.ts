/**
 * The ring's machine against the path's simulator, where both can be asked.
 *
 * IDEA   The simulator runs `packets`, a closed loop between two guests. Each end's ring then carries
 *        as many packets a second as messages are answered. The machine is offered that rate, evenly
 *        spaced, and both count how many packets share a kick.
 * HOLDS  With one thread both have one packet a kick, and the same time from the program to the wire.
 * FAILS  What the simulator has and the machine has not: packets that come in the bunches in which
 *        answers arrived, and a back end that also receives.
 * COST   A simulation of a few seconds.
 */
import { parseScenario } from "../scenario.ts";
import { simulate } from "../simulate/simulate.ts";
import type { BackEnd } from "./back-ends.ts";
import { measure } from "./measure.ts";
import { defaultVirtio } from "./scenario.ts";

export interface Agreement {
  readonly threads: number;
  /** Messages a second, simulated: what each ring carries. */
  readonly ratePps: number;
  /** Packets that share a kick. */
  readonly simulated: number;
  readonly machine: number;
}

/**
 * @param service  how the simulator draws service times; constant ones make no bunches of their own
 * @param seconds  simulated by the simulator; the machine measures as long
 */
export const agreementOf = (
  backEnd: BackEnd,
  threads: number,
  service: "exponential" | "deterministic",
  seconds: number,
): Agreement => {
  const { scenario } = parseScenario(
    `${backEnd.query}&workload=packets&threads=${threads}&service=${service}`,
  );
  const { messagesPerSecond, counts } = simulate(scenario, { seconds });
  const ratePps = messagesPerSecond.mean;
  const { kicksPerPacket } = measure(
    { ...defaultVirtio, backEnd: backEnd.id, ratePps },
    seconds,
  );
  return {
    threads,
    ratePps,
    // Both ends kick: one for messages, one for answers.
    simulated: (2 * ratePps) / (counts["kicks"] ?? NaN),
    machine: 1 / kicksPerPacket,
  };
};
