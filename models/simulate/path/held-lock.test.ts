import { expect, test } from "vitest";
import { HeldLock } from "./held-lock.ts";

test("a lock is free when the round under way ends, and put off behind another holder", () => {
  const lock = new HeldLock();
  lock.hold(1, 2, 0, 0);
  lock.hold(3, 4, 1, 0);
  expect(lock.freeAt(0.5)).toBe(0.5);
  expect(lock.freeAt(1.5)).toBe(2);
  lock.putOff(2, 0.5);
  expect(lock.freeAt(3.25)).toBe(3.25);
  expect(lock.freeAt(3.75)).toBe(4.5);
  expect(lock.freeAt(5)).toBe(5);
});

test("a round told in parts is one", () => {
  const lock = new HeldLock();
  lock.hold(1, 2, 7, 0);
  lock.hold(2, 3, 7, 0);
  expect(lock.size).toBe(1);
  expect(lock.freeAt(1)).toBe(3);
});

test("rounds that nobody asks about do not pile up", () => {
  const lock = new HeldLock();
  for (let round = 0; round < 100_000; round++)
    lock.hold(round, round + 0.5, round, round);
  expect(lock.size).toBeLessThan(200);
});
