/**
 * SHOWS    The numbers of a timeline: lane and state by share of time, longest and typical stay.
 * READS    stateShares of the timeline's own data, all of it and not the part in view.
 * WITHOUT JS  The same.
 */
import { duration, percent, plain } from "../format.ts";
import { stateShares } from "./shares.ts";
import { stateLooks } from "./states.ts";
import type { TimelineData } from "./tracks.ts";
import "../table/table.css";
import "../table/phone.css";

export interface TimelineTableProps {
  readonly data: TimelineData;
}

export function TimelineTable({ data }: TimelineTableProps) {
  const caption = `Where the time of each lane went, ${duration(data.fromS)} to ${duration(data.toS)}`;
  const layers = new Set(data.tracks.map(({ layer }) => layer)).size;
  let lane = "";
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table
        class="figures text-rows lane-shares named"
        style={{ "--figures": 5 }}
      >
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="text">
              lane
            </th>
            <th scope="col" class="text">
              state
            </th>
            <th scope="col">share of time</th>
            <th scope="col">stays</th>
            <th scope="col">typical stay</th>
            <th scope="col">longest stay</th>
          </tr>
        </thead>
        <tbody>
          {stateShares(data).map((row) => {
            const name = layers > 1 ? `${row.lane}, ${row.layer}` : row.lane;
            const isFirst = name !== lane;
            lane = name;
            const least = row.cut ? "≥ " : "";
            return (
              <tr key={`${name}${row.code}`} class={isFirst ? "total" : ""}>
                <th scope="row" class="text">
                  {isFirst ? name : <span class="unseen">{name}</span>}
                </th>
                <td class="text">{stateLooks[row.code]?.name}</td>
                <td>{percent(row.share)}</td>
                <td>{plain(row.stays)}</td>
                <td>{`${least}${duration(row.typicalS)}`}</td>
                <td>{`${least}${duration(row.longestS)}`}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
