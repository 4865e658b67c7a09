/**
 * The same two networks in other people's simulators, when they are there.
 *
 * IDEA     `PEERS=/tmp/peers/node_modules npm run bench` names a folder into which `js-simulator`
 *          and `simjs` were installed; they are no dependencies of this project. Both get our
 *          random stream, so that engines are compared and not generators.
 * UNITS    Events as in raw-loop.ts: arrivals and ends of service.
 * HOLDS    js-simulator schedules only, so queues and servers are ours; one event a station is
 *          scheduled again and again, which is faster than a new one a service, as its README has
 *          them. simjs has facilities that queue and keep statistics.
 * FAILS    Neither gives intervals or percentiles: they do less for their time.
 * COST     A second each.
 * SOURCE   The packages' README files, for how they are meant to be used.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { RandomStream } from "../../models/simulate/random.ts";
import type { RawNetwork } from "./raw-loop.ts";

/** Runs at least `events` events of a network. */
export type Peer = (network: RawNetwork, events: number) => void;

interface SchedulerEvent {
  update: () => void;
}
interface Scheduler {
  current_time: number | null;
  schedule(event: SchedulerEvent, time: number): void;
  update(): void;
}
interface JsSimulator {
  Scheduler: new () => Scheduler;
  SimEvent: new (rank: number) => SchedulerEvent;
}

interface Request {
  next: Request | null;
}
interface Waiting {
  head: Request | null;
  tail: Request | null;
}

interface Done {
  done(callback: () => void, context?: unknown): unknown;
}
interface SimjsEntity {
  useFacility(facility: unknown, seconds: number): Done;
  setTimer(seconds: number): Done;
}
interface Simjs {
  Sim: new () => {
    addEntity(entity: unknown): SimjsEntity;
    simulate(endS: number, mostEvents: number): boolean;
  };
  Entity: new (...given: never[]) => SimjsEntity;
  Facility: new (name: string) => unknown;
}

/** The station after `from`, or -1 for leaving; chance is asked only where there is a choice. */
const chooser = (network: RawNetwork, draws: RandomStream) => {
  const certain = network.routes.map((row) =>
    row.every((chance) => chance === 0 || chance === 1)
      ? row.indexOf(1)
      : undefined,
  );
  return (from: number) => {
    const only = certain[from];
    if (only !== undefined) return only;
    const row = network.routes[from] ?? [];
    let draw = draws.uniform();
    for (let to = 0; to < row.length; to++) {
      draw -= row[to] ?? 0;
      if (draw < 0) return to;
    }
    return -1;
  };
};

const withJsSimulator =
  (library: JsSimulator): Peer =>
  (network, events) => {
    const draws = new RandomStream(1, "peer");
    const next = chooser(network, draws);
    const scheduler = new library.Scheduler();
    // Queues of requests, first come first served, as in raw-loop.ts.
    const queues = network.services.map((): Waiting => ({
      head: null,
      tail: null,
    }));
    let seen = 0;
    const now = () => scheduler.current_time ?? 0;
    const ends = network.services.map((service, station) => {
      const event = new library.SimEvent(1);
      const queue = queues[station]!;
      event.update = () => {
        seen += 1;
        const request = queue.head!;
        queue.head = request.next;
        if (queue.head)
          scheduler.schedule(event, now() + service * draws.exponential());
        const to = next(station);
        if (to >= 0) join(to, request);
      };
      return event;
    });
    const join = (station: number, request: Request) => {
      const queue = queues[station]!;
      request.next = null;
      if (queue.head) {
        queue.tail!.next = request;
        queue.tail = request;
        return;
      }
      queue.head = queue.tail = request;
      const service = network.services[station]! * draws.exponential();
      scheduler.schedule(ends[station]!, now() + service);
    };
    if (network.arrivalRate > 0) {
      const arrival = new library.SimEvent(1);
      const between = 1 / network.arrivalRate;
      arrival.update = () => {
        seen += 1;
        scheduler.schedule(arrival, now() + between * draws.exponential());
        join(0, { next: null });
      };
      scheduler.schedule(arrival, between * draws.exponential());
    }
    for (let i = 0; i < network.population; i++) join(0, { next: null });
    while (seen < events) scheduler.update();
  };

const withSimjs =
  (library: Simjs): Peer =>
  (network, events) => {
    const draws = new RandomStream(1, "peer");
    const next = chooser(network, draws);
    const sim = new library.Sim();
    const facilities = network.services.map(
      (_, station) => new library.Facility(`station ${station}`),
    );
    let seen = 0;
    class Source extends library.Entity {
      start() {
        for (let i = 0; i < network.population; i++) this.join(0);
        if (network.arrivalRate > 0) this.arrive();
      }
      arrive() {
        this.setTimer(draws.exponential() / network.arrivalRate).done(() => {
          seen += 1;
          this.join(0);
          this.arrive();
        });
      }
      join(station: number) {
        const service = network.services[station]! * draws.exponential();
        this.useFacility(facilities[station], service).done(() => {
          seen += 1;
          const to = next(station);
          if (to >= 0) this.join(to);
        });
      }
    }
    sim.addEntity(Source);
    while (seen < events) sim.simulate(1e12, 10_000);
  };

/** simjs leaves itself in `window` and exports nothing. */
const loadIntoWindow = (load: () => unknown): unknown => {
  const surroundings = globalThis as { window?: { Sim?: unknown } };
  surroundings.window = {};
  const exported = load();
  const left = surroundings.window.Sim;
  delete surroundings.window;
  return left ?? exported;
};

/**
 * @param folder  a `node_modules` that has them, or undefined
 * @returns       what could be loaded, by name
 */
export const loadPeers = (
  folder: string | undefined,
): readonly (readonly [name: string, peer: Peer])[] => {
  if (folder === undefined) return [];
  const load = createRequire(join(folder, "x.js"));
  const peers: (readonly [string, Peer])[] = [];
  for (const [name, wrap] of [
    ["js-simulator", (it: unknown) => withJsSimulator(it as JsSimulator)],
    ["simjs", (it: unknown) => withSimjs(it as Simjs)],
  ] as const) {
    try {
      peers.push([name, wrap(loadIntoWindow(() => load(name) as unknown))]);
    } catch (error) {
      console.log(
        `${name}: ${error instanceof Error ? error.message.split("\n")[0] : ""}`,
      );
    }
  }
  return peers;
};
