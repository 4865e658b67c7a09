/** Numbers the figures of a page, in the order in which they are rendered. */
const counts = new WeakMap<object, number>();

export function nextFigureNumber(page: object): number {
  const number = (counts.get(page) ?? 0) + 1;
  counts.set(page, number);
  return number;
}
