/** A figure of messages shows each of them once, where the model has it, in picture, table and words. */
import { renderToString } from "preact-render-to-string";
import { describe, expect, test } from "vitest";
import { parseScenario } from "../../models/index.ts";
import { mostTogether, standingAt } from "../../models/standing/flight.ts";
import { flightOf, meansOf } from "../../models/standing/simulate-flight.ts";
import { MessagesFigure } from "./MessagesFigure.tsx";
import {
  MessagesPlot,
  messagesLayouts,
  type MessagesCase,
} from "./MessagesPlot.tsx";
import { MessagesTable } from "./MessagesTable.tsx";
import { instantText, placeName } from "./words.ts";

const { scenario } = parseScenario(
  "technology=kvm-qemu-2012&workload=packets&threads=8",
);
const flight = flightOf(scenario, 1, 0.002);
const of: MessagesCase = {
  title: "T",
  name: "KVM",
  family: "kvm",
  flight,
  means: meansOf(scenario, 2, 0.01),
  atS: mostTogether(flight),
};
const everyone = ["1", "2", "3", "4", "5", "6", "7", "8"];
const times = [0, of.atS, 0.001, 0.002];

describe.each(times)("at %f s", (timeS) => {
  test.each(messagesLayouts)(
    "the $name picture has each message once",
    (layout) => {
      const svg = renderToString(
        <MessagesPlot
          of={of}
          timeS={timeS}
          layout={layout}
          id="a"
          title="t"
          description="d"
        />,
      );
      const shown = [
        ...svg.matchAll(/<circle[^>]*><\/circle><text[^>]*>(\d)</g),
      ];
      expect(shown.map(([, number]) => number).sort()).toEqual(everyone);
      expect(svg).not.toContain("NaN");
    },
  );

  test("so has the table, and so have the words", () => {
    const table = renderToString(
      <MessagesTable of={of} timeS={timeS} caption="c" />,
    );
    const cells = [...table.matchAll(/<td>([\d, ]*)<\/td>/g)]
      .flatMap(([, text]) => (text === "" ? [] : text!.split(", ")))
      .sort();
    expect(cells).toEqual(everyone);
    const text = instantText(flight.places, standingAt(flight, timeS));
    expect(text.match(/\d(?=,|;| served|$)/g)?.sort()).toEqual(everyone);
  });
});

test("at first several stand at the place where most wait", () => {
  const counts = new Map<number, number>();
  for (const { place } of standingAt(flight, of.atS))
    counts.set(place, (counts.get(place) ?? 0) + 1);
  expect(Math.max(...counts.values())).toBeGreaterThan(2);
});

test("no place's name is too long for its row", () => {
  for (const technology of ["zone", "kvm-qemu-2012"]) {
    const { places } = flightOf(
      parseScenario(`technology=${technology}&workload=packets&threads=2`)
        .scenario,
      1,
      0.001,
    );
    for (const place of places)
      expect(placeName(place).length).toBeLessThanOrEqual(31);
  }
});

test("the static figure stands at its first case", () => {
  const html = renderToString(
    <MessagesFigure
      id="f"
      number={2}
      caption="C"
      cases={[JSON.stringify(of)]}
    />,
  );
  expect(html).toContain("Figure 2.");
  expect(html).toContain("aria-valuetext");
});
