/**
 * From a reader's file to a network, or to one message that says what is wrong with it.
 *
 * IDEA     Nothing is guessed and nothing unknown is ignored: a mistyped `thinktime` would
 *          otherwise give a confident answer to another question. Values are checked by the same
 *          rules as the solvers' (check-network.ts); here only shapes and keys are looked at.
 * UNITS    none are converted: seconds and requests per second.
 * HOLDS    one closed class (`population`), several (`classes`), open arrivals (`arrivalRate`, or
 *          classes with it).
 * FAILS    open and closed classes together are refused; so are routing matrices: give demands.
 * COST     proportional to the size of the input.
 * SOURCE   none.
 */
import { ModelError } from "../errors.ts";
import {
  checkArrivalRate,
  checkClassCount,
  checkDemandList,
  checkMultiClass,
  checkNetwork,
  checkShape,
  checkStationCount,
  checkTime,
  stationPlace,
} from "./check-network.ts";
import { stationKinds } from "./network.ts";
import {
  checkKeys,
  has,
  parseList,
  parseName,
  parseThinkTime,
  readObject,
  refuseTwins,
} from "./parse-fields.ts";
import type { Fields } from "./parse-fields.ts";
import type {
  ClosedClass,
  MultiClassNetwork,
  Network,
  OpenClass,
  OpenMultiClassNetwork,
  OpenNetwork,
  Station,
  StationKind,
  StationShape,
} from "./network.ts";

/** A network that is known to be well-formed, with the kind that decides its solver. */
export type ParsedNetwork =
  | { readonly kind: "closed"; readonly network: Network }
  | { readonly kind: "closed-classes"; readonly network: MultiClassNetwork }
  | { readonly kind: "open"; readonly network: OpenNetwork }
  | { readonly kind: "open-classes"; readonly network: OpenMultiClassNetwork };

const closedKeys = ["stations", "thinkTime", "population"];
const openKeys = ["stations", "arrivalRate"];
const classesKeys = ["stations", "classes"];
const noteKeys = ["name", "description"];
const shapeKeys = ["name", "kind", "servers", "rates"];
const closedClassKeys = ["name", "population", "thinkTime", "demands"];
const openClassKeys = ["name", "arrivalRate", "demands"];

/**
 * Reads a network from anything, typically the result of `JSON.parse`.
 *
 * @param input  `{ stations, thinkTime, population }`, `{ stations, arrivalRate }` or
 *               `{ stations, classes }`; `thinkTime` may be left out for 0, and a `name` and a
 *               `description` are allowed
 * @returns      a network that `solveNetwork` accepts
 * @throws ModelError  NETWORK_*
 */
export function parseNetwork(input: unknown): ParsedNetwork {
  const fields = readObject(input, "the network");
  if (has(fields, "classes")) return parseClasses(fields);
  if (has(fields, "arrivalRate")) {
    checkKeys(fields, openKeys, noteKeys, "the network");
    const stations = parseStations(fields["stations"]);
    checkArrivalRate(fields["arrivalRate"], "the network");
    return {
      kind: "open",
      network: { stations, arrivalRate: fields["arrivalRate"] as number },
    };
  }
  checkKeys(fields, closedKeys, noteKeys, "the network");
  const network = {
    stations: parseStations(fields["stations"]),
    thinkTime: parseThinkTime(fields, "the network"),
    population: fields["population"] as number,
  };
  checkNetwork(network);
  return { kind: "closed", network };
}

function parseClasses(fields: Fields): ParsedNetwork {
  checkKeys(fields, classesKeys, noteKeys, "the network");
  const stations = parseList(
    fields["stations"],
    "stations",
    "NETWORK_STATIONS",
  ).map((item, index) => parseShape(item, index, []));
  checkStationCount(stations.length);
  refuseTwins(stations, "stations");
  const items = parseList(fields["classes"], "classes", "NETWORK_CLASSES");
  checkClassCount(items.length);
  const rows = items.map((item, index) =>
    readObject(item, `classes[${index}]`),
  );
  const open = rows.map((row) => has(row, "arrivalRate"));
  if (open.includes(true) && open.includes(false)) {
    throw new ModelError({
      code: "NETWORK_CLASSES",
      what: "classes must all be closed (population) or all open (arrivalRate)",
      where: "classes",
      found: `${open.filter(Boolean).length} open of ${open.length}`,
      hint: "solve the two kinds apart, or give each class a population",
    });
  }
  if (open[0] === true) {
    const classes = rows.map((row, index) =>
      parseOpenClass(row, index, stations.length),
    );
    refuseTwins(classes, "classes");
    return { kind: "open-classes", network: { stations, classes } };
  }
  const classes = rows.map((row, index) =>
    parseClosedClass(row, index, stations.length),
  );
  refuseTwins(classes, "classes");
  const network = { stations, classes };
  checkMultiClass(network);
  return { kind: "closed-classes", network };
}

function parseClosedClass(
  row: Fields,
  index: number,
  stations: number,
): ClosedClass {
  const where = `classes[${index}]`;
  checkKeys(row, closedClassKeys, [], where);
  return {
    name: parseName(row, where),
    population: row["population"] as number,
    thinkTime: parseThinkTime(row, where),
    demands: parseDemands(row["demands"], stations, where),
  };
}

function parseOpenClass(
  row: Fields,
  index: number,
  stations: number,
): OpenClass {
  const where = `classes[${index}]`;
  checkKeys(row, openClassKeys, [], where);
  checkArrivalRate(row["arrivalRate"], where);
  return {
    name: parseName(row, where),
    arrivalRate: row["arrivalRate"] as number,
    demands: parseDemands(row["demands"], stations, where),
  };
}

function parseDemands(
  value: unknown,
  stations: number,
  where: string,
): readonly number[] {
  const demands = parseList(
    value,
    `${where}, demands`,
    "NETWORK_DEMAND",
  ) as readonly number[];
  checkDemandList(demands, stations, where);
  return [...demands];
}

function parseStations(value: unknown): readonly Station[] {
  const items = parseList(value, "stations", "NETWORK_STATIONS");
  checkStationCount(items.length);
  const stations = items.map((item, index) => {
    const shape = parseShape(item, index, ["demand"]);
    const demand = (item as Fields)["demand"];
    checkTime(demand, "NETWORK_DEMAND", "demand", stationPlace(shape, index));
    return { ...shape, demand: demand as number };
  });
  refuseTwins(stations, "stations");
  return stations;
}

function parseShape(
  item: unknown,
  index: number,
  more: readonly string[],
): StationShape {
  const where = `stations[${index}]`;
  const fields = readObject(item, where);
  checkKeys(fields, [...shapeKeys, ...more], [], where);
  const name = parseName(fields, where);
  const kind = fields["kind"];
  if (!stationKinds.includes(kind as StationKind)) {
    throw new ModelError({
      code: "NETWORK_KIND",
      what: `kind must be one of ${stationKinds.join(", ")}`,
      where: stationPlace({ name }, index),
      found: kind,
      hint: 'use "queue" for one server and "delay" for time spent without waiting',
    });
  }
  const shape = {
    name,
    kind: kind as StationKind,
    ...(kind === "multiserver" ? { servers: fields["servers"] as number } : {}),
    ...(kind === "load-dependent"
      ? { rates: fields["rates"] as readonly number[] }
      : {}),
  };
  refuseUnused(fields, "servers", "multiserver", where);
  refuseUnused(fields, "rates", "load-dependent", where);
  checkShape(shape, index);
  return shape;
}

function refuseUnused(
  fields: Fields,
  key: string,
  kind: StationKind,
  where: string,
): void {
  if (!has(fields, key) || fields["kind"] === kind) return;
  throw new ModelError({
    code: "NETWORK_KEY",
    what: `${key} belongs to kind "${kind}" only`,
    where,
    found: fields["kind"],
    hint: `remove ${key}, or change kind to "${kind}"`,
  });
}
