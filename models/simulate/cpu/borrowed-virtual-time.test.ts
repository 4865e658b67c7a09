import { describe, expect, test } from "vitest";
import { BorrowedVirtualTime } from "./borrowed-virtual-time.ts";
import { Membership, woken } from "./scheduler.ts";

const us = 1e3;

const two = (warpNs: number[] = [0, 0]) =>
  new BorrowedVirtualTime(new Membership(1, [0, 1], [1, 1]), {
    chargingUnitNs: 100 * us,
    allowanceNs: 5000 * us,
    warpNs,
  });

describe("BVT", () => {
  test("charges whole units of 100 µs", () => {
    const bvt = two();
    bvt.charge(0, 99 * us);
    bvt.enqueue(1, woken);
    // Still level: the one that wakes runs at once.
    expect(bvt.preemptAt(0, 1, 0, 0)).toBe(0);
    bvt.charge(0, 151 * us);
    // 250 µs in all are two units: task 1 may run until it is ahead by 5 ms.
    expect(bvt.preemptAt(0, 1, 0, 0)).toBe((200 + 5000) * us);
  });

  test("a domain that warps comes before one that is level with it", () => {
    const bvt = two([0, 1000 * us]);
    bvt.charge(1, 800 * us);
    bvt.enqueue(0, woken);
    bvt.enqueue(1, woken);
    expect(bvt.pick()).toBe(1);
  });
});
