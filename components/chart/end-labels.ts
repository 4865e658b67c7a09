/**
 * Labels at the ends of curves, moved apart as little as keeps them legible.
 *
 * IDEA   Sort by wished place, those that no eye tells apart as they come; merge labels that touch into blocks centred on their members'
 *        wishes (pool adjacent violators); keep the whole column inside its limits.
 */
export interface Wish {
  readonly at: number;
  readonly height: number;
}

const whole = (wish: Wish | undefined): number => Math.round(wish?.at ?? 0);

export function spread(
  wishes: readonly Wish[],
  low: number,
  high: number,
): readonly number[] {
  interface Block {
    members: number[];
    height: number;
    top: number;
  }
  const order = wishes
    .map((_, index) => index)
    .sort((a, b) => whole(wishes[a]) - whole(wishes[b]));
  const settle = (block: Block): Block => {
    let above = 0;
    let sum = 0;
    for (const member of block.members) {
      const wish = wishes[member] as Wish;
      sum += wish.at - wish.height / 2 - above;
      above += wish.height;
    }
    const wished = sum / block.members.length;
    return {
      ...block,
      top: Math.max(low, Math.min(high - block.height, wished)),
    };
  };
  const blocks: Block[] = [];
  for (const index of order) {
    let block = settle({
      members: [index],
      height: wishes[index]?.height ?? 0,
      top: 0,
    });
    for (
      let before = blocks.at(-1);
      before && before.top + before.height > block.top;
      before = blocks.at(-1)
    ) {
      blocks.pop();
      block = settle({
        members: [...before.members, ...block.members],
        height: before.height + block.height,
        top: 0,
      });
    }
    blocks.push(block);
  }
  const places = wishes.map((wish) => wish.at);
  for (const block of blocks) {
    let top = block.top;
    for (const member of block.members) {
      const { height } = wishes[member] as Wish;
      places[member] = top + height / 2;
      top += height;
    }
  }
  return places;
}

/** How far the labels must go in all, where nothing bounds them. */
export const moved = (wishes: readonly Wish[]): number =>
  spread(wishes, -Infinity, Infinity).reduce(
    (sum, place, index) => sum + Math.abs(place - (wishes[index]?.at ?? place)),
    0,
  );
