import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KeyedHeap } from "./keyed-heap.ts";

describe("KeyedHeap", () => {
  test("gives the least key first, and equal keys in the order they were set", () => {
    const steps = fc.array(
      fc.record({
        id: fc.nat(15),
        key: fc.integer({ min: 0, max: 9 }),
        remove: fc.boolean(),
      }),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(steps, (each) => {
        const heap = new KeyedHeap(16);
        const plain = new Map<number, { key: number; order: number }>();
        each.forEach(({ id, key, remove }, order) => {
          if (remove) {
            heap.remove(id);
            plain.delete(id);
          } else {
            heap.set(id, key);
            plain.set(id, { key, order });
          }
        });
        const expected = [...plain]
          .sort(([, a], [, b]) => a.key - b.key || a.order - b.order)
          .map(([id]) => id);
        expect(heap.size).toBe(expected.length);
        expect(expected.map(() => heap.pop())).toEqual(expected);
        expect(heap.pop()).toBe(-1);
      }),
      { seed: 23, numRuns: 300 },
    );
  });

  test("takes an infinite key for removal", () => {
    const heap = new KeyedHeap(2);
    heap.set(1, 5);
    heap.set(1, Infinity);
    expect(heap.has(1)).toBe(false);
    expect(heap.firstKey()).toBe(Infinity);
  });
});
