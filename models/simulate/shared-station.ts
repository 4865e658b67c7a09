/**
 * A station whose requests are all served at once, each at an equal share of its speed.
 *
 * IDEA   Processor sharing on a clock of its own, which runs at speed(n) / n: each request wants
 *        as many ticks of that clock as it wants seconds of work, and the one that wants fewest
 *        leaves first. Arrivals change the clock's speed and nobody's place.
 * UNITS  Seconds of work at speed 1; seconds of simulated time.
 * HOLDS  Any speeds by number present: a queue [1], c servers [1, 2, ... c], load-dependent
 *        stations their rates. Means do not depend on the shape of the service times, nor on
 *        classes having different ones: it is product-form.
 * FAILS  A time slice is infinitely short: no context switches.
 * COST   A place in the calendar an arrival, a look into it a departure.
 * SOURCE Kleinrock 1976, section 4.4 (processor sharing).
 */
import { Calendar } from "./calendar.ts";
import type { ServiceSampler } from "./distributions.ts";
import type { Requests } from "./requests.ts";

export class SharedStation {
  private readonly wants = new Calendar();
  private readonly speeds: Float64Array;
  private readonly samplers: readonly (ServiceSampler | undefined)[];
  private readonly requests: Requests;
  /** The station's own clock, and when it was last looked at. */
  private clock = 0;
  private sinceS = 0;

  /**
   * @param speeds    `speeds[n - 1]` with n present; the last holds for all larger n
   * @param samplers  by class; undefined where that class does not come
   */
  constructor(
    speeds: Float64Array,
    samplers: readonly (ServiceSampler | undefined)[],
    requests: Requests,
  ) {
    this.speeds = speeds;
    this.samplers = samplers;
    this.requests = requests;
  }

  /** Ticks a second of the station's clock now. */
  private get rate(): number {
    const n = this.wants.size;
    const { speeds } = this;
    return (
      (n > speeds.length ? speeds[speeds.length - 1]! : speeds[n - 1]!) / n
    );
  }

  private runTo(timeS: number): void {
    if (this.wants.size > 0) this.clock += (timeS - this.sinceS) * this.rate;
    else this.clock = 0;
    this.sinceS = timeS;
  }

  arrive(timeS: number, request: number): void {
    this.runTo(timeS);
    const sampler = this.samplers[this.requests.classOf[request]!]!;
    this.wants.schedule(this.clock + sampler.draw(), request);
  }

  /** When the next request leaves if nobody comes; Infinity when empty. */
  dueS(): number {
    if (this.wants.size === 0) return Infinity;
    const ticks = this.wants.nextTime() - this.clock;
    return this.sinceS + Math.max(0, ticks) / this.rate;
  }

  /** The request that leaves now, at `dueS()`. */
  depart(timeS: number): number {
    this.clock = this.wants.nextTime();
    this.sinceS = timeS;
    return this.wants.take();
  }
}
