/** A link says what differs from the preset, and gives it back; hostile links give a state and notices. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { fields, technologies } from "../../models/index.ts";
import {
  changesFrom,
  chosen,
  compare,
  linkForm,
  presetState,
  type LabPreset,
  type LabState,
} from "./state.ts";

const preset: LabPreset = {
  query: "workload=packets&threads=8&technology=kvm-qemu-2012&cap=2",
  technologies: ["zone", "kvm-qemu-2012"],
  y: "linear",
};
const form = linkForm(preset);
const read = (search: string, prefix = "", others: string[] = []) =>
  form.read(search, prefix, others);

test("a link of the preset is empty, and an empty address is the preset", () => {
  expect(form.write("", "", presetState(preset))).toBe("");
  expect(read("").state).toEqual(presetState(preset));
  expect(read("").notices).toEqual([]);
});

test("a field put back to the model's default is written, and an emptied one too", () => {
  const one = chosen(presetState(preset), "threads", 1);
  expect(form.write("", "", one)).toBe("?threads=1&v=1");
  const open = chosen(presetState(preset), "cap", null);
  expect(form.write("", "", open)).toBe("?cap=&v=1");
  expect(read("?cap=&v=1").state.scenario.limits.cap).toBeNull();
});

test("read(write(state)) is the state, for any state and either prefix", () => {
  const anyState = fc
    .tuple(
      fc.array(
        fc.oneof(
          ...fields.map((field) =>
            field.kind === "choice"
              ? fc.constantFrom(
                  ...field.choices.map(({ id }) => [field.key, id] as const),
                )
              : fc
                  .double({ min: field.low, max: field.high, noNaN: true })
                  .map(
                    (value) =>
                      [
                        field.key,
                        field.integer ? Math.round(value) : value,
                      ] as const,
                  ),
          ),
        ),
        { maxLength: 8 },
      ),
      fc.subarray(
        technologies.map(({ id }) => id),
        { minLength: 1 },
      ),
      fc.constantFrom("linear" as const, "log" as const),
    )
    .map(([choices, drawn, y]): LabState => {
      const base = choices.reduce<LabState>(
        (state, [key, value]) => chosen(state, key, value),
        presetState(preset),
      );
      return drawn.reduce<LabState>((state, id) => compare(state, id, true), {
        ...base,
        y,
      });
    });
  fc.assert(
    fc.property(anyState, fc.constantFrom("", "other."), (state, prefix) => {
      const search = form.write("?utm=1", prefix, state);
      const again = form.read(search, prefix, []);
      expect(again.state).toEqual(state);
      expect(search).toContain("utm=1");
    }),
  );
});

test("two labs on a page keep out of each other's keys", () => {
  const both = form.write(
    "?packets.threads=3",
    "",
    chosen(presetState(preset), "threads", 2),
  );
  expect(both).toBe("?threads=2&packets.threads=3&v=1");
  expect(read(both, "", ["packets."]).notices).toEqual([]);
  expect(read(both, "packets.").state.scenario.workload.threads).toBe(3);
});

test("keys that belong to nobody are kept, and said", () => {
  const { notices } = read("?colour=red");
  expect(notices.map(({ kind }) => kind)).toEqual(["ignored"]);
  expect(form.write("?colour=red", "", presetState(preset))).toBe(
    "?colour=red",
  );
});

test("a hostile link gives a state and says what it did not take", () => {
  const { state, notices } = read(
    "?threads=1e308&cap=NaN&__proto__=1&constructor=2&tx-timer=-5&technology=<script>&with=evil,xen-pv&y=cubic",
  );
  expect(state.scenario.workload.threads).toBe(1024);
  expect(state.compared).toContain("xen-pv");
  expect(state.y).toBe("linear");
  expect(notices.map(({ key }) => key)).toEqual(
    expect.arrayContaining([
      "threads",
      "cap",
      "__proto__",
      "constructor",
      "tx-timer",
      "technology",
      "with",
      "y",
    ]),
  );
  expect(Object.prototype).not.toHaveProperty("1");
});

test("any text at all is an address", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (text) => {
      const { state } = read(text);
      expect(state.compared).toContain(state.scenario.technology);
      expect(changesFrom(preset, state)).toBeInstanceOf(Array);
    }),
  );
  expect(
    read(`?threads=${"9".repeat(1e6)}`).state.scenario.workload.threads,
  ).toBe(1024);
});

test("the technology described is always drawn, and the last one cannot be left out", () => {
  const base = presetState(preset);
  const without = compare(base, "kvm-qemu-2012", false);
  expect([without.scenario.technology, without.compared]).toEqual([
    "zone",
    ["zone"],
  ]);
  expect(compare(without, "zone", false).compared).toEqual(["zone"]);
});

test("what is explained next suits the workload", () => {
  const { state } = read(
    "?technology=zone&workload=proc-scan&with=zone,jail,xen-pv",
  );
  expect(state.scenario.workload.kind).toBe("proc-scan");
  expect(compare(state, "zone", false).scenario.technology).toBe("xen-pv");
});
