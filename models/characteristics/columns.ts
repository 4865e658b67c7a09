/**
 * The technologies of the table of characteristics: three of the 2013 post, three of ours.
 *
 * IDEA   What shares a kernel comes first, then what brings one. The post's own three keep their
 *        order: Zones, Xen, KVM (catalogue.ts says how that order is known).
 */
import type { Column } from "./shape.ts";

export const columns: readonly Column[] = [
  {
    id: "zone",
    name: "Zones",
    kind: "one kernel, illumos",
    technology: "zone",
    family: "zone",
    from: "post",
  },
  {
    id: "jail",
    name: "Jails",
    kind: "one kernel, FreeBSD",
    technology: "jail",
    family: "zone",
    from: "ours",
  },
  {
    id: "container",
    name: "Containers",
    kind: "one kernel, Linux",
    technology: "container-bridge",
    family: "container",
    from: "ours",
  },
  {
    id: "xen",
    name: "Xen",
    kind: "own kernels, type 1",
    technology: "xen-pv",
    family: "xen",
    from: "post",
  },
  {
    id: "kvm",
    name: "KVM",
    kind: "own kernels, type 2",
    technology: "kvm-qemu-2012",
    family: "kvm",
    from: "post",
  },
  {
    id: "nitro",
    name: "Nitro",
    kind: "own kernels, cards",
    technology: "nitro",
    family: "nitro",
    from: "ours",
  },
];
