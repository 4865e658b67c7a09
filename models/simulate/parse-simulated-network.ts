/**
 * From a reader's file to a network and what its stations do that only a simulator asks.
 *
 * IDEA   Stations may carry two more keys, `service` and `discipline`. They are taken off, and
 *        what remains is read by the solvers' own parser, so that both read the same network.
 * UNITS  As in parse-network.ts.
 * HOLDS  Everything that `parseNetwork` reads.
 * FAILS  The solvers refuse a file with these keys: they know means only.
 */
import { ModelError } from "../errors.ts";
import { has } from "../solve/parse-fields.ts";
import type { Fields } from "../solve/parse-fields.ts";
import { parseNetwork } from "../solve/parse-network.ts";
import type { ParsedNetwork } from "../solve/parse-network.ts";
import { parseDistribution } from "./distributions.ts";
import type { Discipline, StationService } from "./network-plan.ts";

export interface ParsedSimulatedNetwork {
  readonly parsed: ParsedNetwork;
  readonly services: Readonly<Record<string, StationService>>;
}

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param input  as for `parseNetwork`; a station may have
 *               `service: { kind: "erlang", stages: 4 }` and `discipline: "fcfs" | "ps"`
 * @throws ModelError  NETWORK_*
 */
export const parseSimulatedNetwork = (
  input: unknown,
): ParsedSimulatedNetwork => {
  const items: unknown = isObject(input) ? input["stations"] : undefined;
  if (!isObject(input) || !Array.isArray(items))
    return { parsed: parseNetwork(input), services: {} };
  const plain = items.map((item: unknown) => {
    if (!isObject(item)) return item;
    return Object.fromEntries(
      Object.entries(item).filter(
        ([key]) => key !== "service" && key !== "discipline",
      ),
    );
  });
  // Only own keys pass, as in the parser: a `__proto__` of JSON is one of them and is refused.
  const network = Object.fromEntries(Object.entries(input));
  const parsed = parseNetwork({ ...network, stations: plain });
  const services = Object.create(null) as Record<string, StationService>;
  items.forEach((item: Fields, index) => {
    const { name, kind } = parsed.network.stations[index]!;
    const where = `stations[${index}] (${name})`;
    const discipline = has(item, "discipline") ? item["discipline"] : null;
    if (discipline !== null && (!isDiscipline(discipline) || kind === "delay"))
      throw new ModelError({
        code: "NETWORK_KIND",
        what: 'discipline must be "fcfs" or "ps", and a delay has none',
        where,
        found: discipline,
        hint: "leave discipline out for the one that the solver assumes",
      });
    services[name] = {
      ...(has(item, "service")
        ? { service: parseDistribution(item["service"], where) }
        : {}),
      ...(discipline === null ? {} : { discipline }),
    };
  });
  return { parsed, services };
};

const isDiscipline = (value: unknown): value is Discipline =>
  value === "fcfs" || value === "ps";
