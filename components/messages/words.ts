/** The words of a figure of messages: where they stand, and what they do there. */
import type { Place, Standing } from "../../models/standing/flight.ts";

/** Without what stands in brackets: a row has no room for it. */
const shortName = (server: string): string => server.replace(/ \(.*\)$/, "");

const nameOf = ({ kind, server }: Place): string => {
  const name = shortName(server ?? "");
  switch (kind) {
    case "server":
      return name;
    case "wake":
      return `${name} wakes`;
    case "timer":
      return "transmit timer";
    case "interrupt":
      return "card’s interrupt";
    case "wire":
      return "cards, wire, switch";
  }
};

/** A wire is of neither end. */
export const placeName = (place: Place): string =>
  place.kind === "wire" ? nameOf(place) : `${place.end}: ${nameOf(place)}`;

export const passNames = ["The message", "The answer"] as const;

/** Messages are counted from one. */
export const messageName = (message: number): string => String(message + 1);

/** An instant in words: who stands where. */
export function instantText(
  places: readonly Place[],
  standing: readonly Standing[],
): string {
  return places
    .flatMap((place, index) => {
      const here = standing.filter((each) => each.place === index);
      if (here.length === 0) return [];
      const said = here.map(({ message, doing }) =>
        doing === "served"
          ? `${messageName(message)} served`
          : messageName(message),
      );
      return [`${placeName(place)} ${said.join(", ")}`];
    })
    .join("; ");
}
