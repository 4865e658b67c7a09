/**
 * A span of a run as its messages went through it, and who stands where at any time of it.
 *
 * IDEA   A message is always at one place of its loop. So an instant is a list of messages by place,
 *        and the mean number at a place is the time spent there over the span.
 * UNITS  Seconds since the span began, or since whatever `fromS` counts from.
 * HOLDS  At every time of the span each message stands once; the means add up to the messages.
 */
import type { Doing } from "../simulate/path/follower.ts";

export const doings: readonly Doing[] = ["waits", "served", "travels"];

export interface Place {
  readonly id: string;
  readonly kind: "server" | "timer" | "interrupt" | "wake" | "wire";
  readonly end: "client" | "destination";
  /** 0: the message; 1: its answer. */
  readonly pass: 0 | 1;
  /** Who serves there, or is woken. */
  readonly server: string | null;
}

/** One message's stands in columns, the first from before the span or its beginning. */
export interface Way {
  readonly fromS: readonly number[];
  /** Indices of `places`. */
  readonly places: readonly number[];
  /** Indices of `doings`. */
  readonly doing: readonly number[];
}

export interface Flight {
  readonly fromS: number;
  readonly toS: number;
  /** In the order of the loop. */
  readonly places: readonly Place[];
  readonly messages: readonly Way[];
}

export interface Standing {
  readonly message: number;
  readonly place: number;
  readonly doing: Doing;
  readonly sinceS: number;
}

/** The index of the last of `fromS` that is not after a time; 0 where all are. */
function lastBefore(fromS: readonly number[], timeS: number): number {
  let low = 0;
  let high = fromS.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fromS[middle]! <= timeS) low = middle;
    else high = middle - 1;
  }
  return low;
}

const standOf = (way: Way, message: number, timeS: number): Standing => {
  let at = lastBefore(way.fromS, timeS);
  const place = way.places[at]!;
  const doing = doings[way.doing[at]!]!;
  // It has stood there since it came, whatever it did first.
  while (doing === "waits" && way.places[at - 1] === place) at -= 1;
  return { message, place, doing, sinceS: way.fromS[at]! };
};

/** Every message at a time: by place, those served first, then in the order in which they came. */
export const standingAt = (flight: Flight, timeS: number): Standing[] =>
  flight.messages
    .map((way, message) => standOf(way, message, timeS))
    .sort(
      (a, b) =>
        a.place - b.place ||
        Number(b.doing === "served") - Number(a.doing === "served") ||
        a.sinceS - b.sinceS ||
        a.message - b.message,
    );

/** When a message next moves after a time, or last moved before it; the span's end where none does. */
export function moveFrom(
  { messages, fromS, toS }: Flight,
  timeS: number,
  later: boolean,
): number {
  let found = later ? toS : fromS;
  for (const way of messages) {
    const at = lastBefore(way.fromS, timeS);
    const here = way.fromS[at]!;
    const next = later
      ? here > timeS
        ? here
        : way.fromS[at + 1]
      : here < timeS
        ? here
        : way.fromS[at - 1];
    if (next === undefined) continue;
    if (later ? next < found : next > found) found = next;
  }
  return found;
}

/** Messages at each place, on average over the span: those served there, and the others. */
export function meanStanding({ fromS, toS, places, messages }: Flight): {
  readonly served: readonly number[];
  readonly others: readonly number[];
} {
  const served = places.map(() => 0);
  const others = places.map(() => 0);
  for (const way of messages)
    way.places.forEach((place, at) => {
      const from = Math.max(fromS, way.fromS[at]!);
      const to = Math.min(toS, way.fromS[at + 1] ?? toS);
      const sums = doings[way.doing[at]!] === "served" ? served : others;
      if (to > from) sums[place]! += (to - from) / (toS - fromS);
    });
  return { served, others };
}

/** A time at which most stand at the place where most wait on average, in the middle of that. */
export function mostTogether(flight: Flight): number {
  const { others } = meanStanding(flight);
  const place = others.indexOf(Math.max(...others));
  let most = 0;
  let found = flight.fromS;
  let atS = flight.fromS;
  while (atS < flight.toS) {
    const untilS = moveFrom(flight, atS, true);
    const here = standingAt(flight, atS).filter((each) => each.place === place);
    if (here.length > most) {
      most = here.length;
      found = (atS + untilS) / 2;
    }
    atS = untilS;
  }
  return found;
}
