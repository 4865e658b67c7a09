/**
 * SHOWS    One walk as a table: every step with place, kind, what it takes, CPU time and time so far.
 *          The twin of lanes and flame.
 * READS    A walk.
 * WITHOUT JS  The same.
 */
import { cites } from "../../models/index.ts";
import { tallyOf } from "../../models/explore/tally.ts";
import type { Walk } from "../../models/explore/walk.ts";
import { labelOf, marks } from "../diagram/path-text.ts";
import { fixed, plain } from "../format.ts";
import { placeOf } from "./view.ts";
import { takenText } from "./words.ts";

const micros = (seconds: number): string => fixed(seconds * 1e6, 2);

export function WalkTable({ walk }: { readonly walk: Walk }) {
  const caption = `${walk.technology.name}, ${walk.way}: one lone message by step, µs`;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table class="figures text-rows">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">step</th>
            <th scope="col" class="text first">
              what
            </th>
            <th scope="col" class="text">
              place
            </th>
            <th scope="col" class="text">
              kind
            </th>
            <th scope="col">takes</th>
            <th scope="col">so far</th>
            <th scope="col">CPU</th>
            <th scope="col" class="text first">
              read in
            </th>
          </tr>
        </thead>
        <tbody>
          {walk.steps.map((each, at) => {
            const { step } = each;
            const aside = takenText(each);
            return (
              <tr key={step.id}>
                <td>{plain(at + 1)}</td>
                <th scope="row" class="text first">
                  {labelOf(step)}
                </th>
                <td class="text">{placeOf(walk, step.place)}</td>
                <td class="text">
                  {[...marks(step), ...(aside === null ? [] : [aside])].join(
                    ", ",
                  )}
                </td>
                <td>{each.taken === "way" ? micros(each.elapsedS) : ""}</td>
                <td>
                  {each.taken === "way"
                    ? micros(tallyOf(walk.steps, at + 1).elapsedS)
                    : ""}
                </td>
                <td>{each.cpuS > 0 ? micros(each.cpuS) : ""}</td>
                <td class="text first">{cites[step.cite].title}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
