/**
 * SHOWS    What the message has met so far: time, CPU time by place, events by kind; a column a
 *          technology. Rows are those of the whole walk, so that none comes or goes while stepping.
 * READS    The tallies of a view.
 * WITHOUT JS  The whole walk's.
 */
import { countedKinds, type CountedKind } from "../../models/paths/events.ts";
import { duration, plain, sentenceCase } from "../format.ts";
import { placeOf, type ExplorerView } from "./view.ts";
import { countName } from "./words.ts";

/** Counted even where there are none: that is then the finding. */
const always: ReadonlySet<CountedKind> = new Set([
  "copy",
  "exit",
  "wake",
  "ctxsw",
  "timer-wait",
]);

export function Counters({
  view,
  walking,
}: {
  readonly view: ExplorerView;
  readonly walking: boolean;
}) {
  const { columns, at, rows } = view;
  const kinds = countedKinds.filter(
    (kind) =>
      always.has(kind) || columns.some(({ whole }) => whole.counts[kind] > 0),
  );
  const places = [
    ...new Set(
      columns.flatMap(({ walk, whole }) =>
        whole.cpuByPlace.map(({ place }) => placeOf(walk, place)),
      ),
    ),
  ];
  return (
    <table class="figures text-rows explorer-counters">
      <caption>
        {walking
          ? `After ${plain(at)} of ${plain(rows.length)} steps`
          : "The whole way"}
      </caption>
      {columns.length > 1 && (
        <thead>
          <tr>
            <td />
            {columns.map(({ walk }) => (
              <th
                key={walk.technology.id}
                scope="col"
                class={`group tech-${walk.technology.family}`}
              >
                {walk.technology.name}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        <tr>
          <th scope="row" class="text">
            Elapsed
          </th>
          {columns.map(({ walk, now }) => (
            <td key={walk.technology.id}>{duration(now.elapsedS)}</td>
          ))}
        </tr>
        <tr>
          <th scope="row" class="text">
            CPU time
          </th>
          {columns.map(({ walk, now }) => (
            <td key={walk.technology.id}>{duration(now.cpuS)}</td>
          ))}
        </tr>
        {places.map((name) => (
          <tr key={name} class="part">
            <th scope="row" class="text">
              {name}
            </th>
            {columns.map(({ walk, now, whole }) => {
              const here = (of: typeof now) =>
                of.cpuByPlace
                  .filter(({ place }) => placeOf(walk, place) === name)
                  .map(({ seconds }) => seconds);
              const [seconds = 0] = here(now);
              return (
                <td key={walk.technology.id}>
                  {here(whole).length > 0 ? duration(seconds) : ""}
                </td>
              );
            })}
          </tr>
        ))}
        <tr>
          <th scope="row" class="text">
            Changes of place
          </th>
          {columns.map(({ walk, now }) => (
            <td key={walk.technology.id}>{plain(now.crossings)}</td>
          ))}
        </tr>
        {kinds.map((kind) => (
          <tr key={kind}>
            <th scope="row" class="text">
              {sentenceCase(countName(kind))}
            </th>
            {columns.map(({ walk, now }) => (
              <td key={walk.technology.id}>{plain(now.counts[kind])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
