/**
 * Reading one field of a reader's object, or refusing it with its place.
 *
 * IDEA     Only own keys count, and only known ones pass: so neither `__proto__` nor a typing
 *          mistake can change what is solved.
 * UNITS    seconds for think times; nothing is converted.
 * HOLDS    what `JSON.parse` returns, and any other value.
 * FAILS    objects with getters that throw: JSON has none.
 * COST     proportional to the number of keys.
 * SOURCE   none.
 */
import { ModelError, printable } from "../errors.ts";
import { checkTime } from "./check-network.ts";
import { networkLimits } from "./network.ts";

/** An object of which nothing is known yet but that it is one. */
export type Fields = Readonly<Record<string, unknown>>;

export function parseName(fields: Fields, where: string): string {
  const name = fields["name"];
  if (
    typeof name === "string" &&
    name.trim() !== "" &&
    name.length <= networkLimits.nameLength
  ) {
    return name;
  }
  throw new ModelError({
    code: "NETWORK_NAME",
    what: `name must be a text of 1 to ${networkLimits.nameLength} characters`,
    where,
    found: name,
    hint: 'name it after what it stands for, such as "disk"',
  });
}

export function refuseTwins(
  items: readonly { readonly name: string }[],
  where: string,
): void {
  const seen = new Set<string>();
  for (const [index, { name }] of items.entries()) {
    if (seen.has(name)) {
      throw new ModelError({
        code: "NETWORK_NAME",
        what: "names must differ, or the report cannot be read",
        where: `${where}[${index}]`,
        found: name,
        hint: "number them: disk 1, disk 2",
      });
    }
    seen.add(name);
  }
}

export function readObject(value: unknown, where: string): Fields {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Fields;
  throw new ModelError({
    code: "NETWORK_SHAPE",
    what: "an object with named fields is needed",
    where,
    found: value,
    hint: '{ "stations": [{ "name": "disk", "kind": "queue", "demand": 0.01 }], "thinkTime": 1, "population": 8 }',
  });
}

export function parseList(
  value: unknown,
  where: string,
  code: "NETWORK_STATIONS" | "NETWORK_CLASSES" | "NETWORK_DEMAND",
): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new ModelError({
    code,
    what: `${where} must be a list`,
    where,
    found: value,
    hint: "write it in square brackets",
  });
}

export function checkKeys(
  fields: Fields,
  allowed: readonly string[],
  notes: readonly string[],
  where: string,
): void {
  for (const key of Object.keys(fields)) {
    if (allowed.includes(key) || notes.includes(key)) continue;
    throw new ModelError({
      code: "NETWORK_KEY",
      what: `only these keys are known here: ${allowed.join(", ")}`,
      where,
      found: printable(key),
      hint: "correct or remove the key",
    });
  }
}

export function parseThinkTime(fields: Fields, where: string): number {
  if (!has(fields, "thinkTime")) return 0;
  const thinkTime = fields["thinkTime"];
  checkTime(thinkTime, "NETWORK_THINK_TIME", "thinkTime", where);
  return thinkTime as number;
}

export function has(fields: Fields, key: string): boolean {
  return Object.hasOwn(fields, key);
}
