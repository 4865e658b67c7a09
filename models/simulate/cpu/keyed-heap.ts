/**
 * A heap of numbered things with keys that change: timers, and run queues in order of virtual time.
 *
 * IDEA   Each of a fixed set of ids is in the heap at most once, and its place is known, so that a
 *        key can be moved and an entry taken out. A preemptive machine does both all the time: a
 *        CPU's timer is set anew at every switch, and a parked thread leaves the middle of a queue.
 * UNITS  Keys in any unit: nanoseconds for timers, virtual time for queues.
 * HOLDS  Equal keys leave in the order in which they were set.
 * FAILS  The calendar of `../calendar.ts` is faster where events are never taken back.
 * COST   log2(size) steps a change; 28 bytes an id; no allocation after the constructor.
 * SOURCE Williams 1964 (heap).
 */
export class KeyedHeap {
  private readonly keys: Float64Array;
  private readonly orders: Float64Array;
  private readonly ids: Int32Array;
  /** By id: its place, or -1. */
  private readonly places: Int32Array;
  private count = 0;
  private settings = 0;

  /** @param ids  ids are whole numbers from 0 up to this, exclusive */
  constructor(ids: number) {
    this.keys = new Float64Array(ids + 1);
    this.orders = new Float64Array(ids + 1);
    this.ids = new Int32Array(ids + 1);
    this.places = new Int32Array(ids + 1).fill(-1);
  }

  get size(): number {
    return this.count;
  }

  /** The id with the least key, or -1. */
  first(): number {
    return this.count > 0 ? this.ids[0]! : -1;
  }

  /** Infinity when empty. */
  firstKey(): number {
    return this.count > 0 ? this.keys[0]! : Infinity;
  }

  has(id: number): boolean {
    return this.places[id]! >= 0;
  }

  /** Puts `id` in, or moves it. An infinite key takes it out. */
  set(id: number, key: number): void {
    if (!(key < Infinity)) {
      this.remove(id);
      return;
    }
    const place = this.places[id]!;
    const order = this.settings++;
    if (place < 0) this.rise(this.count++, id, key, order);
    else if (key < this.keys[place]!) this.rise(place, id, key, order);
    else this.sink(place, id, key, order);
  }

  /** Takes `id` out; nothing if it is not in. */
  remove(id: number): void {
    const place = this.places[id]!;
    if (place < 0) return;
    this.places[id] = -1;
    const last = --this.count;
    if (place === last) return;
    const moved = this.ids[last]!;
    const key = this.keys[last]!;
    const order = this.orders[last]!;
    const parent = (place - 1) >> 1;
    if (place > 0 && this.before(key, order, parent))
      this.rise(place, moved, key, order);
    else this.sink(place, moved, key, order);
  }

  /** Takes out the id with the least key. @returns it, or -1 */
  pop(): number {
    const id = this.first();
    if (id >= 0) this.remove(id);
    return id;
  }

  private before(key: number, order: number, place: number): boolean {
    const other = this.keys[place]!;
    return key < other || (key === other && order < this.orders[place]!);
  }

  private rise(from: number, id: number, key: number, order: number): void {
    const { keys, orders, ids, places } = this;
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.before(key, order, parent)) break;
      const down = ids[parent]!;
      keys[place] = keys[parent]!;
      orders[place] = orders[parent]!;
      ids[place] = down;
      places[down] = place;
      place = parent;
    }
    keys[place] = key;
    orders[place] = order;
    ids[place] = id;
    places[id] = place;
  }

  private sink(from: number, id: number, key: number, order: number): void {
    const { keys, orders, ids, places, count } = this;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= count) break;
      const right = child + 1;
      if (right < count && this.before(keys[right]!, orders[right]!, child))
        child = right;
      if (this.before(key, order, child)) break;
      const up = ids[child]!;
      keys[place] = keys[child]!;
      orders[place] = orders[child]!;
      ids[place] = up;
      places[up] = place;
      place = child;
    }
    keys[place] = key;
    orders[place] = order;
    ids[place] = id;
    places[id] = place;
  }
}
