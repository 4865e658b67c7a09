/**
 * The guest: its stack, the driver's transmit, the kick's way out, and the interrupt's handler.
 *
 * IDEA   Linux 3.2's `start_xmit`, line for line in the steps' order. An interrupt is taken between
 *        packets and during the stack's work, not inside the driver.
 * FAILS  With one vCPU a kick never finds another one pending, so the handler's branch for that
 *        (flush at once) is not here.
 * SOURCE drivers/net/virtio_net.c, drivers/virtio/virtio_ring.c of Linux 3.2.7; hw/virtio-net.c.
 */
import { publishedValues } from "../parameters/published-values.ts";
import type { Machine, Program } from "./machine.ts";

export function* guest(machine: Machine): Program {
  const { ring, costs } = machine;
  for (;;) {
    if (machine.interruptPending) yield* interrupt(machine);
    else if (!machine.stopped && machine.stacked > ring.added)
      yield* transmit(machine);
    else if (machine.accepted > machine.stacked) {
      yield* work(machine, costs.stackS);
      machine.stacked += 1;
    } else {
      machine.vcpu = "halted";
      yield Infinity;
    }
  }
}

/** Work that an interrupt may come into. */
function* work(machine: Machine, seconds: number): Program {
  machine.vcpuS += seconds;
  let endS = machine.nowS + seconds;
  for (;;) {
    machine.vcpu = "working";
    yield endS;
    machine.vcpu = "busy";
    if (machine.nowS >= endS) return;
    const fromS = machine.nowS;
    yield* interrupt(machine);
    endS += machine.nowS - fromS;
  }
}

/** Steps 1 to 23. */
function* transmit(machine: Machine): Program {
  const { ring, costs, scenario } = machine;
  const packet = ring.added + 1;
  const enough = publishedValues["virtio.stop"];
  machine.vcpu = "busy";
  machine.vcpuS += costs.driverS;
  yield machine.nowS + costs.driverS;
  yield machine.done("1", costs.driverS, packet);
  ring.reclaim();
  yield machine.done("2", 0, packet);
  let capacity = ring.add();
  yield machine.done("3", 0, packet);
  const kicks = ring.publish();
  if (kicks) machine.kicks += 1;
  else machine.masked += 1;
  yield machine.done("4", 0, packet, kicks ? "no" : "yes");
  if (kicks) yield* kick(machine, packet);
  yield machine.done("13", 0, packet, capacity >= enough ? "yes" : "no");
  if (capacity >= enough) return;
  machine.stopped = true;
  machine.stops += 1;
  yield machine.done("14", 0, packet);
  yield machine.done("15", 0, packet);
  if (machine.stops === 1 && scenario.heldUs > 0)
    yield machine.nowS + scenario.heldUs * 1e-6;
  ring.noInterrupt = false;
  yield machine.done("16", 0, packet);
  const mostlyDone = ring.mostlyDone;
  yield machine.done("17", 0, packet, mostlyDone ? "yes" : "no");
  if (!mostlyDone) {
    machine.waitsInVain = machine.nobodyLooks;
    if (machine.waitsInVain) machine.missed += 1;
    yield machine.done("18", 0, packet);
    return;
  }
  capacity += ring.reclaim() * publishedValues["virtio.pieces"];
  yield machine.done("19", 0, packet);
  yield machine.done("20", 0, packet, capacity >= enough ? "yes" : "no");
  if (capacity < enough) return;
  machine.stopped = false;
  yield machine.done("21", 0, packet);
  yield machine.done("22", 0, packet);
  ring.noInterrupt = true;
  yield machine.done("23", 0, packet);
}

/** Steps 5 to 12: out to qemu and back, or a light exit to vhost. */
function* kick(machine: Machine, packet: number): Program {
  const { backEnd, costs, ring } = machine;
  machine.vcpuS += costs.kickS;
  yield machine.done("5", 0, packet);
  if (backEnd.id === "vhost") {
    yield machine.nowS + costs.kickS;
    yield machine.done("6v", costs.kickS, packet);
    machine.kickPending = true;
    machine.wakeBackEnd(machine.nowS);
    return;
  }
  yield machine.done("6", 0, packet);
  yield machine.nowS + costs.kickS;
  yield machine.done("7", costs.kickS, packet);
  const fromS = machine.nowS;
  while (machine.mutexTaken) {
    machine.mutexWanted = true;
    yield Infinity;
  }
  machine.mutexWanted = false;
  machine.mutexWaitS += machine.nowS - fromS;
  yield machine.since("8", fromS, packet);
  // A kick makes the rescue needless.
  machine.tickAtS = Infinity;
  machine.kickPending = true;
  if (backEnd.id === "timer") {
    yield machine.done("9", 0, packet);
    machine.timerAtS = machine.nowS + machine.scenario.timerUs * 1e-6;
    machine.wakeAlarm();
    yield machine.done("10", 0, packet);
  } else {
    yield machine.done("9b", 0, packet);
    machine.wakeBackEnd(machine.nowS);
    yield machine.done("10b", 0, packet);
  }
  yield machine.done("11", 0, packet);
  ring.noNotify = true;
  yield machine.done("12", 0, packet);
}

/** Steps C11 to C14. */
function* interrupt(machine: Machine): Program {
  const { costs, ring } = machine;
  const { raisedAtS } = machine;
  const wasHalted = machine.vcpu === "halted";
  machine.vcpu = "busy";
  machine.interrupts += 1;
  if (wasHalted) {
    machine.haltedInterrupts += 1;
    yield machine.since("C11", raisedAtS);
  } else {
    machine.vcpuS += costs.runningS;
    yield machine.nowS + costs.runningS;
    yield machine.done("C11", costs.runningS);
  }
  yield machine.done("C12");
  machine.vcpuS += costs.handlerS + costs.endS;
  yield machine.nowS + costs.handlerS;
  machine.interruptPending = false;
  // Nothing given back since: not ours.
  if (ring.used !== ring.reclaimed) {
    ring.noInterrupt = true;
    machine.stopped = false;
    machine.waitsInVain = false;
  }
  yield machine.since("C13", machine.nowS - costs.handlerS);
  yield machine.nowS + costs.endS;
  yield machine.done("C14", costs.endS);
}
