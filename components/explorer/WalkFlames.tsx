/**
 * SHOWS    The first technology's walk as a flame graph, and each further one's as the difference from
 *          it: widths are its own, marks say what grew, shrank or is new, a list what is gone.
 * READS    walkFlame and differenceFlame of the walks.
 * WITHOUT JS  Nothing: the table of steps has every number.
 */
import type { FlameFrame, Place } from "../../models/index.ts";
import {
  differenceFlame,
  goneFrom,
  walkFlame,
  type DifferenceFrame,
  type Measure,
} from "../../models/explore/flame.ts";
import type { Walk } from "../../models/explore/walk.ts";
import { FlameFrames } from "../chart/FlameGraph.tsx";
import { duration } from "../format.ts";
import { placeOf, type ExplorerView } from "./view.ts";

const measureNames: Readonly<Record<Measure, string>> = {
  elapsed: "elapsed time",
  cpu: "CPU time",
};

const differs = (frame: FlameFrame) => {
  const { beforeS, seconds } = frame as DifferenceFrame;
  const change = seconds - beforeS;
  if (Math.abs(change) < 1e-10) return { class: "", words: ", unchanged" };
  if (beforeS === 0) return { class: "new", words: ", new" };
  return change > 0
    ? { class: "more", words: `, +${duration(change)}` }
    : { class: "less", words: `, −${duration(-change)}` };
};

export function WalkFlames({
  id,
  view,
  by,
  onMeasure,
}: {
  readonly id: string;
  readonly view: ExplorerView;
  readonly by: Measure;
  readonly onMeasure: (by: Measure) => void;
}) {
  const [first, ...others] = view.columns.map(({ walk }) => walk);
  const named = (walk: Walk) => (name: string) =>
    walk.steps.some(({ step }) => step.place === name)
      ? placeOf(walk, name as Place)
      : name;
  return (
    <>
      <fieldset class="control axis-choice">
        <legend>Widths</legend>
        {(["elapsed", "cpu"] as const).map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={`${id}-by`}
              checked={by === each}
              onChange={() => {
                onMeasure(each);
              }}
            />
            {measureNames[each]}
          </label>
        ))}
      </fieldset>
      {first && (
        <div class={`flame tech-${first.technology.family}`}>
          <FlameFrames
            root={walkFlame(first, by)}
            label={`${first.technology.name}: ${measureNames[by]} by step`}
            whole="Whole way"
            groupName={named(first)}
          />
        </div>
      )}
      {first &&
        others.map((walk) => {
          const root = differenceFlame(first, walk, by);
          const gone = goneFrom(root);
          return (
            <div
              key={walk.technology.id}
              class={`flame differs tech-${walk.technology.family}`}
            >
              <p class="of">{`${walk.technology.name}, as it differs from ${first.technology.name}`}</p>
              <FlameFrames
                root={root}
                label={`${walk.technology.name} against ${first.technology.name}: ${measureNames[by]} by step`}
                whole="Whole way"
                groupName={named(walk)}
                mark={differs}
              />
              <p class="flame-key">
                <span>
                  <span class="frame new" />
                  new
                </span>
                <span>
                  <span class="frame more" />
                  longer
                </span>
                <span>
                  <span class="frame less" />
                  shorter
                </span>
              </p>
              {gone.length > 0 && (
                <p class="chart-key">
                  {`Gone: ${gone.map(({ name, beforeS }) => `${name} (${duration(beforeS)})`).join("; ")}.`}
                </p>
              )}
            </div>
          );
        })}
    </>
  );
}
