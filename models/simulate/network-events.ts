/**
 * What happens in a queueing network, event by event, and the totals that it leaves.
 *
 * IDEA   An event is the end of a service, or an arrival from outside. A request that ends one
 *        service joins the next place of its class's route, and whoever waited behind it is
 *        served. A station has one pending time, the earliest end of its services, so that the
 *        next event is the earliest of the stations and arrivals. Times are drawn in the order of
 *        service.
 * UNITS  Seconds, requests. Times within a batch are counted from its start, which keeps sums exact.
 * HOLDS  Any plan of network-plan.ts. Everybody starts where the solver has them on average;
 *        response times count requests that set out after the start.
 * COST   At single servers a comparison a source, one draw and five additions an event, whatever
 *        the population; elsewhere a place in a calendar of the services under way besides.
 */
import { dueTimes } from "./due-times.ts";
import type { DueTimes } from "./due-times.ts";
import { LatencyHistogram } from "./latency-histogram.ts";
import { ManyServers } from "./many-servers.ts";
import { mostInside } from "./network-plan.ts";
import type { NetworkPlan } from "./network-plan.ts";
import { networkRoutes, nowhere } from "./network-routes.ts";
import type { NetworkRoutes } from "./network-routes.ts";
import { Requests } from "./requests.ts";
import { SharedStation } from "./shared-station.ts";
import { networkColumns } from "./simulated-network.ts";
import type { NetworkColumns } from "./simulated-network.ts";

/** A station that keeps its own services; single servers, the usual case, are kept here. */
interface ServiceStation {
  arrive(timeS: number, request: number): void;
  /** When the next request leaves if nobody comes; Infinity when none is there. */
  dueS(): number;
  /** The request that leaves now, at `dueS()`. */
  depart(timeS: number): number;
}

const roomToBegin = 64;

export class NetworkEvents {
  readonly columns: NetworkColumns;
  /** Response times, by class. */
  readonly latency: readonly LatencyHistogram[];
  private readonly isOpen: boolean;
  private readonly requests = new Requests();
  /** Sources: the places, then the arrivals of each class. */
  private readonly due: DueTimes;
  private readonly routes: NetworkRoutes;

  // By place.
  /** null for a single server, first come, first served. */
  private readonly stations: readonly (ServiceStation | null)[];
  /** The queues of single servers, whoever is in service first. */
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  /** Servers that can be busy at once. */
  private readonly width: Int32Array;
  private readonly present: Int32Array;

  // Sums over the batch under way.
  private readonly presentS: Float64Array;
  private readonly busyS: Float64Array;
  private readonly served: Float64Array;
  private readonly completed: Float64Array;

  constructor(plan: NetworkPlan, seed: number) {
    const { classes } = plan;
    this.isOpen = plan.kind === "open" || plan.kind === "open-classes";
    this.routes = networkRoutes(plan, seed);
    const { requests } = this;
    const { places, samplers } = this.routes;
    this.columns = networkColumns(plan.stations.length, classes.length);
    this.latency = classes.map(() => new LatencyHistogram());
    this.due = dueTimes(places + (this.isOpen ? classes.length : 0));

    this.stations = Array.from({ length: places }, (_, k) => {
      const station = plan.stations[k];
      const own = classes.map((_, c) => samplers[c * places + k]);
      switch (station?.discipline) {
        case "ps":
          return new SharedStation(station.speeds, own, requests);
        case "fcfs":
          return station.servers > 1
            ? new ManyServers(station.servers, own, requests)
            : null;
        default:
          return new ManyServers(Infinity, own, requests);
      }
    });
    this.head = new Int32Array(places);
    this.tail = new Int32Array(places);
    this.width = Int32Array.from(
      { length: places },
      (_, k) => plan.stations[k]?.servers ?? 1,
    );
    this.present = new Int32Array(places);

    this.presentS = new Float64Array(places);
    this.busyS = new Float64Array(places);
    this.served = new Float64Array(places);
    this.completed = new Float64Array(classes.length);
    this.begin(plan);
  }

  private begin(plan: NetworkPlan): void {
    const { requests } = this;
    const { places, entry, arrivals } = this.routes;
    plan.classes.forEach((one, c) => {
      const start = plan.start[c]!;
      const placed = start.reduce((sum, count) => sum + count, 0);
      const others = entry[c] === nowhere ? 0 : one.population - placed;
      requests.makeRoom(
        requests.inside + placed + Math.max(0, others) + roomToBegin,
      );
      start.forEach((count, k) => {
        for (let i = 0; i < count; i++)
          this.join(requests.enter(c, NaN), c, k, 0, 0);
      });
      for (let i = 0; i < others; i++)
        this.join(requests.enter(c, NaN), c, entry[c]!, 0, 0);
      if (one.arrivalRate > 0) this.due.set(places + c, arrivals[c]!.draw());
    });
  }

  /** When the next event comes; Infinity when none will. */
  nextTimeS(): number {
    return this.due.at(this.due.first());
  }

  /** @returns false when as many are inside as a run may hold */
  makeRoom(): boolean {
    const { requests } = this;
    if (requests.inside >= mostInside) return false;
    requests.makeRoom(Math.min(mostInside, 2 * requests.room));
    return true;
  }

  /**
   * Handles events before `endS` of a batch that began at `startS`.
   *
   * @returns how many of `most` are left: some where the next is not before `endS`, or where
   *          somebody arrives for whom there is no room
   */
  run(most: number, startS: number, endS: number): number {
    const { due, requests, stations, isOpen } = this;
    const { places, think, samplers, nextPlace, entry, arrivals } = this.routes;
    const { present, width, presentS, busyS, served, head } = this;
    const { next, classOf, bornS } = requests;
    const { latency } = this;
    let left = most;
    for (; left > 0; left--) {
      const source = due.first();
      const timeS = due.at(source);
      if (timeS >= endS) break;
      const t = timeS - startS;
      let request: number;
      let c: number;
      let goesTo: number;
      if (source >= places) {
        if (requests.inside === next.length) break;
        c = source - places;
        request = requests.enter(c, timeS);
        due.set(source, timeS + arrivals[c]!.draw());
        goesTo = entry[c]!;
      } else {
        presentS[source]! += t;
        served[source]! += 1;
        const behind = present[source]! - 1;
        present[source] = behind;
        if (behind < width[source]!) busyS[source]! += t;
        const station = stations[source]!;
        if (station === null) {
          request = head[source]!;
          if (behind > 0) {
            const first = next[request]!;
            head[source] = first;
            const service = samplers[classOf[first]! * places + source]!;
            due.set(source, timeS + service.draw());
          } else due.set(source, Infinity);
        } else {
          request = station.depart(timeS);
          due.set(source, station.dueS());
          if (source === think) bornS[request] = timeS;
        }
        c = classOf[request]!;
        goesTo = nextPlace[c * places + source]!;
      }
      if (goesTo === nowhere) {
        this.completed[c]! += 1;
        const response = timeS - bornS[request]!;
        // NaN where it set out before the run.
        if (response >= 0) latency[c]!.record(response);
        if (isOpen) {
          requests.leave(request);
          continue;
        }
        bornS[request] = timeS;
        goesTo = entry[c]!;
      }
      this.join(request, c, goesTo, timeS, t);
    }
    return left;
  }

  /** Puts a request into a place; `t` is the time within the batch. */
  private join(
    request: number,
    c: number,
    place: number,
    timeS: number,
    t: number,
  ): void {
    const { present } = this;
    this.presentS[place]! -= t;
    const before = present[place]!;
    present[place] = before + 1;
    if (before < this.width[place]!) this.busyS[place]! -= t;
    const station = this.stations[place]!;
    if (station !== null) {
      station.arrive(timeS, request);
      this.due.set(place, station.dueS());
      return;
    }
    if (before > 0) this.requests.next[this.tail[place]!] = request;
    else {
      this.head[place] = request;
      const { samplers, places } = this.routes;
      const service = samplers[c * places + place]!;
      this.due.set(place, timeS + service.draw());
    }
    this.tail[place] = request;
  }

  /** Adds a batch that lasted `lengthS` to running totals, and begins the next. */
  endBatch(totals: Float64Array, lengthS: number): void {
    const { columns, present, width } = this;
    for (let k = 0; k < this.routes.think; k++) {
      const here = present[k]!;
      totals[columns.present + k]! += this.presentS[k]! + here * lengthS;
      totals[columns.busy + k]! +=
        this.busyS[k]! + Math.min(here, width[k]!) * lengthS;
      totals[columns.served + k]! += this.served[k]!;
    }
    const all = this.latency.length;
    // The last columns are the histograms' own sums.
    totals.fill(0, columns.timed);
    this.latency.forEach((one, c) => {
      for (const place of [c, all]) {
        totals[columns.completed + place]! += this.completed[c]!;
        totals[columns.timed + place]! += one.count;
        totals[columns.response + place]! += one.sum;
      }
    });
    this.completed.fill(0);
    this.presentS.fill(0);
    this.busyS.fill(0);
    this.served.fill(0);
  }
}
