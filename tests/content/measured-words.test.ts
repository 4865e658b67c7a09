/** What content/reference/measurements.mdx says in words of the comparisons is what they are. */
import { expect, test } from "vitest";
import { comparedFigures } from "../../models/index.ts";

const errorOf = (id: string): number => {
  const error = comparedFigures().find(({ figure }) => figure.id === id)?.error;
  if (error === undefined || error === null) throw new Error(`no ${id}`);
  return error;
};

test.each([
  "felter-rr-kvm",
  "vhost-header",
  "felter-bulk-native",
  "felter-bulk-nat",
  "felter-bulk-kvm",
])("%s comes out near", (id) => {
  expect(Math.abs(errorOf(id))).toBeLessThan(0.15);
});

test.each(["fio-qemu", "san-kvm", "redis-kvm-5"])("%s is too fast", (id) => {
  expect(errorOf(id)).toBeGreaterThan(0.1);
});

test.each(["redis-native-5", "redis-nat-5", "redis-kvm"])(
  "%s is too slow",
  (id) => {
    expect(errorOf(id)).toBeLessThan(-0.1);
  },
);

test("a guest with a piece of the card is predicted near bare metal", () => {
  expect(Math.abs(errorOf("eli"))).toBeLessThan(0.05);
});
