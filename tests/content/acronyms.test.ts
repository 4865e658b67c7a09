import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  termAnchor,
  terms,
  type TermId,
} from "../../components/prose/terms.ts";
import { acronymsIn, exceptions, undefinedAcronyms } from "./acronyms.ts";

const chapters = readdirSync("content", {
  recursive: true,
  encoding: "utf8",
}).filter((file) => file.endsWith(".mdx"));

test.each(chapters)("%s uses terms that the glossary has", (file) => {
  const used = [
    ...readFileSync(`content/${file}`, "utf8").matchAll(/<Term id="([^"]+)"/g),
  ].map(([, id]) => id!);
  expect(used.filter((id) => !(id in terms))).toEqual([]);
});

describe("undefinedAcronyms", () => {
  const found = (source: string) =>
    undefinedAcronyms(source).map(({ acronym }) => acronym);

  test.each([
    ["The NIC waits.", ["NIC"]],
    ['The NIC waits. A <Term id="NIC" /> is a card.', ["NIC"]],
    ['Two vCPUs. <Term id="vCPU">vCPUs</Term> later.', ["vCPU"]],
    ["---\ntitle: Under NAT\n---\n\nText.", ["NAT"]],
    ["## SR-IOV\n\nText.", ["SR-IOV"]],
    ['<Lab title="Behind NAT" />', ["NAT"]],
    ["With [the EPT](https://example.org/x).", ["EPT"]],
  ])("sees %j", (source, expected) => {
    expect(found(source)).toEqual(expected);
  });

  test.each([
    'The <Term id="NIC" /> waits; two NICs wait.',
    '<Term id="SR-IOV" /> gives a <Term id="VF">part</Term>: the VF.',
    'A <Term id="VM exit">exit</Term>, and the VM’s.',
    '## NAT\n\n<Term id="NAT">Translation</Term>.',
    "Under CentOS one CPU has 2 GB. Run `HLT`.",
    'As it says <Cite id="gregg2013" at="LAT column" />.',
    "See [FSS, caps and bursting](../caps/).",
    '<Value query="NIC" />',
  ])("lets %j pass", (source) => {
    expect(found(source)).toEqual([]);
  });
});

test.each(chapters)(
  "content/%s defines each acronym where it is first used",
  (file) => {
    const report = undefinedAcronyms(
      readFileSync(`content/${file}`, "utf8"),
    ).map(
      ({ acronym, line }) =>
        `content/${file}:${String(line)}: ${acronym} is used before <Term id="${acronym}" />; define it there (components/prose/terms.ts)`,
    );
    expect(report).toEqual([]);
  },
);

test.each(Object.entries(terms))(
  "the definition of %s uses none undefined",
  (id, text) => {
    expect(
      acronymsIn(text)
        .map(({ acronym }) => acronym)
        .filter(
          (word) => word !== id && !(word in terms) && !exceptions.has(word),
        ),
    ).toEqual([]);
  },
);

test("no exception is also a term", () => {
  expect([...exceptions.keys()].filter((word) => word in terms)).toEqual([]);
});

test("every term has a place of its own in the glossary", () => {
  const anchors = (Object.keys(terms) as TermId[]).map(termAnchor);
  expect(new Set(anchors).size).toBe(anchors.length);
  expect(anchors.filter((anchor) => !/^[\w-]+$/.test(anchor))).toEqual([]);
});
