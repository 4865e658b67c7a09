/**
 * The bibliography: what the model's numbers and paths are taken from.
 *
 * IDEA   One entry per work. `read` says how far it was read: `opened` (by us, at the place that a
 *        parameter names), `notes` (text or code read for this project's reference notes, and
 *        taken from there), `excerpt` (an abstract or a passage), `derived` (our own arithmetic).
 */
interface Work {
  readonly title: string;
  readonly authors: string;
  readonly year: number;
  readonly at: string;
  readonly read: "opened" | "notes" | "excerpt" | "derived";
}

export const cites = {
  gregg2013: {
    title: "Virtualization Performance: Zones, KVM, Xen",
    authors: "Brendan Gregg",
    year: 2013,
    at: "Joyent blog, 11 January 2013",
    read: "opened",
  },
  greggTranslated: {
    title: "Virtualization Performance: Zones, KVM, Xen, in Chinese",
    authors: "Brendan Gregg, translated by Chen Xiaowei",
    year: 2014,
    at: "geek-share.com, article 2609761523, 29 April 2014; three more copies agree",
    read: "excerpt",
  },
  illumos2012: {
    title: "illumos-joyent kernel source, snapshot of 11 October 2012",
    authors: "illumos and Joyent",
    year: 2012,
    at: "joyent/illumos-joyent, commit 090f8e7a98",
    read: "notes",
  },
  illumosCaps: {
    title: "illumos CPU caps (uts/common/disp/cpucaps.c) and OS-1405",
    authors: "illumos and Joyent",
    year: 2012,
    at: "cpucaps.c of illumos-gate, commit 12ee55d75b; OS-1405: joyent/illumos-joyent, commit 2453263d59, 25 July 2012, through notes",
    read: "opened",
  },
  illumosClock: {
    title: "illumos clock interrupt and tick accounting (uts/common/os)",
    authors: "illumos",
    year: 2015,
    at: "illumos-gate: clock.c, commit f9711d3dac; clock_tick.c, commit 0724764949",
    read: "opened",
  },
  illumosFss: {
    title: "illumos fair-share scheduler (uts/common/disp/fss.c)",
    authors: "illumos",
    year: 2012,
    at: "illumos-gate, commit 090f8e7a98: fss_tick, fss_preempt, fss_sleep",
    read: "opened",
  },
  smartosQemu: {
    title: "illumos-kvm-cmd: qemu 0.14 as SmartOS shipped it",
    authors: "Joyent",
    year: 2012,
    at: "joyent/illumos-kvm-cmd, commit 67c6e40",
    read: "notes",
  },
  smartosLive: {
    title: "smartos-live: vmadm and the platform image",
    authors: "Joyent",
    year: 2012,
    at: "joyent/smartos-live, commits b00d7e7a and 65f0e94b",
    read: "notes",
  },
  illumosKvm: {
    title: "illumos-kvm: the KVM port",
    authors: "Joyent",
    year: 2012,
    at: "joyent/illumos-kvm, commit 0b65a01",
    read: "notes",
  },
  linux32: {
    title: "Linux 3.2.7 source",
    authors: "Linux contributors",
    year: 2012,
    at: "me-oss/86-linux-3.2.7, commit 1ee821c2",
    read: "notes",
  },
  linuxVirtio: {
    title: "Linux 3.2.7: the virtio network driver and its ring",
    authors: "Linux contributors",
    year: 2012,
    at: "me-oss/86-linux-3.2.7, commit 1ee821c2, drivers/net/virtio_net.c, drivers/virtio",
    read: "opened",
  },
  hvm750: {
    title:
      "HVM-750: guests that kick before they unmask their interrupt, and a tick that finds them",
    authors: "Robert Mustacchi",
    year: 2012,
    at: "joyent/illumos-kvm-cmd, commit 6d85df9, 24 September 2012, hw/virtio-net.c, hw/virtio.c",
    read: "opened",
  },
  linux318: {
    title: "Linux 3.18 source",
    authors: "Linux contributors",
    year: 2014,
    at: "Brainiarc7/linux-3.18-parrot, commit 7a3053d16",
    read: "notes",
  },
  linuxVhost: {
    title: "Linux drivers/vhost/net.c and commit messages",
    authors: "Linux contributors",
    year: 2019,
    at: "torvalds/linux, drivers/vhost/net.c@010e85f9; commit 1cfc0753df06",
    read: "notes",
  },
  linuxExit: {
    title: "Linux commit b7ffc44d5b2e, kvm-unit-tests before and after",
    authors: "Andrew Lutomirski",
    year: 2017,
    at: "torvalds/linux, commit b7ffc44d5b2e",
    read: "notes",
  },
  xenSource: {
    title: "Xen source: event channels and grant tables",
    authors: "Xen Project",
    year: 2012,
    at: "xen-project/xen, common/event_channel.c, common/grant_table.c",
    read: "notes",
  },
  agesen2012: {
    title: "Software Techniques for Avoiding Hardware Virtualization Exits",
    authors: "Agesen, Mattson, Rugina, Sheldon",
    year: 2012,
    at: "USENIX ATC 2012, table 1",
    read: "notes",
  },
  hyperbench2019: {
    title: "HyperBench: A Benchmark Suite for Virtualization Capabilities",
    authors: "Wei, Zhang, Zeng, Yang, Zhang",
    year: 2019,
    at: "tables 3 and 4",
    read: "notes",
  },
  dall2016: {
    title: "ARM Virtualization: Performance and Architectural Implications",
    authors: "Dall, Li, Lim, Nieh, Koloventzos",
    year: 2016,
    at: "ISCA 2016, x86 columns, through our parameter list",
    read: "excerpt",
  },
  tsunanet: {
    title: "System-call and context-switch measurements of 2006–2012 Xeons",
    authors: "tsunanet",
    year: 2010,
    at: "as quoted in a public gist",
    read: "excerpt",
  },
  yangwwei2017: {
    title: "qperf latency of container networks",
    authors: "Weiwei Yang",
    year: 2017,
    at: "blog post of 22 November 2017, its one table",
    read: "opened",
  },
  intelItr: {
    title: "Interrupt throttle settings of the ixgbe and igb drivers",
    authors: "illumos, Linux",
    year: 2012,
    at: "igb_main.c, ixgbe_main.c (illumos 2012); ixgbe.h (Linux 3.18)",
    read: "notes",
  },
  rfcTcp: {
    title: "TCP/IP over Ethernet: frame and header sizes",
    authors: "IEEE 802.3; RFC 791, 793, 7323",
    year: 2014,
    at: "header formats",
    read: "opened",
  },
  linuxExtint: {
    title: "Linux commit 0c5f81dad46c: exits of a guest by reason, with times",
    authors: "Linux contributors",
    year: 2019,
    at: "torvalds/linux, commit 0c5f81dad46c",
    read: "notes",
  },
  linuxPosted: {
    title: "Linux posted interrupts and device assignment",
    authors: "Linux contributors",
    year: 2014,
    at: "torvalds/linux, arch/x86/kvm/vmx/posted_intr.c@057aa61b; drivers/vfio/pci/vfio_pci_intrs.c of Linux 3.18",
    read: "notes",
  },
  qemu10: {
    title: "qemu 1.0 source: device models",
    authors: "qemu contributors",
    year: 2011,
    at: "lagopus/virtio-net-ipc-qemu-1.0, commit 80e66954c",
    read: "notes",
  },
  qemuXen: {
    title: "qemu for Xen: the device model of an HVM guest",
    authors: "Xen Project",
    year: 2016,
    at: "xen-project/qemu-xen, commit 62b3d20642, xen-hvm.c; xen-project/xen, arch/x86/hvm",
    read: "notes",
  },
  xenStubdom: {
    title: "Xen: stub domains",
    authors: "Xen Project",
    year: 2012,
    at: "xen-project/xen, docs/misc/stubdom.txt",
    read: "notes",
  },
  dpdk: {
    title: "DPDK: vhost library guide and commit messages",
    authors: "DPDK contributors",
    year: 2015,
    at: "DPDK/dpdk, doc/guides/prog_guide/vhost_lib.rst@0c0935c5; commits e7ef688562b6 and 14680e3747d5",
    read: "notes",
  },
  enaDriver: {
    title: "Linux driver of the Elastic Network Adapter",
    authors: "Amazon",
    year: 2021,
    at: "amzn/amzn-drivers, kernel/linux/ena/README.rst@007ec4dd",
    read: "notes",
  },
  gregg2017: {
    title: "AWS EC2 Virtualization 2017: Introducing Nitro",
    authors: "Brendan Gregg",
    year: 2017,
    at: "blog post, November 2017",
    read: "excerpt",
  },
  freebsdEpair: {
    title: "FreeBSD source: epair",
    authors: "FreeBSD contributors",
    year: 2023,
    at: "freebsd/freebsd-src, sys/net/if_epair.c@02f70f66",
    read: "notes",
  },
  felter2014: {
    title:
      "An Updated Performance Comparison of Virtual Machines and Linux Containers",
    authors: "Felter, Ferreira, Rajamony, Rubio",
    year: 2014,
    at: "IBM Research Report RC25482; raw data in thewmf/kvm-docker-comparison, commit 6820500",
    read: "excerpt",
  },
  felterData: {
    title: "kvm-docker-comparison: scripts and raw data of that report",
    authors: "Felter, Ferreira, Rajamony, Rubio",
    year: 2014,
    at: "thewmf/kvm-docker-comparison, commit 6820500, netperf/ and nuttcp/",
    read: "opened",
  },
  tsirkin2013: {
    title: "virtio-net: put virtio net header inline with data",
    authors: "Michael S. Tsirkin",
    year: 2013,
    at: "linux-virtualization mailing list, 6 June 2013",
    read: "opened",
  },
  firecrackerData: {
    title:
      "Data and scripts of “Firecracker: Lightweight Virtualization for Serverless Applications”",
    authors: "Agache, Brooker, Iordache, Liguori, Neugebauer, Piwonka, Popa",
    year: 2020,
    at: "firecracker-microvm/nsdi2020-data, commit cf1b30f, data/m5d.metal",
    read: "opened",
  },
  firecrackerDocs: {
    title: "Firecracker: network performance",
    authors: "Amazon",
    year: 2020,
    at: "firecracker-microvm/firecracker, docs/network-performance.md",
    read: "excerpt",
  },
  gordon2012: {
    title: "ELI: Bare-Metal Performance for I/O Virtualization",
    authors: "Gordon, Amit, Har’El, Ben-Yehuda, Landau, Schuster, Tsafrir",
    year: 2012,
    at: "ASPLOS 2012, abstract",
    read: "excerpt",
  },
  daocloud2023: {
    title: "Network CNI performance test report",
    authors: "DaoCloud",
    year: 2023,
    at: "DaoCloud/DaoCloud-docs, docs/network/performance/cni-performance.md, commit 02fc46a2",
    read: "opened",
  },
  illumosPromisc: {
    title:
      "OS-2781: a promiscuous client that does not see what it sends (vnd)",
    authors: "Joyent",
    year: 2014,
    at: "joyent/illumos-joyent, commit ad740f5f23; joyent/illumos-kvm-cmd, commit 31a39c6",
    read: "notes",
  },
  linuxHaltpoll: {
    title: "Linux commit 2cffe9f6b96f: guests that poll before they halt",
    authors: "Marcelo Tosatti",
    year: 2019,
    at: "torvalds/linux, commit 2cffe9f6b96f; Documentation/virt/guest-halt-polling.rst",
    read: "opened",
  },
  xenGrefs: {
    title: "xen-netback: use gref mappings for Rx requests",
    authors: "Joao Martins",
    year: 2017,
    at: "Oracle's Linux, commit 18d34eabd73a",
    read: "opened",
  },
  kivity2007: {
    title: "kvm: the Linux Virtual Machine Monitor",
    authors: "Kivity, Kamay, Laor, Lublin, Liguori",
    year: 2007,
    at: "Ottawa Linux Symposium 2007",
    read: "notes",
  },
  xenQueues: {
    title: "Xen-netback and xen-netfront multi-queue performance testing",
    authors: "Xen Project wiki",
    year: 2014,
    at: "text of the page; its plots were not read",
    read: "excerpt",
  },
  barham2003: {
    title: "Xen and the Art of Virtualization",
    authors: "Barham, Dragovic, Fraser and others",
    year: 2003,
    at: "SOSP 2003, tables 3 to 5",
    read: "notes",
  },
  menon2006: {
    title: "Optimizing Network Virtualization in Xen",
    authors: "Menon, Cox, Zwaenepoel",
    year: 2006,
    at: "USENIX ATC 2006, abstract",
    read: "excerpt",
  },
  santos2008: {
    title:
      "Bridging the Gap between Software and Hardware Techniques for I/O Virtualization",
    authors: "Santos, Turner, Janakiraman, Pratt",
    year: 2008,
    at: "USENIX ATC 2008, abstract",
    read: "excerpt",
  },
  dtraceGuide: {
    title: "Solaris Dynamic Tracing Guide: the dtrace_user privilege",
    authors: "Sun Microsystems and Oracle",
    year: 2008,
    at: "chapter on security",
    read: "excerpt",
  },
  freebsdDtrace: {
    title: "FreeBSD Handbook: differences of its DTrace",
    authors: "FreeBSD Documentation Project",
    year: 2013,
    at: "chapter on DTrace",
    read: "excerpt",
  },
  qemuTracing: {
    title: "qemu: tracing",
    authors: "qemu contributors",
    year: 2020,
    at: "docs/devel/tracing.rst",
    read: "excerpt",
  },
  xentrace: {
    title: "xentrace: capture Xen trace buffer data",
    authors: "Mark A. Williamson",
    year: 2004,
    at: "manual page xentrace(8)",
    read: "excerpt",
  },
  containerSeccomp: {
    title:
      "Default filter of system calls for containers: perf and CAP_PERFMON",
    authors: "Jonathon Anderson",
    year: 2025,
    at: "containers/container-libs, pull request 424",
    read: "excerpt",
  },
  mechanisms: {
    title:
      "Mechanism notes of this project: step costs derived from source and the 2013 tables",
    authors: "iopath",
    year: 2026,
    at: "reference notes, sections 2 and 8",
    read: "derived",
  },
} as const satisfies Record<string, Work>;

export type CiteKey = keyof typeof cites;
export type { Work };
