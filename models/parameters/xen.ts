/**
 * Costs of Xen: events, grants, the back ends of other domains, and what a PV guest's kernel pays.
 *
 * HOLDS  The reference CPU of 2012 (hardware.ts), and domains with CPUs of their own.
 * FAILS  A domain that shares its CPU waits for a scheduler's turn instead (simulate/cpu). Most were
 *        not measured alone: their status says so.
 * LENGTH A table, one record a parameter.
 */
import { parameterSet } from "../source.ts";
import { us } from "../units.ts";

export const xenParameters = parameterSet({
  "pv.syscall": {
    value: us(0.35),
    unit: "µs",
    what: "extra for a system call of a 64-bit PV guest, which enters Xen first",
    range: [us(0.2), us(0.5)],
    status: "assumed",
    because:
      "named as a cost in a Xen Summit 2007 abstract; its number was not found",
    cite: "mechanisms",
    where: "2.4 pv.syscall",
  },
  "pv.switch": {
    value: us(0.6),
    unit: "µs",
    what: "extra for a PV guest’s switch to another process: stack and page tables by hypercall",
    range: [us(0.3), us(1.6)],
    status: "assumed",
    because:
      "1.2 µs on a 2.4 GHz Xeon of 2003 (0.77 against 1.97 µs), taken to be half on the reference CPU",
    cite: "barham2003",
    where: "table 4, context switch of two processes",
  },
  "hypercall.pv": {
    value: us(0.3),
    unit: "µs",
    what: "trivial hypercall of a PV guest, dom0 included",
    range: [us(0.2), us(0.4)],
    status: "assumed",
    because:
      "not verified; a hardware guest’s takes an exit, 1430 cycles at 2.0 GHz",
    cite: "mechanisms",
    where: "2.4 hypercall.pv",
  },
  "evtchn.send": {
    value: us(0.7),
    unit: "µs",
    what: "event-channel kick of a PV guest: hypercall, pending bit, target vCPU kicked",
    range: [us(0.4), us(1.5)],
    status: "assumed",
    because:
      "the hypercall, and about as much for the bit and the kick; not measured alone",
    cite: "xenSource",
    where: "common/event_channel.c, evtchn_send; mechanism notes 2.4",
  },
  "evtchn.oneway": {
    value: us(5.1),
    unit: "µs",
    what: "event from guest to a dom0 back end or back, target on another CPU",
    range: [us(3), us(8)],
    status: "assumed",
    because:
      "our parameter list (P27) has the cycles from memory of the paper, unverified",
    cite: "dall2016",
    where: "11 262 and 10 050 cycles at 2.1 GHz",
  },
  "dom.switch": {
    value: us(4),
    unit: "µs",
    what: "delay until another domain’s halted vCPU runs",
    range: [us(3), us(8)],
    status: "assumed",
    because:
      "not verified in the notes; a shared core takes a scheduler’s turn instead",
    cite: "mechanisms",
    where: "2.4 dom.switch",
  },
  "netback.wake": {
    value: us(5),
    unit: "µs",
    what: "wake netback’s kernel thread in the back end",
    range: [us(2), us(10)],
    status: "assumed",
    because: "one kernel-thread wake-up",
    cite: "linux32",
    where: "drivers/net/xen-netback, xen_netbk_kthread",
  },
  "netback.pkt": {
    value: us(4),
    unit: "µs",
    what: "dom0’s own work for one unit: netback, bridge, physical driver",
    range: [us(2), us(8)],
    status: "assumed",
    because:
      "receive path length in a PV guest was 2.2–2.5 times native in 2005",
    cite: "mechanisms",
    where: "parameter list P30",
  },
  "grant.entry": {
    value: us(0.1),
    unit: "µs",
    what: "guest writes one grant-table entry: memory writes, no hypercall",
    range: [us(0.05), us(0.3)],
    status: "assumed",
    because: "two ordered stores",
    cite: "xenSource",
    where: "common/grant_table.c; netfront of Linux 3.2",
  },
  "grant.copy": {
    value: us(0.5),
    unit: "µs",
    what: "grant copy: one operation of a batch, its bytes and the hypercall apart",
    range: [us(0.2), us(3)],
    status: "assumed",
    because:
      "2.04 million small packets a second with grants already mapped, and half of that with copies: 0.49 µs a packet, its hypercall included, on a CPU of 2014",
    cite: "xenGrefs",
    where: "commit message; mechanism notes 2.4 gnt.copy",
  },
  "grant.map": {
    value: us(2.2),
    unit: "µs",
    what: "grant map: one page mapped, unmapped, and its share of the flush",
    range: [us(0.3), us(3)],
    status: "assumed",
    because:
      "28 and 14.5 Gbit/s by two queues whose pages stay mapped and whose pages do not: 2.2 µs a page, if netback holds both, on a CPU of 2014. Only that difference was taken: what else a page cost there, where dom0 also receives and copies it, is more than a page costs here, so that the test itself still comes out too fast",
    cite: "xenGrefsTx",
    where: "commit message; mechanism notes 2.4 gnt.map",
  },
  "iommu.grant": {
    value: us(6.5),
    unit: "µs",
    what: "what a mapped and unmapped page costs beyond that where the domain that maps it has a device: the IOMMU’s table twice, its TLB flushed",
    range: [us(1.5), us(9.2)],
    status: "assumed",
    because:
      "the same guests sent 19 Gbit/s to a domain without a device, 1.7 µs a page, and three to four, or four and more, to one with a card: at four 8.2 µs. The low end is a guess at a flush and two changes of a table by themselves",
    cite: "qubes3510",
    where: "issue, update; Xen common/grant_table.c, drivers/passthrough/vtd",
  },
  "grant.flip": {
    value: us(2),
    unit: "µs",
    what: "page flip: one page given to the guest and one taken back, zeroed, both address spaces mended",
    range: [us(1), us(5)],
    status: "assumed",
    because:
      "zeroing a page takes about 0.4 µs, and the exchange more hypercalls and TLB work than a map; copying was found cheaper",
    cite: "menon2006",
    where: "abstract; mechanism notes 3.9.1, copy, map or flip",
  },
  "xen.ioemu": {
    value: us(18),
    unit: "µs",
    what: "device register of an HVM guest served by qemu in dom0, dom0 on another core",
    range: [us(10), us(20)],
    status: "quoted",
    cite: "hyperbench2019",
    where: "table 3: 36 060 in and 35 532 out cycles at 2.0 GHz",
  },
  "xen.ioemu.stub": {
    value: us(12),
    unit: "µs",
    what: "the same served by qemu in a stub domain on another core",
    range: [us(8), us(18)],
    status: "assumed",
    because:
      "less the two thread switches of dom0’s kernel: a stub domain runs nothing but qemu",
    cite: "xenStubdom",
    where: "docs/misc/stubdom.txt; parameter list P26",
  },
});
