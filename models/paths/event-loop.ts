/**
 * A server of few threads: each serves many connections in an event loop.
 *
 * IDEA   A thread for each client sleeps between its requests, so that every request costs a switch to
 *        it. An event loop asks once which connections have something and takes them in turn: only
 *        one that had nothing to do must be woken and switched to. Its threads are also all the CPUs
 *        that the server can use. In a guest with more vCPUs than that, interrupts and the stack's
 *        receive half have the other vCPUs.
 * HOLDS  Requests of many connections; the system call that asks is shared by all that it finds.
 * FAILS  Guests of 2012, whose `guest.message` holds the switch: they pay it always. Threads that
 *        share one listening socket badly.
 */
import type { Server, ServerId, Step, Technology } from "./step.ts";

export const worker: Server = {
  name: "server thread",
  capacity: "workers",
  category: "CPU",
  capped: true,
};

/** What a server's own thread runs of a guest's path: all that leaves, and of what comes, the read. */
const isThreads = (
  { server, place }: Step,
  way: "transmit" | "receive",
): boolean =>
  server === "vcpu" && (way === "transmit" || place === "guest-user");

/** The thread of the server: its own station, unless it has every vCPU of its guest. */
export const serverThread = (
  { application }: Technology,
  apart: boolean,
): ServerId => (application === "vcpu" && apart ? "worker" : application);

/**
 * The steps of one way under a server with event loops.
 *
 * @param thread  who runs the server's threads
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
