import { describe, expect, test } from "vitest";
import { defaultScenario, technologies } from "../../models/index.ts";
import { alignWalks } from "../../models/explore/align.ts";
import { lanesOf, walkOf, ways } from "../../models/explore/walk.ts";
import { railsOf } from "./rails.ts";

describe("railsOf", () => {
  test.each(technologies.map(({ id }) => id))(
    "%s: the line is unbroken, and ends where the message does",
    (id) => {
      for (const way of ways) {
        const walks = [id, "kvm-vhost"].map((each) =>
          walkOf(defaultScenario, each, way),
        );
        const rows = alignWalks(walks);
        const [walk] = walks;
        if (!walk) throw new Error(id);
        const lanes = lanesOf(walk);
        const cells = rows.map(({ cells: [cell] }) => cell ?? null);
        const rails = railsOf(cells, lanes);
        const steps = cells.flatMap((cell, at) =>
          cell?.taken === "way" ? [at] : [],
        );
        const [first = 0] = steps;
        const last = steps.at(-1) ?? 0;
        rails.forEach(({ from, to, mark }, at) => {
          const before = rails[at - 1];
          if (at > first && at <= last) expect(from).toBe(before?.to);
          expect(from >= 0).toBe(at > first && at <= last);
          expect(to >= 0).toBe(at >= first && at < last);
          const cell = cells[at];
          expect(mark).toBe(cell ? lanes.indexOf(cell.step.place) : -1);
          if (cell?.taken === "way" && at < last) expect(to).toBe(mark);
        });
      }
    },
  );
});
