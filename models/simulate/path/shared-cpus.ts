/**
 * Whose CPUs the servers of each station take, and who of them goes first.
 */
import {
  fairShareOf,
  goesFirst,
  isCrowded,
  runsOnHost,
} from "../../host-cpus.ts";
import { boundThreads, type PathNetwork } from "../../network.ts";
import type { End } from "../../traffic.ts";
import { CpuPool } from "./cpu-pool.ts";

/** The CPUs of a station's servers. */
export interface SharedCpus {
  /** Null where each has its own. */
  readonly cpus: CpuPool | null;
  /** They have the time that others leave. */
  readonly yields: boolean;
  /** They are granted a CPU for one train at a time: others may want it before the next. */
  readonly oneByOne: boolean;
}

const noCpus: SharedCpus = {
  cpus: null,
  yields: false,
  oneByOne: false,
};

/**
 * By station: all CPUs of the host where its servers could use more than there are, else those that
 * threads share, if they must.
 */
export const sharedCpusOf = (network: PathNetwork): readonly SharedCpus[] => {
  const { stations, scenario } = network;
  const { cores } = scenario.hardware;
  const hostOf = (end: End) => {
    if (!isCrowded(network, end)) return null;
    const fair = fairShareOf(network, end);
    const first = stations.filter(
      (station) =>
        station.end === end &&
        runsOnHost(network, station) &&
        goesFirst(network, station),
    );
    return {
      pool: new CpuPool(cores, fair),
      isContested:
        fair !== null || first.reduce((sum, each) => sum + each.servers, 0) > 1,
    };
  };
  const hosts = { client: hostOf("client"), dest: hostOf("dest") };
  return stations.map((station): SharedCpus => {
    const host = hosts[station.end];
    if (host !== null && runsOnHost(network, station)) {
      const yields = !goesFirst(network, station);
      return {
        cpus: host.pool,
        yields,
        oneByOne: yields || host.isContested,
      };
    }
    const bound = boundThreads(network, station) ?? station.servers;
    return station.servers < bound
      ? {
          cpus: new CpuPool(station.servers),
          yields: true,
          oneByOne: true,
        }
      : noCpus;
  });
};
