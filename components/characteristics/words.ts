/** How the table says how a verdict is known, and what is in view. */
import type { Basis, Column } from "../../models/characteristics/shape.ts";

export const basisWords: Readonly<Record<Basis, string>> = {
  quoted: "the post’s words",
  derived: "derived from the path",
  cited: "from the sources below",
  assumed: "assumed: not read for this book",
};

/** "Zones, Xen and KVM". */
export const listed = (columns: readonly Column[]): string => {
  const names = columns.map(({ name }) => name);
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`;
};
