import { expect, test } from "vitest";
import { contention, simulateContention } from "./contended-lock.ts";
import { publishedValues } from "./parameters/published-values.ts";

const guestOf = (
  busyBeside: number,
  answer: Parameters<typeof simulateContention>[1],
) => {
  const [guest] = simulateContention(busyBeside, answer, 1).guests;
  if (!guest) throw new Error("no guest");
  return guest;
};

test("alone, locks are no more than one holder at a time can take", () => {
  const { locksPerSecond, stealShare } = guestOf(0, "off");
  expect(stealShare).toBeLessThan(0.01);
  // The lock is held one after the other; threads want it for a part of the time only.
  expect(locksPerSecond).toBeLessThan(1 / publishedValues["lock.inside"]);
  const wanted =
    contention.vcpus /
    (publishedValues["lock.inside"] + publishedValues["lock.outside"]);
  expect(locksPerSecond).toBeLessThan(wanted);
  expect(locksPerSecond).toBeGreaterThan(wanted / 2);
});

test("beside a neighbour a yield to the holder takes most of the spinning away", () => {
  const { busyBeside } = contention;
  const alone = guestOf(0, "off");
  const spun = guestOf(busyBeside, "off");
  const yielded = guestOf(busyBeside, "directed-yield");
  expect(spun.locksPerSecond).toBeLessThan(alone.locksPerSecond / 2);
  expect(yielded.locksPerSecond).toBeGreaterThan(1.5 * spun.locksPerSecond);
  expect(yielded.spinningCpus).toBeLessThan(spun.spinningCpus / 2);
});
