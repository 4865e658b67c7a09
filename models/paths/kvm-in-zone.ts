/**
 * KVM inside a zone, as SmartOS ships it: the path of KVM, under a zone's controls.
 *
 * IDEA   qemu is a process of a zone. Its vCPU threads and its I/O thread are threads like others:
 *        the zone's CPU cap is charged with all of them, and its VNIC is the one that qemu opens.
 *        Not a step is added to the path; a second limit is.
 * HOLDS  The simulator parks each thread where it comes to user mode: the I/O thread when its select
 *        returns, a vCPU in a heavy exit only, so that one which stays in the guest goes on.
 * FAILS  The solver lets the cap act on the sum. qemu's pool threads are charged and never parked.
 */
import { kvmQemu2012 } from "./kvm-qemu-2012.ts";
import type { Server, ServerId, Technology } from "./step.ts";

type Servers = Partial<Record<ServerId, Server>>;

/** The same servers, each charged to the zone. */
const inZone = (servers: Servers): Servers =>
  Object.fromEntries(
    Object.entries(servers).map(([id, server]) => [
      id,
      { ...server, capped: id !== "device" && id !== "zio" },
    ]),
  );

export const kvmInZone: Technology = {
  ...kvmQemu2012,
  id: "kvm-in-zone",
  name: "KVM in a zone",
  description:
    "SmartOS KVM whose qemu runs in a zone: both its vCPUs and its I/O thread are under the zone’s CPU cap.",
  after: "kvm-sriov-posted",
  prediction: true,
  servers: inZone(kvmQemu2012.servers),
  disk: { ...kvmQemu2012.disk, servers: inZone(kvmQemu2012.disk.servers) },
  inZone: true,
};
