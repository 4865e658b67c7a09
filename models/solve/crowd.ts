/**
 * The CPUs of both ends' hosts in one pass over the population, where their servers could use more.
 *
 * IDEA   Servers are of two orders (host-cpus.ts). Those who go first leave the others the rest, and
 *        have only each other before them. A server stands for as much of the time as others are at
 *        work on the CPUs that it would run on: they have those first that nobody else could use,
 *        and those of its own kind's servers that have nothing to do. What is left over of them is
 *        the mean number beyond that (at-work.ts).
 * UNITS  CPUs; CPU seconds a unit; units per second.
 * HOLDS  One CPU: preemptive priority, where the one behind stands for the share of time that those
 *        before it work (Lazowska et al. 1984, section 11.3). At full load, whatever the CPUs: their
 *        number over the CPU time of a unit.
 * FAILS  Servers are taken to work independently of each other.
 */
import { fairShareOf, goesFirst, isCrowded, runsOnHost } from "../host-cpus.ts";
import type { PathNetwork, PathStation } from "../network.ts";
import type { End } from "../traffic.ts";
import { beyond } from "./at-work.ts";

/** Of a server: it has a CPU to itself, goes before others, or has what those leave. */
export const alone = 0;
export const first = 1;
export const behind = 2;

const ends: readonly End[] = ["client", "dest"];
/** So much of the time that who stands is the limit. */
const mostStanding = 1 - 1e-6;

export class Crowd {
  /** By end: the CPUs of a crowded host, Infinity where it has enough for all; and what all may use beside one that polls. */
  private readonly cpus = new Float64Array(2);
  private readonly fairCpus = new Float64Array(2);
  /** By end: servers that go first, the CPU seconds of a unit that they have, and of those that others find before them. */
  private readonly servers = new Float64Array(2);
  private readonly firstS = new Float64Array(2);
  private readonly beforeS = new Float64Array(2);
  /** By end: CPU seconds of a unit, of all servers. */
  private readonly allS = new Float64Array(2);
  /** Whether any host is crowded. */
  isAnywhere = false;

  start(network: PathNetwork, cores: number): void {
    this.isAnywhere = false;
    this.servers.fill(0);
    for (const [at, end] of ends.entries()) {
      const isShort = isCrowded(network, end, cores);
      this.cpus[at] = isShort ? cores : Infinity;
      this.fairCpus[at] = fairShareOf(network, end, cores)?.cpus ?? Infinity;
      this.isAnywhere ||= isShort;
    }
  }

  /** From now on every host has CPUs for all. */
  dismiss(): void {
    this.cpus.fill(Infinity);
    this.fairCpus.fill(Infinity);
    this.isAnywhere = false;
  }

  /** The order of a station's servers; asked once for each. */
  orderOf(network: PathNetwork, station: PathStation): number {
    const at = station.end === "dest" ? 1 : 0;
    if (this.cpus[at] === Infinity || !runsOnHost(network, station))
      return alone;
    if (!goesFirst(network, station)) return behind;
    this.servers[at]! += station.servers;
    return first;
  }

  /** Another customer: nobody has asked yet. */
  clear(): void {
    this.firstS.fill(0);
    this.beforeS.fill(0);
    this.allS.fill(0);
  }

  /** Servers that go first say what they take for a unit, and what they have before one when they hand it over. */
  offer(end: number, cpuS: number, beforeS: number): void {
    this.firstS[end]! += cpuS;
    this.beforeS[end]! += beforeS;
  }

  /**
   * Share of the time that a kind of server stands while it has something to do.
   *
   * @param many  how many servers are of the kind, at one station
   * @param cpuS  what they take for a unit
   * @param used  share of the time in which each of them has something to do
   * @param rate  of the others, as the arriving customer finds them
   */
  standing(
    end: number,
    order: number,
    many: number,
    cpuS: number,
    used: number,
    rate: number,
  ): number {
    const isFirst = order === first;
    const atWork = rate * (this.firstS[end]! - (isFirst ? cpuS : 0));
    const idle = Math.max(0, many - 1) * (1 - Math.min(1, used));
    const standing = beyond(
      this.cpus[end]! - many + idle,
      atWork,
      this.servers[end]! - (isFirst ? many : 0),
    );
    return Math.min(mostStanding, standing / (many - idle));
  }

  /** Seconds that one behind stands, for that share, when a unit is handed to it: all that those before it have. */
  handover(end: number, share: number, rate: number): number {
    const atWork = rate * this.firstS[end]!;
    return atWork > 0 ? (share / atWork) * this.beforeS[end]! : 0;
  }

  /** Counts what stations of one kind take of a host for a unit. */
  use(end: number, cpuS: number): void {
    this.allS[end]! += cpuS;
  }

  /** Seconds a unit that the scarcest share beside one that polls is in use. */
  get fairest(): number {
    const { fairCpus, firstS } = this;
    return Math.max(firstS[0]! / fairCpus[0]!, firstS[1]! / fairCpus[1]!);
  }

  /** Seconds a unit that the scarcest CPUs are busy. */
  get busiest(): number {
    const { cpus, allS } = this;
    return Math.max(this.fairest, allS[0]! / cpus[0]!, allS[1]! / cpus[1]!);
  }

  /** Of the wait for such a share, the part of servers that take `cpuS` of it; both ends wait alike. */
  shareOf(end: number, cpuS: number): number {
    const { fairCpus, firstS } = this;
    const waits = (at: number): number => {
      const shareS = firstS[at]! / fairCpus[at]!;
      return shareS === this.fairest ? firstS[at]! : 0;
    };
    return waits(end) > 0 ? cpuS / (waits(0) + waits(1)) : 0;
  }
}
