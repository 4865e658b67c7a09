/**
 * Definitions of the field's terms, one sentence each, for `Term` and the glossary.
 */
export const terms = {
  vCPU: "virtual CPU: what a guest takes for a processor; to the host it is a thread",
  NIC: "network interface card",
  TCP: "transmission control protocol: bytes in order between two programs, acknowledged, and sent again when lost",
  IP: "internet protocol: packets with addresses, each on its own",
  VNIC: "virtual network interface: a flow with its own address on a physical one",
  TSO: "TCP segmentation offload: the stack hands down units of up to 64 KB and the NIC cuts them",
  FSS: "fair-share scheduler of illumos: CPU by shares, counted over seconds",
  CFS: "completely fair scheduler of Linux: the thread that has had least of its share runs next",
  LAT: "prstat’s column for the share of time that a thread waits for a CPU, parked time included",
  BOOST:
    "priority of Xen’s Credit scheduler for a vCPU that wakes with credit left: it runs before all others",
  BVT: "borrowed virtual time: an early Xen scheduler; what wakes may run ahead on time borrowed from its own future",
  SEDF: "simple earliest deadline first: a Xen scheduler with a slice of CPU in each period of a domain",
  credit:
    "of Xen’s schedulers: what a domain may use before others go first, handed out by weight",
  steal:
    "time in which a vCPU had work and no CPU; a guest sees it only where the host says so",
  squeue:
    "serialisation queue of illumos’ TCP/IP: the one context through which a connection’s packets pass",
  NAPI: "Linux’s receive loop: after an interrupt packets are polled until none is left",
  STREAMS:
    "message-passing framework of System V kernels, between the modules of a network stack",
  SIGALRM:
    "the signal of a timer that has run out; qemu of 2012 was woken by it",
  HLT: "the instruction with which an idle processor stops until an interrupt; in a guest it is an exit",
  PLE: "pause-loop exit: the processor leaves a guest that has spun on its pause instruction for too long",
  "directed yield":
    "the host gives the CPU of a spinning vCPU to another of the same guest, which may hold the lock",
  "halt polling":
    "a host that looks for the next event for a while before it lets an idle vCPU sleep",
  park: "to take a thread off the CPUs until its cap allows it to run again",
  KVM: "kernel-based virtual machine: a kernel module that lets a process run a guest on the processor itself",
  qemu: "the process that owns a KVM or Xen guest and plays the devices which that guest sees",
  hypervisor:
    "what runs beneath guest kernels and gives each a machine of its own",
  Xen: "a hypervisor beneath all kernels of a machine, that of the first domain included, which drives the devices for it",
  virtio:
    "devices that a guest knows to be virtual: rings of buffers in shared memory and two notifications",
  ring: "a circular list of buffers in memory that two sides share: one fills it, the other empties it",
  BAR: "base address register: it says which ports or addresses of the machine a PCI device answers to",
  kick: "the guest tells its back end that there is something in the ring",
  "the post":
    "Brendan Gregg’s “Virtualization Performance: Zones, KVM, Xen” of January 2013, whose measurements this book explains",
  illumos:
    "the free kernel that goes on from OpenSolaris, with Zones, ZFS and DTrace",
  SmartOS:
    "Joyent’s illumos for hosts of Zones and KVM guests: what the post’s hosts ran",
  VM: "virtual machine: a guest whose processor, memory and devices only seem to be its own",
  "VM exit":
    "the processor leaves the guest and enters the hypervisor; entering again is a part of its cost",
  "light exit": "a VM exit that the kernel handles by itself",
  "heavy exit": "a VM exit that must go on to a process in user space",
  EPT: "extended page tables: a second table, walked by the processor, from guest memory to host memory",
  NPT: "nested page tables: AMD’s name for what Intel calls EPT",
  "shadow page tables":
    "the tables that a hypervisor keeps in place of the guest’s own where the processor knows only one level",
  "nested page tables":
    "two sets of tables that the processor walks one inside the other: the guest’s, and the hypervisor’s beneath it",
  "page walk":
    "the loads with which a processor looks an address up in page tables, when its TLB does not have it",
  "large page": "a page of 2 MiB or more: one entry of the TLB reaches further",
  "working set": "the memory that a program uses again and again",
  balloon:
    "a driver in a guest that takes memory from it and hands it back to the host",
  TLB: "translation look-aside buffer: the processor’s cache of page-table look-ups",
  IOMMU: "page tables for devices: they say which memory a device may reach",
  "SR-IOV":
    "single-root I/O virtualisation: one device shows itself as many, each given to a guest",
  VF: "virtual function: one of the devices that an SR-IOV card shows",
  APIC: "the processor’s interrupt controller, which a guest also sees one of",
  EOI: "end of interrupt: the write with which a handler says that it is done",
  "posted interrupt":
    "an interrupt that the processor puts into a running guest without leaving it",
  eventfd:
    "a counter of the Linux kernel behind a file descriptor: one side adds to it, the other is woken",
  ioeventfd:
    "an eventfd that KVM adds to when a guest writes to one given address: a light exit takes the place of a heavy one",
  vhost:
    "a thread of the host’s kernel that serves a virtio ring in place of qemu",
  "vhost-user":
    "the same protocol with another process at the end of the ring: a switch that polls",
  "bottom half":
    "of qemu: work put off until its main loop comes round, which is at once",
  e1000:
    "a real network card of Intel, which qemu can imitate register by register",
  DPDK: "data plane development kit: drivers that run in a process and poll the card",
  tap: "a network interface whose other end is a file descriptor",
  DLPI: "data link provider interface: how a process of illumos speaks to a link directly",
  dom0: "the first domain of Xen, which owns the hardware and starts the others",
  domU: "any other domain of Xen: a guest",
  PV: "paravirtual: the guest knows that it is one, and asks instead of being trapped",
  HVM: "hardware virtual machine: a Xen guest that runs unchanged on the processor’s own support",
  PVHVM: "an HVM guest with paravirtual drivers",
  hypercall:
    "a guest’s call into its hypervisor, as a system call is into a kernel",
  grant:
    "an entry with which a Xen domain lets another one reach a page of its memory",
  "event channel":
    "Xen’s interrupt between domains: a pending bit, and a vCPU that is made to look at it",
  netfront:
    "the network driver in a Xen guest; netback is its other half, in the domain that has the card",
  "driver domain": "a domain of Xen that owns one device and nothing else",
  "stub domain":
    "a small domain of Xen in which the qemu of one guest runs alone",
  DMA: "direct memory access: a device reads and writes memory by itself",
  LSO: "large send offload: illumos’ name for segmentation offload",
  Zone: "illumos’ partition of one kernel: processes that see only each other, with addresses and limits of their own",
  "CPU cap":
    "the CPU that a tenant may use on average; above it its threads are taken off the CPUs for a while",
  bridge: "a switch in software: it hands a frame on by its address",
  jail: "FreeBSD’s partition of one kernel, older than Zones",
  VNET: "a FreeBSD jail’s own copy of the network stack’s state",
  epair:
    "FreeBSD’s virtual cable: two interfaces, and what enters one leaves the other",
  namespace:
    "of Linux: a view of one kind of kernel object, such as processes or network interfaces, that a group of processes has to itself",
  cgroup:
    "control group of Linux: processes that are counted and limited together",
  veth: "Linux’s virtual cable: two interfaces, one of them in the container",
  macvlan:
    "an interface of Linux with an address of its own on a real card, without a bridge",
  VXLAN:
    "virtual extensible local network: Ethernet frames wrapped in packets, so that a network lies over another",
  NAT: "network address translation: addresses are rewritten on the way",
  softirq: "work that a Linux interrupt handler leaves for the moment after it",
  ZFS: "the file system of illumos: pooled disks, copy on write, its own cache",
  ARC: "adaptive replacement cache: the cache of ZFS, in the host’s memory",
  zvol: "a block device made of ZFS: what a SmartOS guest takes for its disk",
  ZIL: "ZFS intent log: what must be stable before a durable write may return",
  zio: "a ZFS I/O on its way through the pipeline to the device",
  blkfront: "the block driver in a Xen guest; blkback is its other half",
  PCI: "the bus over which processor, memory and devices reach each other; PCI Express is its present form",
  NVMe: "the interface of flash on PCI Express: queues in memory, one pair or more a CPU",
  IDE: "the disk interface of old PCs: one command at a time",
  lofs: "the loopback file system: a directory seen a second time elsewhere",
  ENA: "elastic network adapter: the network device that a Nitro card shows to a guest",
  PID: "process identifier",
  probe:
    "a place in running code at which a tracer records, counts or takes the time",
  provider:
    "of DTrace: a family of probes, as fbt has every function of the kernel and pid those of a process",
  eBPF: "small checked programs that a Linux kernel runs at its own probes",
  kprobe:
    "a probe that is put into a function of a running Linux kernel; in a process it is a uprobe",
  tracepoint:
    "a probe that a kernel’s authors have put into its source, with a name and arguments",
  kstat: "a named counter of an illumos kernel",
  pidlock: "the one lock of illumos under which the table of processes is read",
} as const;

export type TermId = keyof typeof terms;

/** The term's place in the glossary. */
export const termAnchor = (id: TermId): string =>
  id.toLowerCase().replaceAll(" ", "-");
