/**
 * qemu's I/O thread: timer or bottom half, the flush, and the rescue.
 *
 * IDEA   A main loop that sleeps in select without the mutex and does everything else with it: first
 *        what can be read (its own frames, come back), then what is due. One turn of the loop is a
 *        round; a vCPU that wants the mutex gets it between two rounds.
 * HOLDS  A timer's flush sends a burst and is not armed again. A bottom half goes on until the ring
 *        is empty.
 * FAILS  A signal that comes while the thread works costs it nothing then. The bottom half has no
 *        rescue, and nothing to rescue.
 * SOURCE hw/virtio-net.c, hw/virtio.c, vl.c of SmartOS' qemu, commits 6d85df9 and 67c6e40.
 */
import { publishedValues } from "../parameters/published-values.ts";
import type { Machine, Program } from "./machine.ts";

/** The host's timer: a signal when the transmit timer runs out. */
export function* alarm(machine: Machine): Program {
  for (;;) {
    if (machine.nowS >= machine.timerAtS) {
      machine.timerAtS = Infinity;
      machine.timerDueS = machine.nowS + machine.costs.wakeS;
      machine.wakeBackEnd(machine.timerDueS);
      yield machine.since("C1", machine.nowS - machine.scenario.timerUs * 1e-6);
    } else yield machine.timerAtS;
  }
}

export function* ioThread(machine: Machine): Program {
  const { backEnd, costs } = machine;
  const timed = backEnd.id === "timer";
  const own = { frames: 0 };
  for (;;) {
    if (own.frames > 0) {
      yield* round(machine, readOwn(machine, own));
    } else if (timed && machine.nowS >= machine.timerDueS) {
      const dueS = machine.timerDueS - costs.wakeS;
      machine.timerDueS = Infinity;
      yield* round(machine, timerHandler(machine, own, dueS));
    } else if (timed && machine.nowS >= machine.tickAtS) {
      yield* round(machine, tick(machine));
    } else if (!timed && machine.kickPending) {
      const fromS = machine.nowS;
      // Awake already: nobody must be woken.
      if (!machine.awake) yield machine.nowS + costs.wakeS;
      machine.awake = true;
      yield* round(machine, bottomHalf(machine, own, fromS));
    } else yield* machine.sleep(Math.min(machine.timerDueS, machine.tickAtS));
  }
}

/** One turn of the main loop, with the mutex; then whoever wants it has it. */
function* round(machine: Machine, body: Program): Program {
  machine.mutexTaken = true;
  yield* body;
  machine.mutexTaken = false;
  if (machine.mutexWanted) machine.wakeGuest(machine.nowS);
  yield machine.nowS;
}

interface OwnFrames {
  frames: number;
}

function* readOwn(machine: Machine, own: OwnFrames): Program {
  const seconds = own.frames * machine.costs.ownCopyS;
  own.frames = 0;
  machine.backEndS += seconds;
  yield machine.nowS + seconds;
  yield machine.done("C3", seconds);
}

function* timerHandler(
  machine: Machine,
  own: OwnFrames,
  firedS: number,
): Program {
  yield machine.since("C2", firedS);
  machine.flushing = true;
  machine.kickPending = false;
  machine.ring.noNotify = false;
  yield machine.done("C4");
  yield* flush(machine, own);
}

function* bottomHalf(machine: Machine, own: OwnFrames, fromS: number): Program {
  const { ring, scenario } = machine;
  yield machine.since("C2b", fromS);
  machine.kickPending = false;
  yield machine.done("C4b");
  const sent = yield* flush(machine, own);
  if (sent >= scenario.burstFrames) {
    machine.kickPending = true;
    yield machine.done("C15b");
    return;
  }
  ring.noNotify = false;
  yield machine.done("C16b");
  if ((yield* flush(machine, own)) > 0) {
    ring.noNotify = true;
    machine.kickPending = true;
    yield machine.done("C17b");
  }
}

/** Steps C5 to C10, at most a burst of frames. @returns frames sent */
function* flush(
  machine: Machine,
  own: OwnFrames,
): Generator<number, number, void> {
  const { ring, costs, scenario } = machine;
  let frames = 0;
  let interrupted = true;
  while (frames < scenario.burstFrames && ring.pop()) {
    machine.flushing = true;
    if (frames === 0) machine.flushes += 1;
    frames += 1;
    const packet = ring.popped;
    machine.backEndS += costs.popS + costs.sendS;
    yield machine.nowS + costs.popS;
    yield machine.done("C5", costs.popS, packet);
    yield machine.nowS + costs.sendS;
    yield machine.done("C6", costs.sendS, packet);
    own.frames += 1;
    yield machine.done("C7", 0, packet);
    machine.send();
    yield machine.done("C8", 0, packet);
    interrupted = ring.push();
    const isLast =
      frames === scenario.burstFrames || ring.popped === ring.available;
    if (isLast && !interrupted) machine.flushing = false;
    yield machine.done("C9", 0, packet, interrupted ? "no" : "yes");
    if (!interrupted) continue;
    machine.backEndS += costs.raiseS;
    yield machine.nowS + costs.raiseS;
    yield machine.done("C10", costs.raiseS, packet);
    machine.raise();
  }
  machine.flushing = false;
  if (!interrupted && machine.backEnd.id === "timer") startTicks(machine);
  return frames;
}

function startTicks(machine: Machine): void {
  if (machine.scenario.rescue === "off") return;
  machine.ticks = 0;
  machine.tickAtS = machine.nowS + publishedValues["reinject.tick"];
}

/** R1 and R3: is the guest waiting for an interrupt that nobody will raise? */
function* tick(machine: Machine): Program {
  const { ring } = machine;
  machine.ticks += 1;
  if (machine.ticks > publishedValues["reinject.ticks"]) {
    machine.tickAtS = Infinity;
    return;
  }
  const stalled = !ring.noInterrupt && !ring.noNotify;
  yield machine.done("R1", 0, 0, stalled ? "yes" : "no");
  if (!stalled) {
    machine.tickAtS = machine.nowS + publishedValues["reinject.tick"];
    return;
  }
  // Slots were left: what is all done, and not told, needs a race that steps in turn do not have (R2).
  machine.rescued += 1;
  machine.kickPending = true;
  machine.timerAtS = machine.nowS + machine.scenario.timerUs * 1e-6;
  machine.wakeAlarm();
  ring.noNotify = true;
  yield machine.done("R3");
  machine.tickAtS = Infinity;
}
