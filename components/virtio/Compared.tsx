/**
 * SHOWS    The three back ends beside each other, by what was measured with the same packets.
 * READS    The measurements of a view.
 * WITHOUT JS  The same, for the default's packets.
 */
import type { Measured } from "../../models/virtio/measure.ts";
import { counted, duration } from "../format.ts";
import { measuredRows } from "./words.ts";
import "../table/phone.css";
import "../table/table.css";

export interface ComparedProps {
  readonly measured: readonly Measured[];
  /** The back end of the sequence. */
  readonly chosen: string;
  readonly offered: string;
}

export function Compared({ measured, chosen, offered }: ComparedProps) {
  const [first] = measured;
  const caption = `The three back ends at ${offered}, measured over ${duration(first?.seconds ?? 0)}: ${counted(first?.offered ?? 0, "packet")}`;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table
        class="figures text-rows turned ring-compared"
        style={{
          "--rows": measured.length,
          "--lines": measuredRows.length + 2,
        }}
      >
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="text">
              back end
            </th>
            {measuredRows.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measured.map((each) => (
            <tr
              key={each.backEnd}
              class={each.backEnd === chosen ? "chosen" : undefined}
            >
              <th scope="row" class="text">
                {each.name}
              </th>
              {measuredRows.map(({ id, value, text }) => {
                const most = Math.max(...measured.map(value));
                const share = most > 0 ? value(each) / most : 0;
                return (
                  <td key={id}>
                    {text(each)}
                    <i
                      class="bar"
                      aria-hidden="true"
                      style={{ "--share": share.toFixed(4) }}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
