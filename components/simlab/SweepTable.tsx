/**
 * SHOWS    The numbers of a sweep: solver, simulator with its interval, published rows, percentiles.
 * READS    SweepPoints.
 * WITHOUT JS  The same.
 */
import { largestRate } from "../chart/series.ts";
import {
  duration,
  plain,
  rateScale,
  significant,
  type Saying,
} from "../format.ts";
import { percentileOf } from "../histogram/latency.ts";
import type { SimFigure } from "./figure.ts";
import { solvedAt, sweepCurve } from "./sweep-curve.ts";
import { intervalText } from "./words.ts";
import "../table/table.css";
import "../table/phone.css";

export interface SweepTableProps {
  readonly figure: SimFigure;
  readonly along: string;
  readonly now: number;
  readonly caption: string;
}

export function SweepTable({ figure, along, now, caption }: SweepTableProps) {
  const unit = figure.run.unit;
  const scaled = rateScale(
    largestRate(sweepCurve(figure, now, "linear")),
    unit,
  );
  const shown: Saying = (value, digits) =>
    significant(value * scaled.factor, digits);
  const measured = figure.published.length > 0;
  const solved = figure.line.some((point) => point.solved !== null);
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table class="figures sweep held">
        <caption>{`${caption}; rates in ${scaled.unit}. * too short a run to know this percentile`}</caption>
        <thead>
          <tr>
            <th scope="col">{along}</th>
            {solved && <th scope="col">solver</th>}
            <th scope="col">simulator</th>
            <th scope="col">95 % interval</th>
            {measured && <th scope="col">published</th>}
            <th scope="col">CPUs</th>
            <th scope="col">p50</th>
            <th scope="col">p99</th>
            <th scope="col">p99.9</th>
          </tr>
        </thead>
        <tbody>
          {figure.sweep.map((point) => {
            const row = figure.published.find(
              (each) => each.row.threads === point.at,
            )?.row;
            const { latency, rate, cpu } = point;
            const rateSolved = solvedAt(figure.line, point.at);
            const at = (share: number) => {
              const found = percentileOf(latency, share);
              return found
                ? `${duration(found.seconds)}${found.tooShort ? "\u202f*" : ""}`
                : "–";
            };
            return (
              <tr
                key={point.at}
                class={point.at === now ? "present" : undefined}
              >
                <th scope="row">{plain(point.at)}</th>
                {solved && (
                  <td>{rateSolved === null ? "" : shown(rateSolved)}</td>
                )}
                <td>{shown(rate.mean)}</td>
                <td>
                  {rate.tooShort ? "too short" : intervalText(rate, shown)}
                </td>
                {measured && (
                  <td class="quoted">{row ? shown(row.value) : ""}</td>
                )}
                <td>{significant(cpu.mean)}</td>
                <td>{at(0.5)}</td>
                <td>{at(0.99)}</td>
                <td>{at(0.999)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
