/**
 * Requests, blocks, events, wake-ups and scans: what theory and arithmetic say of their answers.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { whyFieldIsIdle } from "../field-applies.ts";
import { postFigures } from "../measurements/post-2013-figures.ts";
import { networkOf } from "../network.ts";
import { publishedValues } from "../parameters/published-values.ts";
import { refusalOf, technologies, technologyById } from "../paths/catalogue.ts";
import { everyScenario, trials } from "../random-scenarios.test-support.ts";
import { fields } from "../scenario-fields.ts";
import { queryToScenario, withField, type Scenario } from "../scenario.ts";
import { simulate } from "../simulate/simulate.ts";
import { solve, solveCurve } from "../solve.ts";
import { takesPath } from "../traffic.ts";
import { meanWait } from "./cpu.ts";
import { answerS } from "./sched-latency.ts";

const scenarioOf = (query: string) => queryToScenario(query).scenario;
const answer = (query: string) => solve(scenarioOf(query));
const ids = technologies.map(({ id }) => id);

/** Units in the system, counted by the scenario and not by the answer. */
const unitsOf = (scenario: Scenario): number => {
  const { traffic } = networkOf(scenario);
  return scenario.workload.threads * traffic.unitsPerThread;
};

describe("every workload, over random scenarios", () => {
  test("solves; figures are finite, utilisations at most one, throughput within its bound", () => {
    fc.assert(
      fc.property(everyScenario, (scenario) => {
        const prediction = solve(scenario);
        expect(prediction.messagesPerSecond).toBeGreaterThan(0);
        for (const value of [
          prediction.messagesPerSecond,
          prediction.packetsPerSecond,
          prediction.bitsPerSecond,
          prediction.residenceSeconds,
          prediction.bounds.upper,
          prediction.limiter.gain,
          ...prediction.stations.map((each) => each.residenceSeconds),
          ...prediction.waits.map((each) => each.seconds),
          ...prediction.steps.map((each) => each.serviceSeconds),
        ]) {
          expect(Number.isFinite(value)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(-1e-9);
        }
        for (const used of Object.values(prediction.utilisation)) {
          expect(used).toBeGreaterThanOrEqual(0);
          expect(used).toBeLessThanOrEqual(1);
        }
        expect(prediction.messagesPerSecond).toBeLessThanOrEqual(
          prediction.bounds.upper * (1 + 1e-9),
        );
        expect(prediction.limiter.sentence).not.toMatch(/NaN|undefined/);
        for (const remark of prediction.remarks)
          expect(remark).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { ...trials, numRuns: 400 },
    );
  }, 60_000);

  test("Little's law: units are the rate times residence and think time", () => {
    fc.assert(
      fc.property(everyScenario, (scenario) => {
        if (!takesPath(scenario.workload.kind)) return;
        const { traffic } = networkOf(scenario);
        const prediction = solve(scenario);
        const units = prediction.messagesPerSecond / traffic.messagesPerUnit;
        expect(
          (units * (prediction.residenceSeconds + traffic.thinkS)) /
            unitsOf(scenario),
        ).toBeCloseTo(1, 9);
      }),
      trials,
    );
  }, 60_000);

  test("a curve has the points of the single answers", () => {
    fc.assert(
      fc.property(everyScenario, (scenario) => {
        for (const point of solveCurve(scenario, [1, 3])) {
          const alone = solve(withField(scenario, "threads", point.threads));
          expect(point.messagesPerSecond / alone.messagesPerSecond).toBeCloseTo(
            1,
            9,
          );
          expect(point.residenceSeconds / alone.residenceSeconds).toBeCloseTo(
            1,
            9,
          );
        }
      }),
      { ...trials, numRuns: 60 },
    );
  }, 60_000);
});

describe("request-response", () => {
  test("with requests as large as answers and no server work it is the packet test", () => {
    for (const id of ids)
      for (const threads of [1, 8]) {
        const at = `technology=${id}&threads=${String(threads)}&bytes=200`;
        expect(
          answer(`${at}&workload=request-response`).messagesPerSecond,
        ).toBe(answer(`${at}&workload=packets`).messagesPerSecond);
      }
  });

  test("a lone client waits for the server's work once", () => {
    for (const id of ids) {
      const at = `technology=${id}&workload=request-response&cap=none&moderation=0`;
      const idle = answer(at).residenceSeconds;
      const working = answer(`${at}&server-us=400`).residenceSeconds;
      // A vCPU or thread that works is awake: a wake-up less, never more than the work more.
      expect(working - idle).toBeGreaterThan(0.9 * 400e-6);
      expect(working - idle).toBeLessThan(400e-6 * (1 + 1e-9));
    }
  });

  test("one vCPU cannot serve faster than one over its work, and is named", () => {
    for (const id of ["kvm-vhost", "kvm-qemu-2012", "xen-pv"]) {
      const prediction = answer(
        `technology=${id}&workload=request-response&threads=64&server-us=500`,
      );
      expect(prediction.messagesPerSecond).toBeLessThan(1 / 500e-6);
      expect(prediction.limiter.id).toBe("vcpu");
      expect(prediction.utilisation["dest.vcpu"]).toBeGreaterThan(0.99);
    }
  });

  test("work is charged to the destination's cap", () => {
    const { cpu, limiter } = answer(
      "technology=zone&workload=request-response&threads=32&server-us=200&cap=1",
    );
    expect(limiter.id).toBe("cap");
    expect(cpu.dest).toBeCloseTo(1, 6);
    expect(cpu.client).toBeLessThan(0.5);
  });

  test("clients on bare metal: between both ends native and both ends alike, and outside every cap", () => {
    for (const { id, native } of technologies) {
      const at = "workload=request-response&threads=4&server-us=20&cap=none";
      const rate = (query: string) =>
        answer(`${at}&tx-timer=0&technology=${query}`).messagesPerSecond;
      const mixed = rate(`${id}&peer=native`);
      expect(mixed).toBeGreaterThanOrEqual(rate(id) * (1 - 1e-9));
      expect(mixed).toBeLessThanOrEqual(rate(native) * (1 + 1e-9));
    }
    const { cpu, stations } = answer(
      "technology=kvm-vhost&workload=request-response&threads=8&peer=native&cap=0.5",
    );
    expect(cpu.client).toBe(0);
    expect(cpu.dest).toBeLessThanOrEqual(0.5 + 1e-9);
    const of = (end: string) =>
      stations.filter((each) => each.end === end).map(({ server }) => server);
    expect(of("client")).not.toContain("vcpu");
    expect(of("dest")).toContain("vcpu");
  });

  test("a large answer takes the line the other way", () => {
    const prediction = answer(
      "technology=unix&workload=request-response&threads=32&reply=1048576",
    );
    expect(prediction.limiter.id).toBe("link");
    expect(prediction.utilisation["dest.link"]).toBeGreaterThan(0.95);
    expect(prediction.utilisation["client.link"]).toBeLessThan(0.5);
  });
});

describe("disk", () => {
  const own = (query: string) => networkOf(scenarioOf(query)).force.disk;

  test("the station has the rate and the latency that were given, whatever they are", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 5_000_000 }),
        (diskUs, iops) => {
          const disk = own(
            `workload=disk&disk-us=${String(diskUs)}&disk-iops=${String(iops)}`,
          );
          expect(1 / disk.eachS / iops).toBeCloseTo(1, 9);
          const alone = disk.eachS + disk.sweepS + disk.waitS;
          expect(alone / Math.max(diskUs * 1e-6, 1 / iops)).toBeCloseTo(1, 9);
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });

  test("alone, a block takes the disk's latency and the path's; many take the disk's rate", () => {
    for (const id of ids) {
      const at = `technology=${id}&workload=disk&disk-us=5000&disk-iops=2000&vcpus=4&cap=none`;
      const alone = answer(at);
      const pathS = alone.residenceSeconds - 5e-3;
      expect(pathS).toBeGreaterThan(5e-6);
      expect(pathS).toBeLessThan(350e-6);
      // One command at a time: depth cannot fill the disk.
      if (networkOf(scenarioOf(at)).traffic.slots === 1) continue;
      const many = answer(`${at}&depth=512`);
      expect(many.messagesPerSecond / 2_000).toBeCloseTo(1, 2);
      expect([many.limiter.id, many.limiter.category]).toEqual([
        "device",
        "device",
      ]);
      expect(many.limiter.sentence).toContain("SSD on SATA");
    }
  });

  test("threads and depth are the same to the disk", () => {
    const at = "technology=kvm-vhost&workload=disk";
    expect(answer(`${at}&depth=8`).messagesPerSecond).toBe(
      answer(`${at}&threads=8`).messagesPerSecond,
    );
  });

  test("no technology is faster than its native reference", () => {
    for (const { id, native } of technologies)
      for (const more of ["", "&depth=32", "&direction=sync", "&disk=nvme"]) {
        const at = `workload=disk&cap=none${more}`;
        expect(
          answer(`technology=${id}&${at}`).messagesPerSecond,
        ).toBeLessThanOrEqual(
          answer(`technology=${native}&${at}`).messagesPerSecond,
        );
      }
  });

  test("a cached write in a zone runs at memory speed up to the disk's streaming rate; a guest's waits", () => {
    const zone = answer("technology=zone&workload=disk&direction=write");
    const durable = answer("technology=zone&workload=disk&direction=sync");
    const guest = answer(
      "technology=kvm-qemu-2012&workload=disk&direction=write",
    );
    const streamed = 1 / (4096 * publishedValues["disk.ssd.byte"]);
    expect(zone.messagesPerSecond).toBeGreaterThan(
      10 * durable.messagesPerSecond,
    );
    expect(zone.messagesPerSecond).toBeLessThanOrEqual(streamed * (1 + 1e-9));
    expect(guest.messagesPerSecond).toBeLessThan(durable.messagesPerSecond);
  });

  test("blkfront splits at eleven pages and holds 32 requests; blocks beyond wait outside", () => {
    const at = "technology=xen-pv&workload=disk&disk-us=10000&disk-iops=100000";
    const traffic = (query: string) => networkOf(scenarioOf(query)).traffic;
    expect(traffic(`${at}&bytes=45056&depth=64`).population).toBe(32);
    expect(traffic(`${at}&bytes=45057&depth=64`).population).toBe(16);
    const full = answer(`${at}&depth=64`);
    expect(full.limiter.id).toBe("slots");
    expect(full.limiter.sentence).toContain("blkfront");
    expect(full.waits.map(({ id }) => id)).toContain("slot");
    expect(answer(`${at}&depth=128`).messagesPerSecond).toBe(
      full.messagesPerSecond,
    );
  });

  test("sequential blocks are bound by transfer, random ones on a turning disk by seeks", () => {
    const at = "technology=unix&workload=disk&disk=hdd&bytes=131072&depth=32";
    const mb = (query: string) => answer(query).bitsPerSecond / 8e6;
    expect(mb(`${at}&pattern=sequential`)).toBeCloseTo(
      1e-6 / publishedValues["disk.hdd.byte"],
      0,
    );
    expect(mb(at)).toBeLessThan(25);
  });
});

describe("cpu", () => {
  test("one CPU: the wait is that of M/M/1, exactly", () => {
    for (const load of [0.1, 0.5, 0.9, 0.99]) {
      const serviceS = 0.002;
      expect(meanWait(load / serviceS, serviceS, 1)).toBeCloseTo(
        (serviceS * load) / (1 - load),
        12,
      );
    }
  });

  test("four CPUs: the wait is that of M/M/4; between whole CPUs it lies between theirs", () => {
    const erlangWait = (load: number): number => {
      const offered = 4 * load;
      let term = 1;
      let sum = 1;
      for (let k = 1; k < 4; k++) {
        term *= offered / k;
        sum += term;
      }
      const last = (term * offered) / 4 / (1 - load);
      return last / (sum + last) / (4 * (1 - load));
    };
    /** In services of a millisecond, so that the longest run plays no part. */
    const wait = (cpus: number, load: number) =>
      meanWait(1_000 * cpus * load, 1e-3, cpus) * 1e3;
    for (const load of [0.5, 0.8, 0.9, 0.95]) {
      expect(wait(4, load)).toBeCloseTo(erlangWait(load), 12);
      const between = 3.5 * wait(3.5, load);
      expect(between).toBeLessThan(3 * wait(3, load));
      expect(between).toBeGreaterThan(4 * wait(4, load));
    }
  });

  test("busy threads use their cap, their vCPUs, their share or themselves, and that is named", () => {
    const at = "workload=cpu&event-us=2000&cores=8";
    const limit = (query: string) => {
      const { messagesPerSecond, limiter } = answer(`${at}&${query}`);
      return [limiter.id, Number((messagesPerSecond * 0.002).toPrecision(9))];
    };
    expect(limit("technology=zone&threads=4&cap=1.5")).toEqual(["cap", 1.5]);
    expect(limit("technology=kvm-vhost&threads=4&vcpus=2")).toEqual([
      "cpus",
      2,
    ]);
    expect(limit("technology=unix&threads=4")).toEqual(["threads", 4]);
    expect(limit("technology=unix&threads=16")).toEqual(["cpus", 8]);
    expect(limit("technology=unix&threads=8&neighbours=2")).toEqual([
      "share",
      6,
    ]);
    expect(limit("technology=unix&threads=8&neighbours=15")).toEqual([
      "share",
      0.5,
    ]);
    expect(limit("technology=unix&threads=8&neighbours=15&shares=500")).toEqual(
      ["share", 2],
    );
  });

  test("a cap that falls to a baseline is their mean in the long run", () => {
    const at = "technology=zone&workload=cpu&threads=8&cap=3";
    const cpus = (query: string) => answer(`${at}${query}`).cpu.client;
    expect(cpus("&base=1")).toBeCloseTo(3, 12);
    expect(cpus("&base=1&bursting=60")).toBeCloseTo(2, 12);
    expect(cpus("&base=5&bursting=60")).toBeCloseTo(3, 12);
  });

  test("events that arrive are worked off up to the capacity, and the queue beyond is said", () => {
    const at = "technology=zone&workload=cpu&threads=8&cap=1&event-us=1000";
    expect(answer(`${at}&rate=300`).messagesPerSecond).toBe(300);
    const beyond = answer(`${at}&rate=1500`);
    expect(beyond.messagesPerSecond).toBeCloseTo(1_000, 9);
    expect(beyond.remarks.join(" ")).toContain("grows without end");
    expect(beyond.residenceSeconds).toBeGreaterThan(
      answer(`${at}&rate=999`).residenceSeconds,
    );
  });
});

describe("threads that rest", () => {
  const at = "technology=unix&workload=cpu&threads=1&think=10000";

  test("a baseline rate that the rest does not allow is said", () => {
    const said = (rate: number) =>
      answer(
        `${at}&baseline.rate=${String(rate)}&baseline.threads=1`,
      ).remarks.join(" ");
    expect(said(1000)).toContain("leaves an event no time");
    expect(said(50)).not.toContain("leaves an event no time");
    // Too fast without any rest: none is spoken of.
    const busy = answer(
      "technology=unix&workload=cpu&threads=1&baseline.rate=1e8&baseline.threads=1",
    ).remarks.join(" ");
    expect(busy).toContain("leaves an event no time.");
  });

  test("their rest is no rival of theirs", () => {
    for (const event of [0.1, 100, 10_000]) {
      const { limiter, rival } = answer(`${at}&event-us=${String(event)}`);
      expect(limiter.id).toBe("threads");
      expect(rival?.id).not.toBe("think");
    }
  });
});

describe("sched-latency", () => {
  test("a wake-up takes its wait and the way to the first instruction, without the answer", () => {
    const of = (query: string) =>
      answer(`workload=sched-latency&cores=1&${query}`);
    const lone = of("technology=kvm-qemu-2012");
    expect(lone.wakeUpSeconds).toBeCloseTo(publishedValues["hlt.wake"], 12);
    const beside = of("technology=xen-pv&scheduler=sedf&neighbours=4");
    expect(beside.wakeUpSeconds).toBeCloseTo(
      beside.residenceSeconds - answerS,
      12,
    );
    expect(beside.wakeUpSeconds).toBeGreaterThan(1e-3);
    expect(answer("workload=packets").wakeUpSeconds).toBe(null);
  });

  const waitMs = (query: string): number =>
    (answer(`workload=sched-latency&cores=1&${query}`).waits.find(
      ({ id }) => id === "run-queue",
    )?.seconds ?? 0) * 1e3;

  test("with an idle CPU nobody waits", () => {
    for (const id of ids)
      if (refusalOf(id, "sched-latency") === null)
        expect(
          answer(
            `technology=${id}&workload=sched-latency&cores=8&neighbours=6&busy=on`,
          ).waits.filter(({ id }) => id !== "think"),
        ).toEqual([]);
  });

  test("an idle tenant waits for what its scheduler protects, a busy one for its turn", () => {
    // 133 begin to run in a second, each protected for a millisecond, of which half is left.
    expect(waitMs("scheduler=credit&neighbours=3")).toBeCloseTo(0.0667, 4);
    // Three slices of 30 ms, half of them gone, unless its own is under way.
    expect(waitMs("scheduler=credit&neighbours=3&busy=on")).toBeCloseTo(
      (3 * 30 * 3) / 8,
      9,
    );
    expect(waitMs("scheduler=sedf&neighbours=4")).toBeCloseTo(1, 9);
    expect(waitMs("scheduler=credit2&neighbours=1")).toBeCloseTo(0.0125, 9);
    for (const busy of ["on", "off"])
      expect(waitMs(`scheduler=fss&neighbours=3&busy=${busy}`)).toBe(0);
  });

  test("of two equals under Credit one waits as the simulator has it, to an eighth", () => {
    const scenario = scenarioOf(
      "workload=sched-latency&technology=xen-pv&cores=1&neighbours=1&busy=on",
    );
    const means = [1, 2, 3].map(
      (seed) =>
        simulate(scenario, { seconds: 400, seed }).residenceSeconds.mean,
    );
    const mean = means.reduce((sum, each) => sum + each, 0) / means.length;
    const ratio = solve(scenario).residenceSeconds / mean;
    expect(ratio).toBeGreaterThan(1 - 1 / 8);
    expect(ratio).toBeLessThan(1 + 1 / 8);
  });

  test("is the simulator's mean wait, but for schedulers that owe or are owed", () => {
    for (const technology of ["kvm-vhost", "container-host", "xen-pv"])
      for (const scheduler of ["cfs", "credit", "credit2", "sedf"])
        for (const neighbours of [1, 3, 7]) {
          if (scheduler !== "cfs" && technology !== "xen-pv") continue;
          const query = `workload=sched-latency&technology=${technology}&scheduler=${scheduler}&cores=1&neighbours=${String(neighbours)}&busy=on`;
          const scenario = scenarioOf(query);
          const simulated = simulate(scenario, { seconds: 100, seed: 1 });
          const ratio =
            solve(scenario).residenceSeconds / simulated.residenceSeconds.mean;
          expect(ratio, query).toBeGreaterThan(0.8);
          expect(ratio, query).toBeLessThan(1.25);
        }
  });

  test("each technology has its host's scheduler", () => {
    const of = (id: string) =>
      networkOf(scenarioOf(`technology=${id}`)).force.scheduler;
    expect(ids.map(of)).toEqual(
      ids.map((id) => technologyById.get(id)?.scheduler),
    );
    expect([of("zone"), of("kvm-vhost"), of("xen-pv")]).toEqual([
      "fss",
      "cfs",
      "credit",
    ]);
  });
});

describe("proc-scan", () => {
  const us = (query: string) =>
    answer(`workload=proc-scan&${query}`).residenceSeconds * 1e6;

  test("the two measurements: 544,584 ns, and 594,254 ns with 1,000 processes more", () => {
    expect(us("technology=zone")).toBeCloseTo(544.584, 6);
    expect(us("technology=zone&processes=1000")).toBeCloseTo(594.254, 6);
  });

  test("half the slots cost half; a guest and a container do not see others' processes", () => {
    expect(us("technology=zone&slots=50000")).toBeCloseTo(272.292, 6);
    for (const id of ["kvm-qemu-2012", "container-bridge", "xen-pv"])
      expect(us(`technology=${id}&processes=5000`)).toBe(
        us(`technology=${id}`),
      );
  });

  test("a table smaller than any host's is refused, and a short scan says what it leaves out", () => {
    const { scenario, notices } = queryToScenario("workload=proc-scan&slots=0");
    expect(scenario.workload.slots).toBe(1000);
    expect(notices[0]?.kind).toBe("clamped");
    const said = (query: string) =>
      answer(`technology=zone&workload=proc-scan&${query}`).remarks.join(" ");
    expect(said("slots=1000")).toContain("system calls");
    expect(said("")).not.toContain("system calls");
  });

  test("scans of several threads follow each other: one lock, and no field for them", () => {
    expect(us("technology=zone&threads=3")).toBeCloseTo(3 * 544.584, 6);
    const { messagesPerSecond, scenario } = answer(
      "technology=zone&workload=proc-scan&threads=3",
    );
    expect(messagesPerSecond).toBe(
      answer("technology=zone&workload=proc-scan").messagesPerSecond,
    );
    expect(whyFieldIsIdle(scenario, "threads")).toContain("one lock");
    expect(whyFieldIsIdle(scenario, "threads", "container-host")).not.toBe(
      null,
    );
  });

  test("the two that were measured are no predictions; other tables, and tenants, are", () => {
    const isPrediction = (query: string) =>
      answer(`workload=proc-scan&${query}`).isPrediction;
    for (const { id, asked } of postFigures)
      if (id.startsWith("proc-scan") && typeof asked !== "string")
        expect(answer(asked.query).isPrediction, id).toBe(false);
    expect(isPrediction("technology=zone&threads=3")).toBe(false);
    expect(isPrediction("technology=zone&slots=50000")).toBe(true);
    expect(isPrediction("technology=unix")).toBe(true);
    expect(isPrediction("technology=kvm-qemu-2012")).toBe(true);
  });
});

test("a field that a workload has no use for changes no figure of it", () => {
  const kinds = [
    "tcp-stream",
    "packets",
    "request-response",
    "disk",
    "cpu",
    "sched-latency",
    "proc-scan",
  ] as const;
  for (const kind of kinds)
    for (const field of fields) {
      const { workloads } = field as { workloads?: readonly string[] };
      if (!workloads || workloads.includes(kind)) continue;
      for (const technology of ["zone", "kvm-qemu-2012"]) {
        const plain = scenarioOf(
          `workload=${kind}&threads=4&technology=${technology}`,
        );
        const value =
          field.kind === "choice" ? field.choices.at(-1)?.id : field.slider[1];
        expect(
          solve(withField(plain, field.key, value)).messagesPerSecond,
          `${kind} ${field.key}`,
        ).toBe(solve(plain).messagesPerSecond);
      }
    }
});
