/** What this project asks of package-lock.json beyond what npm does. */
export interface Lockfile {
  packages: Record<string, LockedPackage>;
}
interface LockedPackage {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
  [field: string]: unknown;
}

/** Optional dependencies that no entry stands for, with the lowest version wanted. */
export function missingOptional({ packages }: Lockfile) {
  return Object.entries(packages).flatMap(([from, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(packages, from, name))
      .map(([name, range]) => ({ name, version: range.replace(/^[\^~]/, "") })),
  );
}

/** Node's own search: beside the package, then in each folder above it. */
function isLocked(packages: object, from: string, name: string): boolean {
  const prefix = from === "" ? "" : `${from}/`;
  if (`${prefix}node_modules/${name}` in packages) return true;
  if (from === "") return false;
  const above = from.slice(
    0,
    Math.max(0, from.lastIndexOf("node_modules/") - 1),
  );
  return isLocked(packages, above, name);
}
