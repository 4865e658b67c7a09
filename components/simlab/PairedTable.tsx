/**
 * SHOWS    Two scenarios run with the same random numbers: each figure, and the difference with its
 *          interval, which is narrow because what chance did to one it did to the other.
 * READS    PairedRuns.
 * WITHOUT JS  The same.
 */
import { duration, plain, rate, type Saying } from "../format.ts";
import type { ComparedFigure, PairedFigure, PairedRuns } from "./figure.ts";
import { cpus } from "./words.ts";
import "../table/table.css";

export interface PairedTableProps {
  readonly paired: PairedRuns;
  readonly names: readonly [first: string, second: string];
}

/** A difference is told with its sign; one whose interval holds zero is not told apart from chance. */
const signed =
  (said: Saying): Saying =>
  (value, digits) =>
    value > 0
      ? `+${said(value, digits)}`
      : value < 0
        ? `−${said(-value, digits)}`
        : said(0);

/** Beside a difference, however narrow: Student's t is as wide on both sides. */
const halfWidth = (
  { low95, high95 }: PairedFigure["difference"],
  said: Saying,
): string => `± ${said((high95 - low95) / 2, 2)}`;

export function PairedTable({ paired, names }: PairedTableProps) {
  const saying = (figure: ComparedFigure): Saying =>
    figure === "rate"
      ? (value, digits) => rate(value, paired.unit, digits)
      : figure === "CPUs"
        ? cpus
        : duration;
  const isNone = ({ figure, difference }: PairedFigure) =>
    halfWidth(difference, saying(figure)) === `± ${saying(figure)(0)}`;
  const caption = `${plain(paired.pairs)} pairs of runs with common random numbers${
    paired.figures.some(isNone) ? "; ± 0: the same in each pair" : ""
  }`;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table class="figures text-rows paired">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="text">
              figure
            </th>
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
            <th scope="col">difference</th>
            <th scope="col">95 % interval</th>
            <th scope="col" class="text">
              beyond chance
            </th>
          </tr>
        </thead>
        <tbody>
          {paired.figures.map(({ figure, first, second, difference }) => {
            const said = saying(figure);
            const { low95, high95, mean } = difference;
            return (
              <tr key={figure}>
                <th scope="row" class="text">
                  {figure}
                </th>
                <td>{said(first)}</td>
                <td>{said(second)}</td>
                <td>{signed(said)(mean)}</td>
                <td>{halfWidth(difference, said)}</td>
                <td class="text">
                  {low95 > 0 || high95 < 0 ? "yes" : <b>no</b>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
