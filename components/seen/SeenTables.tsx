/**
 * SHOWS    The twin of the picture: for each technology and observer the steps and the shares of time,
 *          then every step with what it takes, and what each observer sees it by.
 * READS    The columns of a view.
 * WITHOUT JS  The same.
 */
import type { Seen, SeenStep } from "../../models/explore/seen.ts";
import { labelOf } from "../diagram/path-text.ts";
import { placeOf } from "../explorer/view.ts";
import { takenText } from "../explorer/words.ts";
import { duration, fixed, percent, plain } from "../format.ts";
import type { SeenColumn, SeenView } from "./view.ts";
import {
  gapEnds,
  gapPlaces,
  observerText,
  part,
  seenPart,
  sightText,
  standsIn,
} from "./words.ts";

/** The heads of the shares, for the table on the page and the one carried away. */
export const shareHeads = [
  "steps",
  "elapsed seen",
  "records",
  "unseen",
  "hardware",
  "CPU seen",
] as const;

export const shareCells = (seen: Seen): readonly string[] => {
  const { count, elapsed, cpu } = seen;
  const of = (seconds: number) => percent(part(seconds, elapsed));
  return [
    `${plain(count.seen)} of ${plain(count.all)}`,
    seenPart(elapsed),
    of(elapsed.records),
    of(elapsed.unseen),
    of(elapsed.hardware),
    seenPart(cpu),
  ];
};

export const longestCell = ({ walk, longest }: Seen): string =>
  longest === null
    ? "none"
    : `${duration(longest.softwareS)}, ${gapPlaces(walk, longest)}; ${gapEnds(longest)}`;

function Frame({
  caption,
  children,
}: {
  readonly caption: string;
  readonly children: preact.ComponentChildren;
}) {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table class="figures text-rows">
        <caption>{caption}</caption>
        {children}
      </table>
    </div>
  );
}

function Shares({ view }: { readonly view: SeenView }) {
  return (
    <Frame caption="What each observer sees of the message’s time">
      <thead>
        <tr>
          <th scope="col" class="text">
            path
          </th>
          <th scope="col" class="text">
            observer
          </th>
          {shareHeads.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col" class="text first">
            longest unseen stretch
          </th>
        </tr>
      </thead>
      <tbody>
        {view.columns.flatMap(({ walk, lines }) =>
          lines.map((seen) => (
            <tr
              key={`${walk.technology.id}${seen.from}`}
              class={`tech-${walk.technology.family}`}
            >
              <th scope="row" class="text tech-name">
                {walk.technology.name}
              </th>
              <td class="text">{observerText(walk.technology, seen.from)}</td>
              {shareCells(seen).map((cell, at) => (
                <td key={shareHeads[at]}>{cell}</td>
              ))}
              <td class="text first">{longestCell(seen)}</td>
            </tr>
          )),
        )}
      </tbody>
    </Frame>
  );
}

const micros = (seconds: number): string => fixed(seconds * 1e6, 2);

function Steps({ of }: { readonly of: SeenColumn }) {
  const { walk, lines, asked } = of;
  const { technology } = walk;
  const observed = lines.filter(({ from }) => from !== "both");
  const cell = (step: SeenStep | undefined) => (step ? sightText(step) : "");
  return (
    <Frame caption={`${technology.name}, ${walk.way}: every step, µs`}>
      <thead>
        <tr>
          <th scope="col">step</th>
          <th scope="col" class="text first">
            what
          </th>
          <th scope="col" class="text">
            place
          </th>
          <th scope="col">takes</th>
          <th scope="col">CPU</th>
          {observed.map(({ from }) => (
            <th key={from} scope="col" class="text first">
              {from === "both" ? "" : `seen from ${standsIn(technology, from)}`}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {asked.steps.map((each, at) => {
          const aside = takenText(each);
          return (
            <tr key={each.step.id}>
              <td>{plain(at + 1)}</td>
              <th scope="row" class="text first">
                {labelOf(each.step)}
              </th>
              <td class="text">
                {[
                  placeOf(walk, each.step.place),
                  ...(aside ? [aside] : []),
                ].join(", ")}
              </td>
              <td>{each.taken === "way" ? micros(each.elapsedS) : ""}</td>
              <td>{each.cpuS > 0 ? micros(each.cpuS) : ""}</td>
              {observed.map(({ from, steps }) => (
                <td key={from} class="text first">
                  {cell(steps[at])}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </Frame>
  );
}

export function SeenTables({ view }: { readonly view: SeenView }) {
  return (
    <>
      <Shares view={view} />
      {view.columns.map((of) => (
        <Steps key={of.walk.technology.id} of={of} />
      ))}
    </>
  );
}
