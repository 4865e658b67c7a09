import { describe, expect, test } from "vitest";
import { technologies } from "../../models/index.ts";
import {
  changesFrom,
  chosen,
  linkForm,
  presetState,
  withColumn,
  type SeenPreset,
} from "./state.ts";
import { viewOf } from "./view.ts";
import { captionText } from "./words.ts";

const preset: SeenPreset = {
  columns: ["zone", "kvm-qemu-2012"],
  way: "transmit",
  from: "both",
};
const read = (search: string, prefix = "", others: readonly string[] = []) =>
  linkForm(preset).read(search, prefix, others);
const keysSaid = (search: string) =>
  read(search).notices.map(({ key, kind }) => `${key} ${kind}`);

describe("a link of the lab", () => {
  test.each([
    "",
    "?from=guest&v=1",
    "?from=host&v=1&way=disk&with=xen-pv",
    "?from=guest&tx-timer=0&v=1",
    "?grants=flip&v=1&way=receive&with=xen-pv,nitro,zone",
  ])("%j is read and written back", (search) => {
    const { state, notices } = read(search);
    expect(notices).toEqual([]);
    const written = linkForm(preset).write("", "", state);
    expect(read(written).state).toEqual(state);
    expect([...new URLSearchParams(written)].sort().map(String)).toEqual(
      [...new URLSearchParams(search)].sort().map(String),
    );
  });

  test("keys with another's prefix are not the lab's", () => {
    expect(read("?x.from=host&from=guest", "", ["x."]).state.from).toBe(
      "guest",
    );
    expect(read("?x.from=host&from=guest", "x.", []).state.from).toBe("host");
  });

  test("what makes no sense is said, and something stands", () => {
    expect(keysSaid("?from=above")).toEqual(["from replaced"]);
    expect(keysSaid("?with=vms&way=up")).toEqual([
      "with ignored",
      "way replaced",
    ]);
    expect(keysSaid("?step=4&threads=8")).toEqual([
      "step ignored",
      "threads ignored",
    ]);
  });

  test.each([
    "?with=%00,%F0%9F%92%A9,<script>&from=%00",
    "?from=__proto__&way=toString",
    `?${"from=guest&".repeat(500)}`,
    "?rtt=NaN&vcpus=1e99&mtu=%%%",
  ])("%s never throws, and can be seen", (search) => {
    const view = viewOf(read(search).state);
    expect(view.columns.length).toBeGreaterThan(0);
  });
});

test("a technology chosen takes a column, and Reset's preset has no changes", () => {
  const state = withColumn(presetState(preset), 2, "nitro");
  expect(changesFrom(preset, state)).toEqual([
    ["with", "zone,kvm-qemu-2012,nitro"],
  ]);
  expect(changesFrom(preset, chosen(state, "tx-timer", 0))).toHaveLength(2);
  expect(changesFrom(preset, presetState(preset))).toEqual([]);
});

test.each(technologies.map(({ id }) => id))(
  "%s is seen on every way from everywhere, and said",
  (id) => {
    for (const way of ["transmit", "receive", "disk"] as const)
      for (const from of ["host", "guest", "both"] as const) {
        const view = viewOf({
          ...presetState(preset),
          columns: [id, id === "zone" ? "unix" : "zone"],
          way,
          from,
        });
        const [first] = view.columns;
        expect(first?.lines).toHaveLength(from === "both" ? 3 : 1);
        const text = captionText(view, way);
        expect(text).toContain("can be seen");
        expect(text).not.toMatch(/undefined|NaN|Infinity/);
      }
  },
);
