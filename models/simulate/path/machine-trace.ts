/**
 * What a path machine writes into the event record: its lanes and its probes.
 *
 * IDEA   A lane is a server of the tenant's own end or of the far end. Service is known when it is
 *        granted, so both ends of a stay are written together: records are in order of time within
 *        a lane.
 * UNITS  Seconds.
 */
import { boundThreads, type PathNetwork } from "../../network.ts";
import type { LaneState, Sink } from "../event-log.ts";

/** Lanes of one station that are recorded, at most. */
const mostLanes = 64;

export class MachineTrace {
  private readonly sink: Sink;
  /** By server, in the machine's numbering: its lane, or −1. */
  private readonly lanes: number[] = [];
  private readonly parkedLanes = new Set<number>();
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
