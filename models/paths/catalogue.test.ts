/**
 * Which technologies there are, in which order, and what they refuse.
 */
import { describe, expect, test } from "vitest";
import { queryToScenario, withField } from "../scenario.ts";
import { solve } from "../solve.ts";
import { refusalOf, technologies, technologyById } from "./catalogue.ts";
import { everyTechnology } from "./every-technology.ts";

test("every technology of the design is there; ids are unique and short enough for a link", () => {
  const ids = technologies.map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining([
      "unix",
      "zone",
      "jail",
      "jail-vnet",
      "container-host",
      "container-macvlan",
      "container-bridge",
      "container-nat",
      "kvm-e1000",
      "kvm-qemu-2012",
      "kvm-qemu",
      "kvm-vhost",
      "kvm-vhost-user",
      "kvm-sriov",
      "kvm-sriov-posted",
      "kvm-in-zone",
      "xen-pv",
      "xen-hvm",
      "xen-pvhvm",
      "xen-driver-domain",
      "xen-stub-domain",
      "nitro",
    ]),
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(technologyById.get(id)?.id).toBe(id);
  }
});

describe("the catalogue", () => {
  test("has every file's technology, families together, each after the one it names", () => {
    expect(new Set(technologies)).toEqual(new Set(everyTechnology));
    const families = technologies.map(({ family }) => family);
    expect(families.filter((each, at) => each !== families[at - 1])).toEqual([
      ...new Set(families),
    ]);
    const ids = technologies.map(({ id }) => id);
    for (const { id, family, after } of technologies)
      if (after === null)
        expect(technologies.find((each) => each.family === family)?.id).toBe(
          id,
        );
      else expect(ids.indexOf(after), id).toBeLessThan(ids.indexOf(id));
  });

  test("a native reference is its own, and has no tenant's limit", () => {
    for (const { native } of technologies) {
      const reference = technologyById.get(native);
      expect(reference?.native).toBe(native);
      expect(reference?.limit).toBe("none");
    }
  });
});

describe("what makes no sense", () => {
  test("is refused with a sentence, and the default workload stands", () => {
    const { scenario, notices } = queryToScenario(
      "technology=jail&workload=proc-scan&threads=3",
    );
    expect(scenario.workload.kind).toBe("tcp-stream");
    expect(scenario.workload.threads).toBe(3);
    expect(notices.map(({ key, kind }) => [key, kind])).toEqual([
      ["workload", "replaced"],
    ]);
    expect(notices[0]?.text).toContain(refusalOf("jail", "proc-scan"));
  });

  test("is said first when a program asks all the same; nothing throws", () => {
    for (const { id, refuses } of technologies)
      for (const [kind, sentence] of Object.entries(refuses ?? {})) {
        const scenario = withField(
          queryToScenario(`technology=${id}`).scenario,
          "workload",
          kind,
        );
        expect(solve(scenario).remarks[0]).toContain(sentence);
        expect(sentence).toMatch(/^[A-Z].*\.$/);
      }
  });
});
