/**
 * SHOWS    The numbers of a figure of messages: who stands where at its time, and how many on average.
 * READS    The figure's own case.
 * WITHOUT JS  The same.
 */
import { fixed } from "../format.ts";
import type { Estimate } from "../../models/simulate/result.ts";
import { standingAt } from "../../models/standing/flight.ts";
import type { MessagesCase } from "./MessagesPlot.tsx";
import { messageName, passNames, placeName } from "./words.ts";
import "../table/table.css";
import "../table/phone.css";

export interface MessagesTableProps {
  readonly of: MessagesCase;
  readonly timeS: number;
  readonly caption: string;
}

const around = ({ mean, high95 }: Estimate): string =>
  mean === 0 ? "" : `${fixed(mean, 3)} ± ${fixed(high95 - mean, 3)}`;

export function MessagesTable({ of, timeS, caption }: MessagesTableProps) {
  const standing = standingAt(of.flight, timeS);
  const named = (place: number, isServed: boolean): string =>
    standing
      .filter(
        (each) =>
          each.place === place && (each.doing === "served") === isServed,
      )
      .map(({ message }) => messageName(message))
      .join(", ");
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table class="figures text-rows named" style={{ "--figures": 4 }}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="text">
              place
            </th>
            <th scope="col">served now</th>
            <th scope="col">not served now</th>
            <th scope="col">served, mean</th>
            <th scope="col">not served, mean</th>
          </tr>
        </thead>
        {passNames.map((name, pass) => (
          <tbody key={name}>
            <tr>
              <th scope="rowgroup" colSpan={5} class="text">
                <i>{name}</i>
              </th>
            </tr>
            {of.flight.places.map(
              (place, index) =>
                place.pass === pass && (
                  <tr key={place.id}>
                    <th scope="row" class="text">
                      {placeName(place)}
                    </th>
                    <td>{named(index, true)}</td>
                    <td>{named(index, false)}</td>
                    <td>{of.means[index] && around(of.means[index].served)}</td>
                    <td>{of.means[index] && around(of.means[index].others)}</td>
                  </tr>
                ),
            )}
          </tbody>
        ))}
      </table>
    </div>
  );
}
