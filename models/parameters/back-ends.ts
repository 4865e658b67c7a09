/**
 * Costs of the back ends and devices that the post did not have: emulated registers, user-space
 * switches, assigned devices, macvlan, address translation, epair.
 *
 * HOLDS  The reference CPU of 2012 (hardware.ts). Figures of a recent CPU were multiplied by the
 *        speed assumed for `skylake-2017`, so that choosing that CPU gives them back.
 * FAILS  Most were not measured alone: their status says so.
 * LENGTH A table, one record a parameter.
 */
import { parameterSet } from "../source.ts";
import { bytes, count, ns, us } from "../units.ts";

export const backEndParameters = parameterSet({
  "macvlan.hop": {
    value: us(0.2),
    unit: "µs",
    what: "macvlan: look the address up, re-label the frame, one direction",
    range: [us(0.05), us(0.3)],
    status: "assumed",
    because: "one hash lookup and no further softirq; not measured",
    cite: "linux318",
    where: "drivers/net/macvlan.c; mechanism notes 2.5 macvlan.hop",
  },
  "nat.hop": {
    value: us(1.5),
    unit: "µs",
    what: "connection tracking, address translation and a second IP pass, one packet in one direction",
    range: [us(0.5), us(10)],
    status: "assumed",
    because:
      "hash lookups, a header rewrite and hooks read in source; not measured alone",
    cite: "linux318",
    where: "nf_conntrack_in, iptable_nat; mechanism notes 2.5 nat.hop",
  },
  "nat.lone": {
    value: us(12.8),
    unit: "µs",
    what: "what a lone packet takes beyond that when the forwarding path has been idle",
    range: [us(0), us(20)],
    status: "assumed",
    because:
      "the median of three published set-ups (2.6, 16.3 and 21.6 µs a traversal, at the speed of the reference CPU) less the work of veth, bridge and translation; cold code and idle CPUs are a guess at its cause",
    cite: "felter2014",
    where:
      "round trip about doubled from 37.6 µs; parameter list P42; qperf of 2017",
  },
  "epair.hop": {
    value: us(2),
    unit: "µs",
    what: "epair and bridge of FreeBSD, one traversal, without the switch to the task thread",
    range: [us(0.7), us(5)],
    status: "assumed",
    because: "the shape of a veth pair and bridge; not measured",
    cite: "freebsdEpair",
    where: "epair_menq, epair_tx_start_deferred; mechanism notes 3.4",
  },
  "window.bsd": {
    value: bytes(262_144),
    unit: "B",
    what: "window that one FreeBSD connection reaches by autotuning",
    range: [bytes(65_536), bytes(2_097_152)],
    status: "assumed",
    because: "taken like Linux’s; the exact value was not read",
    cite: "mechanisms",
    where: "3.4: the rest of the FreeBSD stack was not re-read",
  },
  "exit.emulate": {
    value: us(1.5),
    unit: "µs",
    what: "what a device register in memory adds to a heavy exit: decode and emulate the instruction",
    range: [us(0.5), us(4)],
    status: "assumed",
    because:
      "the decoder reads the instruction through the guest’s page tables; not measured",
    cite: "qemu10",
    where: "hw/e1000.c; mechanism notes 3.7 row 1",
  },
  "ide.requests": {
    value: count(1),
    unit: "count",
    what: "commands that an emulated IDE channel holds",
    range: [count(1), count(2)],
    status: "assumed",
    because:
      "ATA without queueing takes one command at a time; two channels are possible",
    cite: "mechanisms",
    where: "4.3, emulated IDE",
  },
  "exit.extint": {
    value: us(1.3),
    unit: "µs",
    what: "external interrupt while the guest runs: exit, host handler, entry",
    range: [us(0.7), us(2.5)],
    status: "assumed",
    because:
      "0.71 µs of host handling on Skylake, times the speed assumed for it",
    cite: "linuxExtint",
    where: "perf kvm stat in the commit message",
  },
  "posted.notify": {
    value: us(0.5),
    unit: "µs",
    what: "posted interrupt delivered to a running vCPU, no exit",
    range: [us(0.3), us(1)],
    status: "assumed",
    because: "about one inter-processor interrupt; not measured",
    cite: "linuxPosted",
    where: "arch/x86/kvm/vmx/posted_intr.c",
  },
  "doorbell.mmio": {
    value: us(0.3),
    unit: "µs",
    what: "write to a device register that reaches the device without an exit",
    range: [us(0.1), us(1)],
    status: "assumed",
    because: "one posted write and the barrier before it; not measured",
    cite: "mechanisms",
    where: "3.1 transmit row 8; 3.6 row 2",
  },
  "iommu.dma": {
    value: us(0.3),
    unit: "µs",
    what: "address translation of one unit’s DMA in the IOMMU",
    range: [us(0), us(2)],
    status: "assumed",
    because:
      "a translation miss now and then walks tables in memory; not measured",
    cite: "mechanisms",
    where: "3.10: residual costs",
  },
  "vhostuser.pkt": {
    value: ns(80),
    unit: "µs",
    what: "user-space vhost for one frame in one direction, the copy’s bytes apart",
    range: [ns(50), ns(500)],
    status: "assumed",
    because:
      "170–270 cycles, derived from 100 cycles saved being a gain of 60 %",
    cite: "dpdk",
    where: "commit e7ef688562b6; mechanism notes 2.3 vhostuser.pkt",
  },
  "switch.pkt": {
    value: ns(300),
    unit: "µs",
    what: "user-space switch for one frame: polled driver, look-up, forward",
    range: [ns(70), ns(1100)],
    status: "assumed",
    because:
      "0.9 million packets a second a core is reported for a polled driver of 2014 in a guest",
    cite: "dpdk",
    where: "commit 14680e3747d5; mechanism notes 2.6",
  },
  "switch.poll": {
    value: us(1),
    unit: "µs",
    what: "delay until a polling core comes round to a ring",
    range: [us(0.1), us(5)],
    status: "assumed",
    because: "half a turn over a few ports with bursts of 32; not measured",
    cite: "dpdk",
    where: "vhost library guide; mechanism notes 3.6 row 3",
  },
  "nitro.card.net": {
    value: us(3),
    unit: "µs",
    what: "the network card’s own forwarding, one unit one way",
    range: [us(0), us(20)],
    status: "assumed",
    because:
      "internals are not published; what the card does beyond a plain NIC is a guess",
    cite: "gregg2017",
    where: "mechanism notes 3.10: the device’s own latency",
  },
  "nitro.card.blk": {
    value: us(5),
    unit: "µs",
    what: "the storage card between the guest’s queue and the device, both ways",
    range: [us(0), us(100)],
    status: "assumed",
    because:
      "internals are not published; local devices near 0, network volumes far more",
    cite: "gregg2017",
    where: "mechanism notes 3.10, storage",
  },
});
