/**
 * vhost's worker: a kernel thread that goes on until the ring is empty.
 *
 * IDEA   Kicks are masked while it works, by the worker itself. When it finds the ring empty it
 *        unmasks and looks once more, so that nothing can be left behind.
 * FAILS  With a guest and a host that both know the event index, thresholds take the flags' place;
 *        here both sides use the flags.
 * SOURCE drivers/vhost/net.c, handle_tx.
 */
import type { Machine, Program } from "./machine.ts";

export function* vhostWorker(machine: Machine): Program {
  const { ring, costs } = machine;
  for (;;) {
    if (!machine.kickPending) {
      yield* machine.sleep(Infinity);
      continue;
    }
    // A worker that is still at work need not be woken.
    if (!machine.awake) yield machine.nowS + costs.wakeS;
    yield machine.done("C2v", costs.wakeS);
    machine.awake = true;
    machine.kickPending = false;
    ring.noNotify = true;
    yield machine.done("C4v");
    machine.flushes += 1;
    for (;;) {
      while (ring.pop()) yield* sendOne(machine);
      ring.noNotify = false;
      yield machine.done("C16v");
      if (ring.popped === ring.available) break;
      ring.noNotify = true;
    }
  }
}

function* sendOne(machine: Machine): Program {
  const { ring, costs } = machine;
  const packet = ring.popped;
  machine.backEndS += costs.popS;
  yield machine.nowS + costs.popS;
  yield machine.done("C5v", costs.popS, packet);
  machine.send();
  const interrupts = ring.push();
  yield machine.done("C9v", 0, packet, interrupts ? "no" : "yes");
  if (!interrupts) return;
  machine.backEndS += costs.raiseS;
  yield machine.nowS + costs.raiseS;
  yield machine.done("C10v", costs.raiseS, packet);
  machine.raise();
}
