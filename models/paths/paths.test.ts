/**
 * The paths as data: every claim has a source, every name exists, nothing is there for nothing.
 */
import { describe, expect, test, vi } from "vitest";
import { cites } from "../cites.ts";
import { networkOf, type PathNetwork } from "../network.ts";
import { stepsInForce } from "../options-in-force.ts";
import {
  parameterIds,
  parameters,
  type ParameterId,
  type ParameterValues,
} from "../parameters/catalogue.ts";
import { publishedValues } from "../parameters/published-values.ts";
import { schedulingParameters } from "../parameters/scheduling.ts";
import { memoryParameters } from "../parameters/memory.ts";
import { virtioParameters } from "../parameters/virtio.ts";
import { queryToScenario, withField, type Scenario } from "../scenario.ts";
import { solve } from "../solve.ts";
import { solveRounds } from "../solve/solve-rounds.ts";
import { refusalOf, technologies, technologyById } from "./catalogue.ts";
import { everyTechnology } from "./every-technology.ts";
import type * as Committed from "./every-technology.ts";
import type { ServerId, Step, StepOption, Technology } from "./step.ts";
import { unix } from "./unix.ts";
import { zone } from "./zone.ts";

// The file that CONTRIBUTING shows, as if it were in the folder: it must pass too.
vi.mock("./every-technology.ts", async (committed) => {
  const { everyTechnology } = await committed<typeof Committed>();
  const { contributedTechnology } =
    await import("./contributed.test-support.ts");
  const shown = await contributedTechnology();
  // A reader may have dropped it in already.
  const others = everyTechnology.filter(({ id }) => id !== shown.id);
  return { everyTechnology: [...others, shown] };
});

const each = technologies.map((technology): [string, Technology] => [
  technology.id,
  technology,
]);
const networkSteps = ({ transmit, receive }: Technology): readonly Step[] => [
  ...transmit,
  ...receive,
];
const stepsOf = (technology: Technology): readonly Step[] => [
  ...networkSteps(technology),
  ...technology.disk.issue,
  ...technology.disk.complete,
];
const unowned: readonly ServerId[] = ["none", "link"];

test("every technology of the design is there; ids are unique and short enough for a link", () => {
  const ids = technologies.map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining([
      "unix",
      "zone",
      "jail",
      "jail-vnet",
      "container-host",
      "container-macvlan",
      "container-bridge",
      "container-nat",
      "kvm-e1000",
      "kvm-qemu-2012",
      "kvm-qemu",
      "kvm-vhost",
      "kvm-vhost-user",
      "kvm-sriov",
      "kvm-sriov-posted",
      "kvm-in-zone",
      "xen-pv",
      "xen-hvm",
      "xen-pvhvm",
      "xen-driver-domain",
      "xen-stub-domain",
      "nitro",
    ]),
  );
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(technologyById.get(id)?.id).toBe(id);
  }
});

describe("the catalogue", () => {
  test("has every file's technology, families together, each after the one it names", () => {
    expect(new Set(technologies)).toEqual(new Set(everyTechnology));
    const families = technologies.map(({ family }) => family);
    expect(families.filter((each, at) => each !== families[at - 1])).toEqual([
      ...new Set(families),
    ]);
    const ids = technologies.map(({ id }) => id);
    for (const { id, family, after } of technologies)
      if (after === null)
        expect(technologies.find((each) => each.family === family)?.id).toBe(
          id,
        );
      else expect(ids.indexOf(after), id).toBeLessThan(ids.indexOf(id));
  });

  test("a native reference is its own, and has no tenant's limit", () => {
    for (const { native } of technologies) {
      const reference = technologyById.get(native);
      expect(reference?.native).toBe(native);
      expect(reference?.limit).toBe("none");
    }
  });
});

describe.each(each)("%s", (_, technology) => {
  test("step ids are unique within each direction", () => {
    const { transmit, receive, disk } = technology;
    for (const path of [transmit, receive, [...disk.issue, ...disk.complete]]) {
      const ids = path.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test("every step cites a work of the bibliography with a place, and has a label", () => {
    for (const step of stepsOf(technology)) {
      expect(Object.keys(cites), step.id).toContain(step.cite);
      expect(step.where.length, step.id).toBeGreaterThan(3);
      expect(step.label.length, step.id).toBeGreaterThan(8);
    }
  });

  test("every cost is a parameter, and every factor is positive", () => {
    for (const step of stepsOf(technology))
      for (const cost of step.costs) {
        expect(parameterIds, step.id).toContain(cost.parameter);
        expect(cost.times ?? 1, step.id).toBeGreaterThan(0);
      }
    expect(parameterIds).toContain(technology.window);
    expect(parameterIds).toContain(technology.readerBuffer);
  });

  test("every step occupies a server that the technology has, or none; every server works", () => {
    const { servers, disk } = technology;
    const all = { ...servers, ...disk.servers };
    for (const [steps, has] of [
      [networkSteps(technology), servers],
      [[...disk.issue, ...disk.complete], all],
    ] as const) {
      const used = new Set<ServerId>();
      for (const { id, server, unlessBusy } of steps) {
        used.add(server);
        if (!unowned.includes(server)) expect(has, id).toHaveProperty(server);
        if (unlessBusy !== undefined)
          expect(has, id).toHaveProperty(unlessBusy);
      }
      for (const server of Object.keys(
        has === servers ? servers : disk.servers,
      ))
        expect(used).toContain(server);
    }
    expect(servers).toHaveProperty(technology.application);
  });

  test("functions are identifiers, and every step that is software has some", () => {
    for (const step of stepsOf(technology)) {
      for (const name of step.functions)
        expect(name, step.id).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/);
      if (!["nic", "wire", "device"].includes(step.place))
        expect(step.functions.length, step.id).toBeGreaterThan(0);
    }
  });

  test("a packet leaves for the wire last and is read by a thread last", () => {
    expect(technology.transmit.slice(-3).map(({ id }) => id)).toEqual([
      "wire",
      "link",
      "switch-port",
    ]);
    // What is polled has no interrupt to hold back.
    const polled = Object.keys(technology.servers).includes("switch");
    expect(technology.receive[0]?.gathers).toBe(
      polled ? undefined : "moderation",
    );
  });

  test("the options listed are those that a step, the offload or the timer depends on", () => {
    /** What a disk workload asks for is no option of the technology. */
    const asked: readonly StepOption[] = ["read", "write-behind", "durable"];
    const inSteps = stepsOf(technology).flatMap(({ when }) =>
      when && !asked.includes(when.option) ? [when.option] : [],
    );
    const listed = new Set<StepOption>(technology.options);
    for (const option of inSteps) expect(listed).toContain(option);
    for (const option of listed) {
      // Offload also decides how much crosses the stack at once, in every technology that merges.
      const acts =
        inSteps.includes(option) ||
        (option === "offload" && technology.aggregates);
      expect(acts, option).toBe(true);
    }
  });

  test.each([
    "firewall=on",
    "self-copy=off",
    "tx-timer=0",
    "offload=off",
    "page-tables=shadow",
    "grants=flip",
    "idle=guest-polls",
  ])(
    "%s moves a figure if and only if its option is listed (offload: also where it is a property of the NIC)",
    (change) => {
      const key = change.split("=")[0]!;
      const option =
        {
          "tx-timer": "timer",
          "page-tables": "shadow",
          grants: "grant-flip",
          idle: "guest-polls",
        }[key] ?? key;
      // Bulk and lone messages: what is not the limiter of the one lengthens the other.
      const at = (query: string) =>
        ["tcp-stream", "packets"]
          .map(
            (workload) =>
              solveRounds(
                networkOf(
                  queryToScenario(
                    `technology=${technology.id}&workload=${workload}&threads=2&${query}`,
                  ).scenario,
                ),
              ).throughput,
          )
          .join();
      const moves = at(change) !== at("seed=1");
      const listed = (technology.options as readonly string[]).includes(option);
      // The offload of kvm-qemu-2012 is off by default: `off` changes nothing there.
      if (option === "offload") {
        expect(at("offload=on") !== at("offload=off")).toBe(true);
      } else expect(moves).toBe(listed);
    },
  );

  test.each(["tcp-stream", "packets"])("solves %s", (workload) => {
    const prediction = solve(
      queryToScenario(`technology=${technology.id}&workload=${workload}`)
        .scenario,
    );
    expect(prediction.bitsPerSecond).toBeGreaterThan(1e4);
    expect(prediction.bitsPerSecond).toBeLessThan(1e10);
    expect(prediction.isPrediction).toBe(technology.prediction);
    expect(prediction.technology.id).toBe(technology.id);
    const shown = new Set(prediction.steps.map(({ id }) => id));
    for (const step of technology.transmit)
      if (!step.when && !step.gathers && step.server !== "link")
        expect(
          shown.has(step.id) || step.costs.every(({ per }) => per === "chain"),
          step.id,
        ).toBe(true);
  });
});

test("a zone's path is traditional Unix's, function for function", () => {
  const functions = (steps: readonly Step[]) =>
    steps.map((step) => [step.id, step.server, step.functions, step.costs]);
  expect(functions(zone.transmit)).toEqual(functions(unix.transmit));
  expect(functions(zone.receive)).toEqual(functions(unix.receive));
  const uncapped = (technology: string) =>
    solve(
      queryToScenario(`technology=${technology}&cap=none&threads=8`).scenario,
    ).bitsPerSecond;
  expect(uncapped("zone")).toBe(uncapped("unix"));
});

test("what an arrangement adds to the one it stands on is what its name says", () => {
  const idsOf = (id: string, path: "transmit" | "receive") =>
    technologyById.get(id)?.[path].map((step) => step.id) ?? [];
  const added = (id: string, to: string, path: "transmit" | "receive") => {
    const known = new Set(idsOf(to, path));
    return idsOf(id, path).filter((each) => !known.has(each));
  };
  const both = (id: string, to: string) => [
    ...added(id, to, "transmit"),
    ...added(id, to, "receive"),
  ];
  expect(both("container-macvlan", "container-host")).toEqual([
    "macvlan-out",
    "macvlan-in",
  ]);
  expect(both("container-nat", "container-bridge")).toEqual([
    "nat-out",
    "nat-out-lone",
    "nat-in",
    "nat-in-lone",
  ]);
  expect(both("jail-vnet", "jail")).toEqual([
    "epair-wake-out",
    "epair-out",
    "epair-wake-in",
    "epair-in",
  ]);
  expect(both("kvm-in-zone", "kvm-qemu-2012")).toEqual([]);
  expect(both("xen-driver-domain", "xen-pv")).toEqual([
    "dma-remap",
    "domain-switch",
  ]);
  expect(both("xen-pvhvm", "xen-pv")).toEqual(["netback-unmap"]);
  expect(both("xen-pv", "xen-pvhvm")).toEqual([
    "pv-syscall-write",
    "pv-switch",
    "pv-syscall-read",
  ]);
  expect(both("kvm-sriov-posted", "kvm-sriov")).toEqual(["posted-interrupt"]);
  expect(both("nitro", "kvm-sriov-posted")).toEqual(["card"]);
});

test("one step at a time towards the metal, a lone packet takes less", () => {
  const lone = (id: string) =>
    solve(queryToScenario(`technology=${id}&workload=packets`).scenario)
      .residenceSeconds;
  const ladders = [
    ["kvm-qemu-2012", "kvm-e1000", "kvm-qemu", "kvm-vhost", "kvm-vhost-user"],
    ["kvm-vhost-user", "kvm-sriov", "kvm-sriov-posted", "container-host"],
    ["xen-hvm", "xen-driver-domain", "xen-pv", "xen-pvhvm"],
    [
      "container-nat",
      "container-bridge",
      "container-macvlan",
      "container-host",
    ],
    ["jail-vnet", "jail"],
  ];
  for (const ladder of ladders)
    for (const [at, id] of ladder.slice(1).entries())
      expect(lone(id), id).toBeLessThan(lone(ladder[at]!));
});

test("heavy exits, light exits and wake-ups of a sparse packet are those of the comparison on one page", () => {
  const on = new Set<StepOption>(["offload"]);
  const counts = (id: string, path: "transmit" | "receive", kind: string) =>
    stepsInForce(technologyById.get(id)?.[path] ?? [], on).filter(
      (step) => step.kind === kind,
    ).length;
  // Mechanism notes 3.11: exits on transmit, wake-ups on transmit without the reader's own.
  for (const [id, exits, wakes] of [
    ["container-bridge", 0, 0],
    ["jail-vnet", 0, 1],
    ["kvm-qemu", 1, 1],
    ["kvm-vhost", 1, 1],
    ["kvm-vhost-user", 0, 0],
    ["kvm-sriov", 0, 0],
    ["kvm-sriov-posted", 0, 0],
    ["nitro", 0, 0],
  ] as const) {
    expect(counts(id, "transmit", "exit"), id).toBe(exits);
    expect(counts(id, "transmit", "wake"), id).toBe(wakes);
  }
  for (const id of ["kvm-sriov-posted", "nitro"])
    expect(counts(id, "receive", "exit"), id).toBe(0);
});

describe("Xen", () => {
  const network = (query: string) => networkOf(queryToScenario(query).scenario);
  const stepIds = (query: string) =>
    network(query).steps.map(({ step }) => step.id);
  const loneUs = (query: string) =>
    solve(queryToScenario(`${query}&workload=packets`).scenario)
      .residenceSeconds * 1e6;

  test("grants are copied, mapped or flipped: by option, and by the back end's age", () => {
    const grants = (query: string) => [
      ...new Set(
        stepIds(query).filter(
          (id) =>
            /^netback-[rt]x|^guest-remap/.test(id) && !id.endsWith("wake"),
        ),
      ),
    ];
    const copied = ["netback-tx", "netback-rx"];
    const mapped = ["netback-tx-map", "netback-rx"];
    const flipped = ["netback-tx-map", "netback-rx-flip", "guest-remap"];
    expect(grants("technology=xen-pv")).toEqual(copied);
    expect(grants("technology=xen-pvhvm")).toEqual(mapped);
    for (const id of ["xen-pv", "xen-pvhvm", "xen-driver-domain"])
      for (const [choice, expected] of [
        ["copy", copied],
        ["map", mapped],
        ["flip", flipped],
      ] as const)
        expect(grants(`technology=${id}&grants=${choice}`), choice).toEqual(
          expected,
        );
  });

  test("copying replaced flipping because it is cheaper, for one packet and in bulk", () => {
    const bulk = (query: string) =>
      solve(queryToScenario(query).scenario).bitsPerSecond;
    for (const id of ["xen-pv", "xen-driver-domain"]) {
      const at = `technology=${id}&threads=4`;
      expect(loneUs(`${at}&grants=copy`)).toBeLessThan(
        loneUs(`${at}&grants=flip`),
      );
      expect(bulk(`${at}&grants=copy`)).toBeGreaterThan(
        bulk(`${at}&grants=flip`),
      );
    }
  });

  test("netback has as many threads as queues, vCPUs or connections, whichever is least", () => {
    const threads = (query: string) =>
      network(query).stations.find(({ id }) => id === "dest.netback")?.servers;
    const at = "technology=xen-pvhvm&threads=8";
    expect(threads(`${at}&vcpus=4`)).toBe(4);
    expect(threads(`${at}&vcpus=4&queues=2`)).toBe(2);
    expect(threads(`${at}&vcpus=4&queues=16`)).toBe(8);
    expect(threads("technology=xen-pvhvm&threads=1&vcpus=4")).toBe(1);
    expect(threads("technology=xen-pv&threads=8&vcpus=4")).toBe(1);
    expect(threads("technology=xen-pv&threads=8&queues=4")).toBe(4);
  });

  test("a packet received costs both domains two to four times what native Linux pays", () => {
    // Parameter list P30: 2.2 to 2.5 times by 2005's count, 3 to 4 by another's.
    const cpuOf = (query: string) => {
      const { steps } = network(`${query}&workload=packets`);
      return steps
        .filter(
          ({ end, pass, station }) =>
            end === "dest" && pass === 0 && station >= 0,
        )
        .reduce((sum, { fixedS, perBatchS }) => sum + fixedS + perBatchS, 0);
    };
    const ratio =
      cpuOf("technology=xen-driver-domain&offload=off") /
      cpuOf("technology=container-host&offload=off");
    expect(ratio).toBeGreaterThan(2);
    expect(ratio).toBeLessThan(4);
  });
});

test("an idle vCPU that somebody polls for is brought back sooner; posted interrupts do not exit", () => {
  const loneS = (query: string) =>
    solve(queryToScenario(`workload=packets&${query}`).scenario)
      .residenceSeconds;
  for (const { id, options } of technologies) {
    if (!options.includes("halts")) continue;
    const halts = loneS(`technology=${id}&idle=halts`);
    expect(loneS(`technology=${id}&idle=host-polls`), id).toBeLessThan(halts);
    expect(loneS(`technology=${id}&idle=guest-polls`), id).toBeLessThan(halts);
  }
  const exits = (id: string) =>
    networkOf(
      queryToScenario(`technology=${id}&idle=guest-polls`).scenario,
    ).steps.some(({ step }) => step.id === "polling-exit");
  expect(
    ["kvm-vhost", "kvm-sriov", "kvm-sriov-posted", "nitro"].map(exits),
  ).toEqual([true, true, false, false]);
});

test("a Linux host polls by default if its release does, and one that posts a card's interrupts is no older", () => {
  for (const technology of technologies) {
    const { id, options, host, receive } = technology;
    expect(host !== undefined, id).toBe(options.includes("halts"));
    const posts = receive.some((step) => step.id === "posted-interrupt");
    if (posts) expect(host, id).toBe("linux-4.3");
    const { on } = networkOf(
      queryToScenario(`technology=${id}&workload=packets`).scenario,
    ).force;
    expect(on.has("host-polls"), id).toBe(host === "linux-4.3");
  }
});

test("where the device thread waits for each block, depth does not help", () => {
  const rate = (query: string) =>
    solve(
      queryToScenario(
        `technology=kvm-vhost&workload=disk&disk=nvme&vcpus=4&${query}`,
      ).scenario,
    );
  const deep = rate("depth=64&device-thread=sync");
  const lone = rate("depth=1&device-thread=sync");
  // The thread has the block's latency; the guest's own steps overlap with it.
  expect(deep.messagesPerSecond / lone.messagesPerSecond).toBeLessThan(1.5);
  expect(deep.limiter.id).toBe("io");
  expect(rate("depth=64").messagesPerSecond).toBeGreaterThan(
    3 * deep.messagesPerSecond,
  );
});

test("a container's softirq on the way out runs on the sender's CPU, and receive queues follow the connections", () => {
  const nat = networkOf(
    queryToScenario(
      "technology=container-nat&workload=packets&threads=8&cores=4",
    ).scenario,
  );
  const serverOf = (step: string) =>
    nat.stations[nat.steps.find((each) => each.step.id === step)?.station ?? -1]
      ?.server;
  expect(["veth-bridge-out", "nat-out"].map(serverOf)).toEqual([
    "thread",
    "thread",
  ]);
  expect(["nat-in", "veth-bridge-in"].map(serverOf)).toEqual([
    "softirq",
    "softirq",
  ]);
  expect(nat.stations.find(({ id }) => id === "dest.softirq")?.servers).toBe(4);
});

test("a polled NIC holds nothing back; a guest's process in a zone is under the zone's cap", () => {
  const network = (query: string) => networkOf(queryToScenario(query).scenario);
  expect(network("technology=kvm-vhost-user").moderationS).toBe(0);
  expect(network("technology=kvm-vhost").moderationS).toBeGreaterThan(0);
  const inZone = network("technology=kvm-in-zone");
  expect(inZone.force.capCpus).toBe(publishedValues["zone.cap"]);
  const charged = inZone.stations.filter(({ capped }) => capped);
  expect(new Set(charged.map(({ server }) => server))).toEqual(
    new Set(["vcpu", "io"]),
  );
});

describe("what makes no sense", () => {
  test("is refused with a sentence, and the default workload stands", () => {
    const { scenario, notices } = queryToScenario(
      "technology=jail&workload=proc-scan&threads=3",
    );
    expect(scenario.workload.kind).toBe("tcp-stream");
    expect(scenario.workload.threads).toBe(3);
    expect(notices.map(({ key, kind }) => [key, kind])).toEqual([
      ["workload", "replaced"],
    ]);
    expect(notices[0]?.text).toContain(refusalOf("jail", "proc-scan"));
  });

  test("is said first when a program asks all the same; nothing throws", () => {
    for (const { id, refuses } of technologies)
      for (const [kind, sentence] of Object.entries(refuses ?? {})) {
        const scenario = withField(
          queryToScenario(`technology=${id}`).scenario,
          "workload",
          kind,
        );
        expect(solve(scenario).remarks[0]).toContain(sentence);
        expect(sentence).toMatch(/^[A-Z].*\.$/);
      }
  });
});

test("transmit of Unix shows the post's stack, read from the bottom", () => {
  const names = unix.transmit.flatMap(({ functions }) => functions);
  const stack = [
    "write",
    "fop_write",
    "socket_vop_write",
    "socket_sendmsg",
    "so_sendmsg",
    "tcp_sendmsg",
    "squeue_enter",
    "conn_ip_output",
    "ire_send_wire_v4",
    "ip_xmit",
    "str_mdata_fastpath_put",
    "mac_tx",
    "igb_tx_ring_send",
    "igb_tx",
  ];
  const places = stack.map((name) => names.indexOf(name));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

describe("parameters", () => {
  /** Read by the code, not by a step: what decides sizes, capacities and choices. */
  const readByCode: readonly ParameterId[] = [
    "gro.frames",
    "rto.min",
    "clock.tick",
    "zone.cap",
    "ring.frames",
    "cap.release",
    "mss",
    "frame.overhead",
    "tso.bytes",
    "ack.every",
    "qemu.txburst",
    "fss.quantum",
    "cfs.latency",
    "cfs.granularity",
    "cfs.scale",
    "credit.slice",
    "credit.ratelimit",
    "credit2.longest",
    "credit2.shortest",
    "bvt.allowance",
    "sedf.quantum",
    "proc.slots",
    "proc.slot",
    "proc.foreign",
    "proc.own",
    "proc.tenant",
  ];
  test("every parameter is used by a step, a technology's field, a hardware choice or the code", () => {
    const used = new Set<string>(readByCode);
    for (const technology of technologies) {
      used.add(technology.window).add(technology.readerBuffer);
      const { slots, requestBytes } = technology.disk;
      if (slots) used.add(slots.parameter);
      if (requestBytes) used.add(requestBytes);
      for (const step of stepsOf(technology))
        for (const { parameter } of step.costs) used.add(parameter);
    }
    // Schedulers, caps and guests are the simulator's: models/simulate/cpu reads them by name.
    for (const id of Object.keys(schedulingParameters)) used.add(id);
    // The ring's are those of the state machine in models/virtio.
    for (const id of Object.keys(virtioParameters)) used.add(id);
    // And memory's those of models/memory, whose tests move each.
    for (const id of Object.keys(memoryParameters)) used.add(id);
    for (const id of parameterIds)
      expect(used.has(id) || /^(cpu|nic|disk)\./.test(id), id).toBe(true);
  });

  test("each one that the code reads moves the figure of some scenario", () => {
    const queries = technologies.flatMap(({ id }) => [
      `technology=${id}&threads=1`,
      `technology=${id}&threads=8`,
      `technology=${id}&threads=64&workload=packets&bytes=65536`,
      `technology=${id}&threads=8&offload=off`,
      `technology=${id}&workload=proc-scan&processes=9`,
      ...["fss", "cfs", "credit", "credit2", "bvt", "sedf"].flatMap((each) =>
        ["off", "on"].map(
          (busy) =>
            `technology=${id}&workload=sched-latency&neighbours=32&cores=2&scheduler=${each}&busy=${busy}`,
        ),
      ),
      `technology=${id}&workload=sched-latency&neighbours=1&cores=2&scheduler=cfs&busy=on`,
      `technology=${id}&workload=sched-latency&neighbours=64&cores=16&scheduler=cfs&busy=on`,
    ]);
    const scenarios = queries.map((query) => queryToScenario(query).scenario);
    for (const id of readByCode) {
      if (id === "qemu.txburst") continue; // a scenario always chooses its own
      const nudged = { ...publishedValues, [id]: publishedValues[id] * 0.7 };
      const rate = (scenario: Scenario, values?: ParameterValues): number =>
        solve(scenario, values).messagesPerSecond;
      // More than the last digits, which a long recursion rounds to either side.
      const moved = scenarios.some(
        (scenario) =>
          Math.abs(rate(scenario, nudged) / rate(scenario) - 1) > 1e-6,
      );
      expect(moved, id).toBe(true);
    }
  });

  test("every parameter cites a work with a place", () => {
    for (const id of parameterIds) {
      const { cite, where, what } = parameters[id];
      expect(Object.keys(cites), id).toContain(cite);
      expect(where.length, id).toBeGreaterThan(2);
      expect(what.length, id).toBeGreaterThan(5);
    }
  });
});

test("a technology is data alone: a synthetic one, compiled and solved by hand-countable sums", () => {
  const slow: Technology = {
    ...unix,
    id: "synthetic",
    transmit: [
      {
        ...unix.transmit[0]!,
        costs: [{ parameter: "rto.min", per: "message" }],
      },
    ],
    receive: [
      {
        ...unix.receive.at(-1)!,
        costs: [{ parameter: "clock.tick", per: "message", times: 3 }],
      },
    ],
  };
  const network = networkOf(
    queryToScenario("technology=unix&workload=packets&moderation=0").scenario,
  );
  expect(network.force.technology).toBe(unix);
  // The catalogue is data too: put the technology where its id is looked up.
  const byId = technologyById;
  byId.set(slow.id, slow);
  try {
    const scenario = { ...network.scenario, technology: slow.id };
    const compiled: PathNetwork = networkOf(scenario);
    expect(compiled.force.technology.id).toBe("synthetic");
    // There and back: 400 ms to send and 3 × 10 ms to read, twice.
    expect(solveRounds(compiled).throughput).toBeCloseTo(1 / 0.86, 9);
    const prediction = solve(scenario);
    expect(prediction.packetsPerSecond).toBeCloseTo(1 / 0.86, 9);
    expect(prediction.steps).toHaveLength(4);
  } finally {
    byId.delete(slow.id);
  }
});
