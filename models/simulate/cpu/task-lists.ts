/**
 * First-in-first-out lists over one set of ids: run queues by priority, wait queues, idle CPUs.
 *
 * IDEA   Links are kept by id in typed arrays, so that a list costs nothing but its two ends, and an
 *        id leaves from the middle in constant time.
 * HOLDS  An id is in at most one list of a set.
 * COST   Constant time and no allocation for every step; 12 bytes an id.
 */
export class TaskLists {
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  /** By id: the list that it is in, or -1. */
  private readonly listOf: Int32Array;
  private readonly heads: Int32Array;
  private readonly tails: Int32Array;
  private readonly sizes: Int32Array;

  /**
   * @param ids    ids are whole numbers from 0 up to this, exclusive
   * @param lists  lists likewise
   */
  constructor(ids: number, lists: number) {
    this.next = new Int32Array(ids).fill(-1);
    this.previous = new Int32Array(ids).fill(-1);
    this.listOf = new Int32Array(ids).fill(-1);
    this.heads = new Int32Array(lists).fill(-1);
    this.tails = new Int32Array(lists).fill(-1);
    this.sizes = new Int32Array(lists);
  }

  size(list: number): number {
    return this.sizes[list]!;
  }

  /** The list that `id` is in, or -1. */
  holder(id: number): number {
    return this.listOf[id]!;
  }

  /** The id at the head, or -1. */
  head(list: number): number {
    return this.heads[list]!;
  }

  pushBack(list: number, id: number): void {
    const tail = this.tails[list]!;
    this.previous[id] = tail;
    this.next[id] = -1;
    if (tail < 0) this.heads[list] = id;
    else this.next[tail] = id;
    this.tails[list] = id;
    this.listOf[id] = list;
    this.sizes[list]! += 1;
  }

  pushFront(list: number, id: number): void {
    const head = this.heads[list]!;
    this.next[id] = head;
    this.previous[id] = -1;
    if (head < 0) this.tails[list] = id;
    else this.previous[head] = id;
    this.heads[list] = id;
    this.listOf[id] = list;
    this.sizes[list]! += 1;
  }

  /** Takes `id` out of whatever list it is in. */
  remove(id: number): void {
    const list = this.listOf[id]!;
    if (list < 0) return;
    const next = this.next[id]!;
    const previous = this.previous[id]!;
    if (previous < 0) this.heads[list] = next;
    else this.next[previous] = next;
    if (next < 0) this.tails[list] = previous;
    else this.previous[next] = previous;
    this.listOf[id] = -1;
    this.sizes[list]! -= 1;
  }

  /** @returns the id taken from the head, or -1 */
  popFront(list: number): number {
    const id = this.heads[list]!;
    if (id >= 0) this.remove(id);
    return id;
  }
}
