/** Numbers the figures of a page, in the order in which they are rendered. */
const counts = new WeakMap<object, number>();
const alone = new WeakSet<object>();

/** A page that holds one lab and no chapter around it: there it has a name and no number. */
export function standsAlone(page: object): void {
  alone.add(page);
}

export function nextFigureNumber(page: object): number {
  const number = (counts.get(page) ?? 0) + 1;
  counts.set(page, number);
  return number;
}

export const nextLabNumber = (page: object): number | undefined =>
  alone.has(page) ? undefined : nextFigureNumber(page);
