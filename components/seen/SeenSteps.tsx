/**
 * SHOWS    The path as rows, one technology beside another: each step with a band an observer, solid
 *          where it can be probed and hatched where not, and by what; above a gap its length and ends.
 * READS    The columns of a view.
 * WITHOUT JS  The same.
 */
import type { Gap } from "../../models/explore/seen.ts";
import { labelOf } from "../diagram/path-text.ts";
import { placeOf } from "../explorer/view.ts";
import { takenText, takesText } from "../explorer/words.ts";
import { single, type SeenColumn, type SeenView } from "./view.ts";
import { gapText, sightText, standsIn } from "./words.ts";

function Way({ of }: { readonly of: SeenColumn }) {
  const { walk, asked } = of;
  const { technology } = walk;
  const bands = single(of);
  const gapAt = new Map<string, Gap>(
    asked.gaps
      .filter(({ softwareS }) => softwareS > 0)
      .map((gap) => [gap.steps[0]?.step.id ?? "", gap]),
  );
  return (
    <section
      class={`seen-way tech-${technology.family}`}
      style={{ "--bands": bands.length }}
      aria-label={technology.name}
    >
      <p class="of">{technology.name}</p>
      <ol>
        {asked.steps.map((each, at) => {
          const gap = gapAt.get(each.step.id);
          return (
            <li key={each.step.id} class={each.taken}>
              {bands.map(({ from, steps }) => (
                <i
                  key={from}
                  class={`band ${steps[at]?.sight ?? "none"}`}
                  aria-hidden="true"
                />
              ))}
              <span class="said">
                {gap && <span class="gap">{gapText(gap)}</span>}
                <span class="label">{labelOf(each.step)}</span>
                <span class="meta">
                  {[placeOf(walk, each.step.place), takenText(each)]
                    .filter((word) => word !== null)
                    .join(", ")}
                </span>
                {each.sight === "hardware"
                  ? null
                  : bands.map(({ from, steps }) => {
                      const own = steps[at];
                      return own && from !== "both" ? (
                        <span key={from} class={`by ${own.sight}`}>
                          {bands.length > 1 &&
                            `${standsIn(technology, from)}: `}
                          {sightText(own)}
                        </span>
                      ) : null;
                    })}
              </span>
              <span class="takes">{takesText(each)}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

export function SeenSteps({ view }: { readonly view: SeenView }) {
  return (
    <div class="seen-ways" style={{ "--columns": view.columns.length }}>
      {view.columns.map((of) => (
        <Way key={of.walk.technology.id} of={of} />
      ))}
    </div>
  );
}
