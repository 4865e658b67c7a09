/**
 * SHOWS    The walk as a tracer would print it: stacks of functions, top first; one that is another's,
 *          function for function, says so.
 * READS    The stacks of a view.
 * WITHOUT JS  The same.
 */
import { placeOf, type ExplorerView } from "./view.ts";

export function Stacks({ view }: { readonly view: ExplorerView }) {
  return (
    <div class="explorer-stacks">
      {view.columns.map(({ walk, stacks, same }) => (
        <section
          key={walk.technology.id}
          class={`tech-${walk.technology.family}`}
          aria-label={`Stacks of ${walk.technology.name}`}
        >
          <p class="of">{walk.technology.name}</p>
          {same !== null && (
            <p class="same">{`Function for function those of ${same}:`}</p>
          )}
          {stacks.map(({ place, stepIds, functions, aside }) => (
            <div key={stepIds.join()}>
              <p>
                {placeOf(walk, place)}
                {aside && ", beside the message’s way"}
              </p>
              <pre>{functions.join("\n")}</pre>
            </div>
          ))}
        </section>
      ))}
      <p class="chart-key">
        Top first. Functions of one step are listed as if each called the next;
        a tracer prints those that are on the stack at one moment, and not those
        that a compiler has inlined.
      </p>
    </div>
  );
}
