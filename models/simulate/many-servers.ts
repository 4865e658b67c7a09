/**
 * A station with several servers behind one queue, or with one for everybody: a delay.
 *
 * IDEA   Services under way are in a calendar of the station's own; whoever finds all servers busy
 *        waits in a list, and its service is drawn when it begins.
 * UNITS  Seconds of simulated time.
 * HOLDS  First come, first served. Services that end at one time end in the order in which they
 *        began.
 * COST   A place in the station's calendar a service.
 */
import { Calendar } from "./calendar.ts";
import type { ServiceSampler } from "./distributions.ts";
import type { Requests } from "./requests.ts";

export class ManyServers {
  private readonly underWay = new Calendar();
  private readonly servers: number;
  private readonly samplers: readonly (ServiceSampler | undefined)[];
  private readonly requests: Requests;
  private waiting = 0;
  private head = 0;
  private tail = 0;

  /**
   * @param servers   Infinity for a delay
   * @param samplers  by class; undefined where that class does not come
   */
  constructor(
    servers: number,
    samplers: readonly (ServiceSampler | undefined)[],
    requests: Requests,
  ) {
    this.servers = servers;
    this.samplers = samplers;
    this.requests = requests;
  }

  arrive(timeS: number, request: number): void {
    if (this.underWay.size < this.servers) {
      this.underWay.schedule(timeS + this.serviceS(request), request);
      return;
    }
    if (this.waiting === 0) this.head = request;
    else this.requests.next[this.tail] = request;
    this.tail = request;
    this.waiting += 1;
  }

  /** When the next service ends; Infinity when empty. */
  dueS(): number {
    return this.underWay.nextTime();
  }

  /** The request whose service ends now, at `dueS()`. */
  depart(timeS: number): number {
    const request = this.underWay.take();
    if (this.waiting > 0) {
      const begins = this.head;
      this.head = this.requests.next[begins]!;
      this.waiting -= 1;
      this.underWay.schedule(timeS + this.serviceS(begins), begins);
    }
    return request;
  }

  private serviceS(request: number): number {
    return this.samplers[this.requests.classOf[request]!]!.draw();
  }
}
