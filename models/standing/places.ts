/**
 * Where messages stand on a path: the visits of its program, gathered into places.
 *
 * IDEA   A server that is visited again after it was woken is one place; the way between two ends,
 *        with the line that ends it, is another. The rest of the visits are places of their own.
 * HOLDS  Places are in the order of the visits, and every visit has one (tested).
 */
import type { Program, Visit } from "../simulate/path/program.ts";
import type { Doing } from "../simulate/path/follower.ts";
import type { Place } from "./flight.ts";

export interface Places {
  readonly places: readonly Place[];
  /** The index of the place where a message is that does something at a visit. */
  readonly placeOf: (visit: number, doing: Doing) => number;
}

export function placesOf({ visits, network }: Program): Places {
  const places: Place[] = [];
  const stations = new Map<Place, number>();
  const here: number[] = [];
  const onTheWay: number[] = [];
  const isLine = ({ station }: Visit) =>
    network.stations[station]?.server === "link";
  const add = (visit: Visit, kind: Place["kind"]): void => {
    const { station, end, pass } = visit;
    const place: Place = {
      id: `${places.length}`,
      kind,
      end: end === 0 ? "client" : "destination",
      pass,
      server:
        kind === "server" || kind === "wake"
          ? (network.stations[station]?.name ?? null)
          : null,
    };
    places.push(place);
    if (kind === "server") stations.set(place, station);
  };
  const lastStation = () => stations.get(places.at(-1)!) ?? -1;

  visits.forEach((visit, index) => {
    const { kind, station } = visit;
    if (kind === "gather") add(visit, "timer");
    else if (kind === "moderate") add(visit, "interrupt");
    else if (kind === "wake") {
      const isBetween =
        places.length > 0 && visits[index + 1]?.station === lastStation();
      if (!isBetween) add(visit, "wake");
    } else if (isLine(visit)) {
      if (places.at(-1)?.kind !== "wire") add(visit, "wire");
    } else if (station !== lastStation()) add(visit, "server");
    here.push(places.length - 1);
    if (kind === "serve" && visit.delayS > 0 && places.at(-1)?.kind !== "wire")
      add(visit, "wire");
    onTheWay.push(places.length - 1);
  });
  return {
    places,
    placeOf: (visit, doing) =>
      (doing === "travels" ? onTheWay : here)[visit] ?? 0,
  };
}
