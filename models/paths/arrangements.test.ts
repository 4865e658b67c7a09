/**
 * What sets one arrangement apart from another: its steps, and what they do to a lone packet.
 */
import { expect, test } from "vitest";
import { networkOf } from "../network.ts";
import { stepsInForce } from "../options-in-force.ts";
import { publishedValues } from "../parameters/published-values.ts";
import { queryToScenario } from "../scenario.ts";
import { solve } from "../solve.ts";
import { technologyById } from "./catalogue.ts";
import type { Step, StepOption } from "./step.ts";
import { unix } from "./unix.ts";
import { zone } from "./zone.ts";

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
    "netback-unmap",
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

test("a veth pair with queues serves a crowd no faster on more CPUs, and one client much the same", () => {
  const rate = (threads: number, rest: string) =>
    solve(
      queryToScenario(
        `technology=container-bridge&workload=request-response&threads=${String(threads)}&${rest}`,
      ).scenario,
    ).messagesPerSecond;
  const queue = "veth-queue=one";
  const most = 1 / publishedValues["veth.queue"];
  expect(rate(512, `cores=64&${queue}`)).toBeLessThanOrEqual(most);
  expect(rate(512, `cores=64&${queue}`)).toBeGreaterThan(0.95 * most);
  expect(rate(512, `cores=128&${queue}`) / most).toBeLessThanOrEqual(1);
  expect(rate(512, "cores=128")).toBeGreaterThan(2 * most);
  expect(rate(1, queue)).toBeGreaterThan(0.9 * rate(1, ""));
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
