import { describe, expect, test } from "vitest";
import { technologies } from "../../models/index.ts";
import {
  changesFrom,
  chosen,
  linkForm,
  presetState,
  withColumn,
  type ExplorerPreset,
  type ExplorerState,
} from "./state.ts";
import { viewOf, withinWalk } from "./view.ts";

const preset: ExplorerPreset = {
  columns: ["zone", "kvm-qemu-2012"],
  way: "transmit",
};
const read = (search: string, prefix = "", others: readonly string[] = []) =>
  linkForm(preset).read(search, prefix, others);
const keysSaid = (search: string) =>
  read(search).notices.map(({ key, kind }) => `${key} ${kind}`);

describe("a link of the explorer", () => {
  test.each([
    "",
    "?step=7&v=1",
    "?with=unix,zone,kvm-vhost&v=1",
    "?by=cpu&tx-timer=0&v=1&way=receive",
    "?firewall=on&step=0&v=1",
    "?grants=flip&v=1&with=xen-pv",
    "?direction=sync&lofs=on&v=1&way=disk",
  ])("%j is read and written back", (search) => {
    const { state, notices } = read(search);
    expect(notices).toEqual([]);
    const written = linkForm(preset).write("", "", state);
    expect(read(written).state).toEqual(state);
    expect([...new URLSearchParams(written)].sort().map(String)).toEqual(
      [...new URLSearchParams(search)].sort().map(String),
    );
  });

  test("`technology` puts one first, and keeps the others", () => {
    expect(read("?technology=nitro").state.columns).toEqual([
      "nitro",
      "zone",
      "kvm-qemu-2012",
    ]);
  });

  test("a step past the end is the last one, and said", () => {
    const { state, notices } = withinWalk(read("?step=99999"));
    expect(state.at).toBe(viewOf(state).rows.length);
    expect(notices.map(({ key, kind }) => [key, kind])).toEqual([
      ["step", "clamped"],
    ]);
    expect(withinWalk(read("?step=2")).notices).toEqual([]);
    expect(withinWalk(read("")).state.at).toBeNull();
  });

  test("keys with another's prefix are not the explorer's", () => {
    expect(read("?x.step=3&step=2", "", ["x."]).state.at).toBe(2);
    expect(read("?x.step=3&step=2", "x.", []).state.at).toBe(3);
  });

  test("what makes no sense is said, and something stands", () => {
    expect(keysSaid("?with=vms")).toEqual(["with ignored"]);
    expect(keysSaid("?with=unix,zone,jail,nitro")).toEqual(["with clamped"]);
    expect(keysSaid("?with=zone,unix,zone")).toEqual(["with ignored"]);
    expect(keysSaid("?way=sideways")).toEqual(["way replaced"]);
    expect(keysSaid("?by=weight")).toEqual(["by replaced"]);
    expect(keysSaid("?step=-1")).toEqual(["step ignored"]);
    expect(keysSaid("?step=two")).toEqual(["step ignored"]);
    expect(keysSaid("?threads=64")).toEqual(["threads ignored"]);
    expect(keysSaid("?tx-timer=99999999")).toEqual(["tx-timer clamped"]);
    expect(keysSaid("?constructor=1")).toEqual(["constructor ignored"]);
  });

  test.each([
    "?with=%00,%F0%9F%92%A9,<script>",
    `?with=${"zone,".repeat(5000)}`,
    "?step=1e309&way=__proto__&by=toString",
    `?${"step=9&".repeat(500)}`,
    "?step=999999999&with=unix",
    "?rtt=NaN&vcpus=1e99&mtu=%%%",
  ])("%s never throws, and can be walked", (search) => {
    const { state } = read(search);
    const view = viewOf(state);
    expect(view.at).toBeLessThanOrEqual(view.rows.length);
    expect(view.columns.length).toBeGreaterThan(0);
  });
});

describe("withColumn", () => {
  const state: ExplorerState = { ...presetState(preset), at: 3 };
  test("puts one in the place of another and starts again", () => {
    const next = withColumn(state, 1, "nitro");
    expect(next.columns).toEqual(["zone", "nitro"]);
    expect(next.at).toBeNull();
  });
  test("exchanges two, adds a third, and takes one away but the last", () => {
    expect(withColumn(state, 0, "kvm-qemu-2012").columns).toEqual([
      "kvm-qemu-2012",
      "zone",
    ]);
    expect(withColumn(state, 2, "unix").columns).toHaveLength(3);
    const one = withColumn(state, 0, "");
    expect(one.columns).toEqual(["kvm-qemu-2012"]);
    expect(withColumn(one, 0, "").columns).toEqual(["kvm-qemu-2012"]);
  });
});

test("an option chosen is a change, and its own default none", () => {
  const state = presetState(preset);
  const off = chosen(state, "tx-timer", 0);
  expect(changesFrom(preset, off)).toEqual([["tx-timer", "0"]]);
  expect(changesFrom(preset, chosen(off, "tx-timer", 200))).toEqual([]);
});

test.each(technologies.map(({ id }) => id))(
  "%s can be walked in every way, alone and beside others",
  (id) => {
    for (const way of ["transmit", "receive", "disk"] as const) {
      const view = viewOf({
        ...presetState(preset),
        columns: [id, id === "zone" ? "unix" : "zone"],
        way,
        at: 2,
      });
      expect(view.columns).toHaveLength(2);
      for (const { now, whole } of view.columns)
        expect(now.elapsedS).toBeLessThanOrEqual(whole.elapsedS);
    }
  },
);
