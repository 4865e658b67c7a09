/**
 * SHOWS    The window of steps as a table: time, who, what, indices, flags. The twin of lanes and ring.
 * READS    The rows of a view.
 * WITHOUT JS  The window where the figure stands.
 */
import { freeSlots } from "../../models/virtio/ring.ts";
import { fixed, plain } from "../format.ts";
import type { VirtioView } from "./view.ts";
import { actorNames, answerText } from "./words.ts";

export function TraceTable({ view }: { readonly view: VirtioView }) {
  const caption = `Steps ${plain(view.from + 1)} to ${plain(view.from + view.rows.length)}: time in µs, and the ring after each`;
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table class="figures text-rows">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">at</th>
            <th scope="col" class="text">
              step
            </th>
            <th scope="col" class="text first">
              what
            </th>
            <th scope="col" class="text">
              who
            </th>
            <th scope="col">packet</th>
            <th scope="col">available</th>
            <th scope="col">taken</th>
            <th scope="col">used</th>
            <th scope="col">free</th>
            <th scope="col" class="text">
              NO_NOTIFY
            </th>
            <th scope="col" class="text">
              NO_INTERRUPT
            </th>
            <th scope="col" class="text">
              queue
            </th>
          </tr>
        </thead>
        <tbody>
          {view.rows.map((done, row) => {
            const { ring, step, packet, atS, stopped } = done;
            return (
              <tr
                key={row}
                aria-current={
                  view.from + row === view.place ? "step" : undefined
                }
              >
                <td>{fixed(atS * 1e6, 1)}</td>
                <td class="text">{step.id}</td>
                <th scope="row" class="text first">
                  {`${step.label} ${answerText(done)}`.trim()}
                </th>
                <td class="text">{actorNames[step.actor]}</td>
                <td>{packet > 0 ? plain(packet) : ""}</td>
                <td>{plain(ring.available)}</td>
                <td>{plain(ring.popped)}</td>
                <td>{plain(ring.used)}</td>
                <td>{plain(freeSlots(ring))}</td>
                <td class="text">{ring.noNotify ? "set" : "clear"}</td>
                <td class="text">{ring.noInterrupt ? "set" : "clear"}</td>
                <td class="text">{stopped ? "stopped" : "runs"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
