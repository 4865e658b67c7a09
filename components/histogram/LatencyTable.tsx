/**
 * SHOWS    The numbers of a latency figure: percentiles with their intervals, mean and count, one row
 *          a run.
 * READS    The figure's own series.
 * WITHOUT JS  The same.
 */
import { duration, plain } from "../format.ts";
import {
  emphasised,
  percentileName,
  surenessOf,
  type LatencySeries,
} from "./latency.ts";
import "../table/table.css";
import "../table/phone.css";

export interface LatencyTableProps {
  readonly series: readonly LatencySeries[];
  readonly caption: string;
}

export function LatencyTable({ series, caption }: LatencyTableProps) {
  const shares = series[0]?.percentiles.map(({ share }) => share) ?? [];
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table
        class="figures text-rows latencies turned"
        style={{ "--rows": series.length, "--lines": shares.length + 4 }}
      >
        <caption>{`${caption}; below each percentile its 95\u202f% interval`}</caption>
        <thead>
          <tr>
            <th scope="col" class="text">
              scenario
            </th>
            <th scope="col">mean</th>
            {shares.map((share) => (
              <th
                key={share}
                scope="col"
                class={share === emphasised ? "strong" : undefined}
              >
                {percentileName(share)}
              </th>
            ))}
            <th scope="col">count</th>
          </tr>
        </thead>
        <tbody>
          {series.map((each) => (
            <tr key={each.id}>
              <th scope="row" class="text">
                {each.name}
              </th>
              <td>{duration(each.meanS)}</td>
              {each.percentiles.map((percentile) => (
                <td key={percentile.share}>
                  <span
                    class={
                      percentile.share === emphasised ? "strong" : undefined
                    }
                  >
                    {duration(percentile.seconds)}
                  </span>
                  <small>{surenessOf(percentile, each.count)}</small>
                </td>
              ))}
              <td>{plain(each.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
