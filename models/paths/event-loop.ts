/**
 * An end of few threads: each has many connections in an event loop.
 *
 * IDEA   A thread for each client sleeps between its requests, so that every request costs a switch to
 *        it. An event loop asks once which connections have something and takes them in turn: only
 *        one that had nothing to do must be woken and switched to. Its threads are also all the CPUs
 *        that the application can use. In a guest with more vCPUs than that, interrupts and the
 *        stack's receive half have the other vCPUs. A server may be built so, and a load generator.
 * HOLDS  Requests of many connections; the system call that asks is shared by all that it finds.
 * FAILS  Guests of 2012, whose `guest.message` holds the switch: they pay it always. Threads that
 *        share one listening socket badly.
 */
import type { End } from "../traffic.ts";
import type { Server, ServerId, Step, Technology } from "./step.ts";

/** The event loops of one end. */
export interface EventLoops {
  /** Some idle where clients are fewer. */
  readonly threads: number;
  /** They have fewer vCPUs than their guest: the others take its interrupts. */
  readonly apart: boolean;
}

const worker: Omit<Server, "name"> = {
  capacity: "workers",
  category: "CPU",
  capped: true,
};

export const loopWorker: Readonly<Record<End, Server>> = {
  client: { ...worker, name: "client thread" },
  dest: { ...worker, name: "server thread" },
};

/** What an application's own thread runs of a guest's path: all that leaves, and of what comes, the read. */
const isThreads = (
  { server, place }: Step,
  way: "transmit" | "receive",
): boolean =>
  server === "vcpu" && (way === "transmit" || place === "guest-user");

/** Who runs an application: a station of its own where loops leave vCPUs to their guest. */
export const loopThread = (
  { application }: Technology,
  loops: EventLoops | null,
): ServerId =>
  application === "vcpu" && loops?.apart === true ? "worker" : application;

/**
 * The steps of one way at an end with event loops.
 *
 * @param thread  who runs the application's threads
 */
export const inEventLoop = (
  steps: readonly Step[],
  way: "transmit" | "receive",
  thread: ServerId,
): readonly Step[] =>
  steps.flatMap((step): readonly Step[] => {
    const own =
      thread === "worker" && isThreads(step, way)
        ? { ...step, server: thread }
        : step;
    // Only one that sleeps is on another vCPU to be interrupted.
    if (own.elsewhere) return [{ ...own, server: "none", unlessBusy: thread }];
    const switches = own.costs.filter(
      ({ parameter }) => parameter === "ctxsw.cpu",
    );
    if (own.server !== thread || switches.length === 0)
      return [own.id === "wake-reader" ? { ...own, unlessBusy: thread } : own];
    return [
      {
        ...own,
        id: "loop-wakes",
        kind: "ctxsw",
        label: "the event loop had nothing to do: it is woken and switched to",
        functions: ["ep_poll_callback", "epoll_wait"],
        server: "none",
        costs: switches,
        unlessBusy: thread,
      },
      {
        ...own,
        costs: own.costs.filter((cost) => !switches.includes(cost)),
      },
    ];
  });
