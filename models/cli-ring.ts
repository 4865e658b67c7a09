/**
 * `model ring`: the transmit ring's three back ends measured, and the first steps of the one chosen.
 */
import { table } from "./cli-tables.ts";
import type { Notice } from "./scenario.ts";
import { Machine, type Done } from "./virtio/machine.ts";
import { measureAll } from "./virtio/measure.ts";
import { parseVirtio, type VirtioScenario } from "./virtio/scenario.ts";

interface Answer {
  readonly notices: readonly Notice[];
  readonly data: unknown;
  readonly text: () => string;
}

/** Steps that a line can ask for at most. */
export const mostSteps = 100_000;

const stepsOf = (scenario: VirtioScenario, count: number): readonly Done[] => {
  const machine = new Machine(scenario);
  const steps: Done[] = [];
  while (steps.length < count) {
    const done = machine.next();
    if (!done) break;
    steps.push(done);
  }
  return steps;
};

const micros = (seconds: number): string => (seconds * 1e6).toFixed(1);

/**
 * @param query    the ring's fields, as a link of its lab has them
 * @param numbers  `--seconds` measured, `--steps` told
 */
export const ringAnswer = (
  query: string,
  numbers: Readonly<Record<string, number>>,
): Answer => {
  const { scenario, notices } = parseVirtio(
    new URLSearchParams(query.slice(0, 20_000)),
  );
  const measured = measureAll(scenario, numbers["--seconds"]);
  const steps = stepsOf(scenario, numbers["--steps"] ?? 0);
  return {
    notices,
    data: {
      scenario,
      measured,
      steps: steps.map(({ step, ...done }) => ({ ...done, step: step.id })),
    },
    text: () =>
      [
        table(
          [
            "back end",
            "sent/s",
            "exits/packet",
            "packets/flush",
            "interrupts/packet",
            "mean µs",
            "p99 µs",
            "worst µs",
            "vCPU",
            "I/O",
            "stops",
            "missed",
          ],
          measured.map((each) => [
            each.name,
            each.sentPerSecond.toFixed(0),
            each.exitsPerPacket.toFixed(4),
            each.packetsPerFlush.toFixed(2),
            each.interruptsPerPacket.toFixed(4),
            micros(each.meanS),
            micros(each.percentiles.at(-1)?.seconds ?? 0),
            micros(each.worstS),
            each.vcpu.toFixed(3),
            each.backEndCpu.toFixed(3),
            each.stops,
            each.missed,
          ]),
        ),
        ...(steps.length > 0
          ? [
              table(
                ["µs", "step", "who", "what", "available", "used", "flags"],
                steps.map(({ atS, step, answer, ring }) => [
                  micros(atS),
                  step.id,
                  step.actor,
                  `${step.label}${answer === null ? "" : ` ${answer}`}`,
                  ring.available,
                  ring.used,
                  [
                    ...(ring.noNotify ? ["NO_NOTIFY"] : []),
                    ...(ring.noInterrupt ? ["NO_INTERRUPT"] : []),
                  ].join(" "),
                ]),
              ),
            ]
          : []),
      ].join("\n\n"),
  };
};
