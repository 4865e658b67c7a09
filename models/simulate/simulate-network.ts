/**
 * Simulates the queueing networks that the solvers solve, with intervals and percentiles.
 *
 * IDEA   An event is the end of a service, or an arrival from outside. A request that ends one
 *        service joins the next station of its class's route; the next of the queue behind it
 *        takes the server, in one step of the calendar. Every station and class draws its service
 *        times from a stream of its own name, in the order of service, so that two networks which
 *        differ in a demand meet the same draws.
 * UNITS  Seconds, requests, requests per second. Utilisation as in solve/network.ts.
 * HOLDS  Closed and open networks of one or several classes; queues, multiservers, delays and
 *        load-dependent stations; fcfs or processor sharing. It starts from the solver's queue
 *        lengths. Requests placed at the start are not counted in response times.
 * FAILS  Thinking and arrivals are exponential. A run ends at `mostEvents`, or when a million
 *        requests are inside, and says so: it is bounded in time and memory whatever the network.
 * COST   Two to three sifts, one draw and four additions an event; about 20 bytes a request.
 * SOURCE Law 2015, chapters 1 and 9; network-plan.ts for what a network means to a simulator.
 * LENGTH One loop and its state: split, its parts would share every array.
 */
import { ModelError } from "../errors.ts";
import type { ParsedNetwork } from "../solve/parse-network.ts";
import {
  BatchMeans,
  fewestObservations,
  plannedBatches,
} from "./batch-means.ts";
import { Calendar } from "./calendar.ts";
import { exponential, ServiceSampler } from "./distributions.ts";
import { LatencyHistogram } from "./latency-histogram.ts";
import { mostInside, planNetwork } from "./network-plan.ts";
import type { StationService } from "./network-plan.ts";
import { RandomStream } from "./random.ts";
import { SharedStation } from "./shared-station.ts";
import { classFigures, figures, networkColumns } from "./simulated-network.ts";
import type { NetworkColumns, SimulatedNetwork } from "./simulated-network.ts";

export interface NetworkSimulationOptions {
  /** Which random numbers; 1 if not given. */
  readonly seed?: number;
  /** Simulated seconds that count, > 0. Without it the run goes on to `precision`. */
  readonly seconds?: number;
  /** Simulated seconds discarded before, >= 0. Default 0: the start is the solver's state. */
  readonly warmup?: number;
  /** Half-interval / mean that throughput and response time of every class must reach. */
  readonly precision?: number;
  /** Most events, from 1 to 1e10; 20 million if not given. */
  readonly mostEvents?: number;
  /** Service distributions and disciplines by station name. */
  readonly services?: Readonly<Record<string, StationService>>;
}

/** A simulation under way: advanced in slices, so that a page can show progress and cancel. */
export interface NetworkRun {
  /** Share of the work done, 0 to 1; an estimate where the length is not known. */
  readonly progress: number;
  /** Handles at most so many events. @returns true when the run has ended */
  advance(events: number): boolean;
  /** The figures so far. */
  result(): SimulatedNetwork;
  /** For paired.ts: the batches, and which columns hold what. */
  readonly batches: BatchMeans;
  readonly columns: NetworkColumns;
}

const defaultEvents = 20_000_000;
const defaultPrecision = 0.01;
const batchesBeforeStop = 20;
const nowhere = -1;

/**
 * Prepares a run; nothing is simulated until `advance`.
 *
 * @param parsed  from `parseNetwork`
 * @throws ModelError  the solvers'; FORMULA_ARGUMENT for an option out of range
 */
export const startNetwork = (
  parsed: ParsedNetwork,
  options: NetworkSimulationOptions = {},
): NetworkRun => {
  const seed = checked("seed", options.seed ?? 1, -1e15, 1e15);
  const seconds =
    options.seconds === undefined
      ? undefined
      : checked("seconds", options.seconds, 1e-12, 1e15);
  const warmup = checked("warmup", options.warmup ?? 0, 0, 1e15);
  const precision = checked(
    "precision",
    options.precision ?? defaultPrecision,
    1e-6,
    1,
  );
  const mostEvents = checked(
    "mostEvents",
    options.mostEvents ?? defaultEvents,
    1,
    1e10,
  );
  const plan = planNetwork(parsed, options.services);
  const stationCount = plan.stations.length;
  const classCount = plan.classes.length;
  /** Thinking is the last station; past it is the end of the route. */
  const think = stationCount;
  const places = stationCount + 1;

  // Stations. `servers` is 0 where nobody waits, and -1 where all are served at once.
  const servers = new Int32Array(places);
  const shared: (SharedStation | undefined)[] = [];
  /** Servers that can be busy at once at a shared station. */
  const width = new Int32Array(places).fill(1);
  plan.stations.forEach(({ discipline, servers: many, speeds }, k) => {
    servers[k] = discipline === null ? 0 : discipline === "fcfs" ? many : -1;
    if (discipline === "ps") shared[k] = new SharedStation(speeds);
    width[k] = many;
  });
  const head = new Int32Array(places).fill(nowhere);
  const tail = new Int32Array(places).fill(nowhere);
  const present = new Int32Array(places);
  const busy = new Int32Array(places);
  /** When each shared station's earliest event is pending. */
  const pendingS = new Float64Array(places).fill(Infinity);
  const firstShared = 1 + classCount;

  // Classes: who draws what, and where a request goes next.
  const samplers: (ServiceSampler | undefined)[] = [];
  const nextPlace = new Int32Array(classCount * (places + 1));
  const entry = new Int32Array(classCount);
  const arrivals: ServiceSampler[] = [];
  const isOpen = plan.kind === "open" || plan.kind === "open-classes";
  const thinks = new Uint8Array(classCount);
  plan.classes.forEach((one, c) => {
    let after = nowhere;
    for (let k = stationCount - 1; k >= 0; k--) {
      nextPlace[c * places + k] = after;
      const demand = one.demands[k]!;
      if (demand === 0) continue;
      after = k;
      samplers[c * places + k] = new ServiceSampler(
        plan.stations[k]!.service,
        demand,
        new RandomStream(
          seed,
          `service of ${one.name} at ${plan.stations[k]!.shape.name}`,
        ),
      );
    }
    nextPlace[c * places + think] = after;
    entry[c] = after;
    if (one.thinkTime > 0) {
      entry[c] = think;
      thinks[c] = 1;
      samplers[c * places + think] = new ServiceSampler(
        exponential,
        one.thinkTime,
        new RandomStream(seed, `thinking of ${one.name}`),
      );
    }
    arrivals.push(
      new ServiceSampler(
        exponential,
        1 / one.arrivalRate,
        new RandomStream(seed, `arrivals of ${one.name}`),
      ),
    );
  });

  // Requests.
  let room = 0;
  let inside = 0;
  let next = new Int32Array(0);
  let at = new Int32Array(0);
  let classOf = new Int32Array(0);
  /** When the request entered its first station; NaN where that was before the run. */
  let bornS = new Float64Array(0);
  let firstFree = nowhere;
  const makeRoom = (wanted: number) => {
    if (wanted <= room) return;
    const more = Math.max(wanted, 2 * room);
    next = grown(next, more);
    at = grown(at, more);
    classOf = grown(classOf, more);
    const born = new Float64Array(more);
    born.set(bornS);
    bornS = born;
    for (let request = more - 1; request >= room; request--) {
      next[request] = firstFree;
      firstFree = request;
    }
    room = more;
  };

  // Running totals. Times within a batch are counted from its start, which keeps them exact.
  const columns = networkColumns(stationCount, classCount);
  const totals = new Float64Array(columns.count);
  const presentS = new Float64Array(places);
  const busyS = new Float64Array(places);
  const served = new Float64Array(places);
  const completed = new Float64Array(classCount);
  const timed = new Float64Array(classCount);
  const responseS = new Float64Array(classCount);
  const latency = plan.classes.map(() => new LatencyHistogram());

  const calendar = new Calendar(256);
  let batchStartS = 0;
  let batchEndS: number;
  let events = 0;
  let steps = 0;
  let ended = false;
  let overflowed = false;
  let warming = warmup > 0;
  let measuredFromS = 0;

  const rate = plan.solution.throughput;
  const firstLength =
    seconds !== undefined
      ? seconds / plannedBatches
      : rate > 0
        ? fewestObservations / batchesBeforeStop / rate
        : 1;
  let batches = new BatchMeans(columns.count, firstLength);
  batchEndS = warming ? warmup : batches.endS;

  /** Puts a request into a station at a time; `t` is that time within the batch. */
  const join = (request: number, k: number, timeS: number): void => {
    const c = classOf[request]!;
    at[request] = k;
    const t = timeS - batchStartS;
    presentS[k]! -= t;
    const many = present[k]!;
    present[k] = many + 1;
    const station = servers[k]!;
    if (station > 0) {
      if (busy[k]! < station) {
        busy[k]! += 1;
        busyS[k]! -= t;
      } else {
        next[request] = nowhere;
        if (head[k] === nowhere) head[k] = request;
        else next[tail[k]!] = request;
        tail[k] = request;
        return;
      }
    } else if (station < 0) {
      if (many < width[k]!) busyS[k]! -= t;
      const own = shared[k]!;
      own.arrive(timeS, request, samplers[c * places + k]!.draw());
      const dueS = own.dueS();
      if (dueS < pendingS[k]!) {
        pendingS[k] = dueS;
        calendar.schedule(dueS, -(firstShared + k));
      }
      return;
    }
    calendar.schedule(timeS + samplers[c * places + k]!.draw(), request);
  };

  const enter = (c: number, timeS: number): number => {
    const request = firstFree;
    firstFree = next[request]!;
    inside += 1;
    classOf[request] = c;
    bornS[request] = timeS;
    return request;
  };

  // The start: everybody where the solver has them on average.
  makeRoom(
    plan.classes.reduce((sum, { population }) => sum + population, 0) + 64,
  );
  plan.classes.forEach((one, c) => {
    let left = one.population;
    plan.start[c]!.forEach((count, k) => {
      makeRoom(inside + count + 64);
      for (let i = 0; i < count; i++) join(enter(c, NaN), k, 0);
      left -= count;
    });
    for (let i = 0; i < left && entry[c] !== nowhere; i++)
      join(enter(c, NaN), entry[c]!, 0);
    if (one.arrivalRate > 0) calendar.schedule(arrivals[c]!.draw(), -1 - c);
  });

  const gather = () => {
    const length = batchEndS - batchStartS;
    for (let k = 0; k < stationCount; k++) {
      totals[columns.present + k]! += presentS[k]! + present[k]! * length;
      const working =
        servers[k]! > 0 ? busy[k]! : Math.min(present[k]!, width[k]!);
      totals[columns.busy + k]! += busyS[k]! + working * length;
      totals[columns.served + k]! += served[k]!;
    }
    for (let c = 0; c < classCount; c++) {
      for (const [column, own] of [
        [columns.completed, completed],
        [columns.timed, timed],
        [columns.response, responseS],
      ] as const) {
        totals[column + c]! += own[c]!;
        totals[column + classCount]! += own[c]!;
      }
    }
    presentS.fill(0);
    busyS.fill(0);
    served.fill(0);
    completed.fill(0);
    timed.fill(0);
    responseS.fill(0);
    batchStartS = batchEndS;
  };

  const closeBatch = () => {
    gather();
    if (warming) {
      warming = false;
      measuredFromS = batchStartS;
      totals.fill(0);
      latency.forEach((one) => {
        one.clear();
      });
      batches = new BatchMeans(columns.count, firstLength, totals, batchStartS);
    } else {
      batches.close(totals);
      if (seconds !== undefined) {
        ended = batches.count === plannedBatches;
      } else if (batches.count >= batchesBeforeStop && batches.count % 4 === 0)
        ended = worstPrecision() <= precision;
    }
    batchEndS = batches.endS;
  };

  /** Largest half-interval / mean of the figures that decide when to stop. */
  const worstPrecision = (): number => {
    let worst = 0;
    for (let c = 0; c < classCount; c++) {
      const one = plan.classes[c]!;
      if (one.population === 0 && one.arrivalRate === 0) continue;
      const { throughput, responseTime } = classFigures(batches, columns, c);
      for (const { mean, high95, tooShort } of [throughput, responseTime])
        worst = Math.max(worst, tooShort ? Infinity : (high95 - mean) / mean);
    }
    return worst;
  };

  /** At most `most` events; requests never outgrow the room that was made before. */
  const slice = (most: number): void => {
    // What `makeRoom` may replace between slices is constant within one.
    const nextOf = next;
    const placeOf = at;
    const classIn = classOf;
    const born = bornS;
    let startS = batchStartS;
    let endS = batchEndS;
    // Counted here and written back once: a number that a closure shares is slower to change.
    let idle = 0;
    let free = firstFree;
    let entered = 0;
    let left = most;
    for (; left > 0; left--) {
      const timeS = calendar.nextTime();
      if (timeS >= endS) {
        if (timeS === Infinity && seconds === undefined) ended = true;
        else closeBatch();
        if (ended) break;
        startS = batchStartS;
        endS = batchEndS;
        idle += 1;
        continue;
      }
      const what = calendar.nextWhat();
      const t = timeS - startS;
      let request = what;
      let c: number;
      let goesTo: number;
      // The root of the calendar is still the event under way; the first schedule replaces it.
      let rootIsFree = true;
      if (what >= 0) {
        const k = placeOf[request]!;
        c = classIn[request]!;
        presentS[k]! += t;
        present[k]! -= 1;
        served[k]! += 1;
        if (servers[k]! > 0) {
          const first = head[k]!;
          if (first !== nowhere) {
            head[k] = nextOf[first]!;
            const service = samplers[classIn[first]! * places + k]!;
            calendar.replace(timeS + service.draw(), first);
            rootIsFree = false;
          } else {
            busy[k]! -= 1;
            busyS[k]! += t;
          }
        } else if (k === think) born[request] = timeS;
        goesTo = nextPlace[c * places + k]!;
      } else if (what > -firstShared) {
        c = -1 - what;
        request = free;
        free = nextOf[request]!;
        entered += 1;
        classIn[request] = c;
        born[request] = timeS;
        calendar.replace(timeS + arrivals[c]!.draw(), what);
        rootIsFree = false;
        goesTo = entry[c]!;
      } else {
        const k = -what - firstShared;
        if (timeS !== pendingS[k]) {
          calendar.pop();
          idle += 1;
          continue;
        }
        const station = shared[k]!;
        const dueS = station.dueS();
        if (dueS > timeS) {
          pendingS[k] = dueS;
          calendar.replace(dueS, what);
          idle += 1;
          continue;
        }
        request = station.depart(timeS);
        c = classIn[request]!;
        presentS[k]! += t;
        present[k]! -= 1;
        served[k]! += 1;
        if (present[k]! < width[k]!) busyS[k]! += t;
        pendingS[k] = station.dueS();
        calendar.replace(pendingS[k], what);
        rootIsFree = false;
        goesTo = nextPlace[c * places + k]!;
      }
      if (goesTo === nowhere) {
        completed[c]! += 1;
        const response = timeS - born[request]!;
        if (response >= 0) {
          timed[c]! += 1;
          responseS[c]! += response;
          latency[c]!.record(response);
        }
        if (isOpen) {
          nextOf[request] = free;
          free = request;
          entered -= 1;
          if (rootIsFree) calendar.pop();
          continue;
        }
        born[request] = timeS;
        goesTo = entry[c]!;
      }
      // As `join`, with the root of the calendar to be used up.
      const many = servers[goesTo]!;
      if (many < 0) {
        if (rootIsFree) calendar.pop();
        join(request, goesTo, timeS);
        continue;
      }
      placeOf[request] = goesTo;
      presentS[goesTo]! -= t;
      present[goesTo]! += 1;
      if (many > 0) {
        if (many === busy[goesTo]) {
          nextOf[request] = nowhere;
          if (head[goesTo] === nowhere) head[goesTo] = request;
          else nextOf[tail[goesTo]!] = request;
          tail[goesTo] = request;
          if (rootIsFree) calendar.pop();
          continue;
        }
        busy[goesTo]! += 1;
        busyS[goesTo]! -= t;
      }
      const service = samplers[c * places + goesTo]!;
      const doneS = timeS + service.draw();
      if (rootIsFree) calendar.replace(doneS, request);
      else calendar.schedule(doneS, request);
    }
    steps += most - left;
    events += most - left - idle;
    inside += entered;
    firstFree = free;
  };

  return {
    get progress() {
      if (ended) return 1;
      const spent = Math.min(1, steps / mostEvents);
      if (seconds !== undefined)
        return Math.max(
          spent,
          Math.min(1, calendar.nextTime() / (warmup + seconds)),
        );
      const worst = batches.count < 2 ? Infinity : worstPrecision();
      return Math.max(spent, Math.min(1, (precision / worst) ** 2));
    },
    advance(wanted) {
      let left = Math.floor(wanted);
      while (!ended && left > 0) {
        if (steps >= mostEvents) ended = true;
        else if (isOpen && inside >= mostInside) ended = overflowed = true;
        else {
          if (isOpen) makeRoom(inside + 4096);
          const part = Math.min(left, 4096, mostEvents - steps);
          slice(part);
          left -= part;
        }
      }
      return ended;
    },
    result: () =>
      figures(plan, batches, latency, {
        seed,
        seconds: batches.seconds,
        warmupSeconds: measuredFromS,
        events,
        wantedSeconds: seconds,
        precision: seconds === undefined ? precision : undefined,
        ended,
        outOfEvents: steps >= mostEvents,
        overflowed,
      }),
    get batches() {
      return batches;
    },
    columns,
  };
};

const grown = (array: Int32Array<ArrayBuffer>, length: number) => {
  const longer = new Int32Array(length);
  longer.set(array);
  return longer;
};

const checked = (
  name: string,
  value: number,
  least: number,
  most: number,
): number => {
  if (typeof value === "number" && value >= least && value <= most)
    return value;
  throw new ModelError({
    code: "FORMULA_ARGUMENT",
    what: `${name} must be a number from ${least} to ${most}`,
    where: "the simulation's options",
    found: value,
    hint: `leave ${name} out for its default`,
  });
};
