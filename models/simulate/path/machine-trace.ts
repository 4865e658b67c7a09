/**
 * What a path machine writes into the event record: its lanes and its probes.
 *
 * IDEA   A lane is a server of the tenant's own end or of the far end. Where service is known when it
 *        is granted, both ends of a stay are written together. A queued server may wait for a CPU, and
 *        lose it to those who go first: what it did is written when it is done, as the time that it
 *        worked, after the time that it could have. Records are in order of time within a lane.
 * UNITS  Seconds.
 * HOLDS  A lane runs for as long as its server works.
 * FAILS  A server that lost its CPU in between is drawn as if it had waited first and worked then. What
 *        a queued server does for one train when a cap parks its thread with another is left out.
 */
import { boundThreads, type PathNetwork } from "../../network.ts";
import type { LaneState, Sink } from "../event-log.ts";

/** Lanes of one station that are recorded, at most. */
const mostLanes = 64;
/** Seconds: no step of a path is as short. */
const rounding = 1e-12;

export class MachineTrace {
  private readonly sink: Sink;
  /** By server, in the machine's numbering: its lane, or −1. */
  private readonly lanes: number[] = [];
  private readonly parkedLanes = new Set<number>();
  /** By queued server: from when on it is told of, and its own clock then. */
  private readonly sinceS: number[] = [];
  private readonly clockS: number[] = [];
  private readonly endLane: readonly [number, number];
  private readonly probes: Readonly<
    Record<"interrupt" | "kick" | "flush" | "park" | "release", number>
  >;

  constructor(sink: Sink, network: PathNetwork) {
    this.sink = sink;
    for (const station of network.stations) {
      const servers = boundThreads(network, station) ?? station.servers;
      for (let at = 0; at < servers; at++) {
        const number = servers > 1 ? ` ${String(at + 1)}` : "";
        this.lanes.push(
          at < mostLanes
            ? sink.lane({
                id: `${station.id}.${String(at)}`,
                name: `${station.end === "client" ? "client" : "destination"}: ${station.name}${number}`,
                layer: station.server === "vcpu" ? "guest" : "host",
              })
            : -1,
        );
      }
    }
    const nic = (end: string) =>
      sink.lane({ id: `${end}.nic`, name: `${end}: NIC`, layer: "host" });
    this.endLane = [nic("client"), nic("destination")];
    this.probes = {
      interrupt: sink.probeNamed("sdt:::interrupt-start"),
      kick: sink.probeNamed("virtio:::kick"),
      flush: sink.probeNamed("virtio:::flush"),
      park: sink.probeNamed("sched:::cpucaps-sleep"),
      release: sink.probeNamed("sched:::cpucaps-wakeup"),
    };
  }

  served(fromS: number, toS: number, server: number): void {
    this.enter(fromS, server, "running");
    this.enter(toS, server, "idle");
  }

  /** A queued server takes up work, granted from `momentS` on by its own clock. */
  taken(nowS: number, momentS: number, server: number): void {
    this.sinceS[server] = nowS;
    this.clockS[server] = momentS;
  }

  /** Its moments are late by `byS` on the clock of another CPU. */
  moved(byS: number, server: number): void {
    this.clockS[server] = (this.clockS[server] ?? 0) + byS;
  }

  /** It has worked until `momentS` by its own clock. */
  worked(nowS: number, momentS: number, server: number): void {
    const since = this.sinceS[server] ?? nowS;
    const ranS = momentS - (this.clockS[server] ?? momentS);
    // Two sums of the same times may differ by their rounding.
    const from = nowS - ranS < since + rounding ? since : nowS - ranS;
    if (from > since) this.enter(since, server, "runnable");
    if (from < nowS) this.enter(from, server, "running");
    this.taken(nowS, momentS, server);
  }

  /** It has nothing more to do. */
  left(nowS: number, momentS: number, server: number): void {
    this.worked(nowS, momentS, server);
    this.enter(nowS, server, "idle");
  }

  parked(atS: number, server: number): void {
    this.parkedLanes.add(server);
    this.enter(atS, server, "parked", true);
    this.probe(atS, server, this.probes.park);
  }

  released(atS: number, server: number): void {
    if (!this.parkedLanes.delete(server)) return;
    this.enter(atS, server, "runnable");
    this.probe(atS, server, this.probes.release);
  }

  interrupt(atS: number, end: number): void {
    const lane = this.endLane[end] ?? this.endLane[0];
    this.sink.probe(atS, lane, this.probes.interrupt, end);
  }

  kick(atS: number, end: number): void {
    const lane = this.endLane[end] ?? this.endLane[0];
    this.sink.probe(atS, lane, this.probes.kick, end);
  }

  flush(atS: number, end: number): void {
    const lane = this.endLane[end] ?? this.endLane[0];
    this.sink.probe(atS, lane, this.probes.flush, end);
  }

  private enter(
    atS: number,
    server: number,
    state: LaneState,
    always = false,
  ): void {
    const lane = this.lanes[server] ?? -1;
    if (lane < 0 || (!always && this.parkedLanes.has(server))) return;
    this.sink.state(atS, lane, state);
  }

  private probe(atS: number, server: number, probe: number): void {
    const lane = this.lanes[server] ?? -1;
    if (lane >= 0) this.sink.probe(atS, lane, probe, 0);
  }
}
