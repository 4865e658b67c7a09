/**
 * How a tenant comes to its memory: who keeps page tables for it, and what stands beside it.
 *
 * IDEA   An arrangement is a technology of the catalogue with one kind of page tables. All that the
 *        formulas need to know of it is here, as data; what they compute of two arrangements differs
 *        by these fields and by nothing else.
 * HOLDS  `shadow` stands only with technologies whose paths have that choice (access.test.ts): it is
 *        the scenario's `page-tables=shadow`.
 * FAILS  Nested guests, encrypted memory, and Xen's auto-translated PV guests.
 */
import type { ParameterId } from "../parameters/catalogue.ts";
import type { Family } from "../paths/step.ts";

/**
 * `native`: the kernel's own. `direct`: the guest's own, each change checked by Xen. `shadow`: a copy
 * that the hypervisor keeps. `nested`: the guest's and the hypervisor's, one under the other.
 */
export type PageTables = "native" | "direct" | "shadow" | "nested";

export interface Arrangement {
  readonly id: string;
  readonly name: string;
  /** Of the catalogue: its disk path says how many caches hold a block. */
  readonly technology: string;
  readonly family: Family;
  /** Not the first of its family: the hue is the same, the line is another. */
  readonly second?: true;
  readonly tables: PageTables;
  /** The guest may map with 2 MiB pages. */
  readonly largePages: boolean;
  /** The host gives a page when it is first touched, not when the guest is made. */
  readonly onTouch: boolean;
  /** A guest has a kernel and a fixed memory of its own; a tenant of one kernel has neither. */
  readonly guest: boolean;
  /** Beside each tenant: its own services, or the process that plays its machine. */
  readonly beside: ParameterId | null;
  /** Once a host. */
  readonly once: ParameterId | null;
  /** What keeps Xen's tables of an HVM domain is set aside for it. */
  readonly paging: "by use" | "pool";
  /** What the host has over caches files: for all tenants, or beneath its guests' own caches. */
  readonly hostCaches: boolean;
  /** A guest's unused memory can be taken back with its help. */
  readonly balloon: boolean;
}

const oneKernel = {
  tables: "native",
  largePages: true,
  onTouch: true,
  guest: false,
  once: null,
  paging: "by use",
  hostCaches: true,
  balloon: false,
} as const;

const kvm = {
  family: "kvm",
  tables: "nested",
  largePages: true,
  onTouch: true,
  guest: true,
  beside: "qemu.resident",
  once: null,
  paging: "by use",
  hostCaches: true,
  balloon: true,
} as const;

const xen = {
  family: "xen",
  onTouch: false,
  guest: true,
  beside: null,
  once: "xen.dom0",
  hostCaches: false,
  balloon: true,
} as const;

export const arrangements: readonly Arrangement[] = [
  {
    ...oneKernel,
    id: "zone",
    name: "Zones",
    technology: "zone",
    family: "zone",
    beside: "zone.own",
  },
  {
    ...oneKernel,
    id: "jail",
    name: "Jails",
    technology: "jail",
    family: "zone",
    second: true,
    beside: "jail.own",
  },
  {
    ...oneKernel,
    id: "container",
    name: "Containers",
    technology: "container-bridge",
    family: "container",
    beside: "container.own",
  },
  {
    ...xen,
    id: "xen-pv",
    name: "Xen (PV)",
    technology: "xen-pv",
    tables: "direct",
    largePages: false,
    paging: "by use",
  },
  {
    ...xen,
    id: "xen-pvhvm",
    name: "Xen (PVHVM)",
    technology: "xen-pvhvm",
    second: true,
    tables: "nested",
    largePages: true,
    paging: "pool",
  },
  {
    ...kvm,
    id: "kvm-2012",
    name: "KVM (SmartOS)",
    technology: "kvm-qemu-2012",
    beside: "smartos.reserve",
    balloon: false,
  },
  {
    ...kvm,
    id: "kvm",
    name: "KVM (Linux)",
    technology: "kvm-vhost",
  },
  {
    ...kvm,
    id: "kvm-shadow",
    name: "KVM (shadow)",
    technology: "kvm-vhost",
    second: true,
    tables: "shadow",
  },
  {
    ...kvm,
    id: "nitro",
    name: "Nitro",
    technology: "nitro",
    family: "nitro",
    onTouch: false,
    beside: null,
    hostCaches: false,
    balloon: false,
  },
];

export const arrangementById: ReadonlyMap<string, Arrangement> = new Map(
  arrangements.map((each) => [each.id, each]),
);
