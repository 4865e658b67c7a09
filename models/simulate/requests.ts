/**
 * The requests inside a network: what each is, and the lists in which they wait.
 *
 * IDEA   A request is a number. What is known of it stands in columns, and a request waits in one
 *        list at a time, so that one column of links serves every queue and the free ones.
 * UNITS  Seconds.
 * COST   16 bytes a request; columns grow by doubling and never shrink.
 */
const none = -1;

export class Requests {
  /** By request: the next in its list. */
  next = new Int32Array(0);
  classOf = new Int32Array(0);
  /** When the request set out; NaN where that was before the run. */
  bornS = new Float64Array(0);
  /** How many are in use. */
  inside = 0;
  private free = none;

  /** How many there is room for. */
  get room(): number {
    return this.next.length;
  }

  /** Makes room for so many, if there is less: the columns may be new ones afterwards. */
  makeRoom(wanted: number): void {
    const had = this.room;
    if (wanted <= had) return;
    const { next, classOf, bornS } = this;
    this.next = new Int32Array(wanted);
    this.next.set(next);
    this.classOf = new Int32Array(wanted);
    this.classOf.set(classOf);
    this.bornS = new Float64Array(wanted);
    this.bornS.set(bornS);
    for (let request = wanted - 1; request >= had; request--) {
      this.next[request] = this.free;
      this.free = request;
    }
  }

  /** A request begins; there must be room. */
  enter(c: number, bornS: number): number {
    const request = this.free;
    this.free = this.next[request]!;
    this.inside += 1;
    this.classOf[request] = c;
    this.bornS[request] = bornS;
    return request;
  }

  leave(request: number): void {
    this.next[request] = this.free;
    this.free = request;
    this.inside -= 1;
  }
}
