/**
 * Constants of the transmit ring as a Linux 3.2 guest and SmartOS' qemu of 2012 share it.
 *
 * HOLDS  One queue pair; a device that offers indirect descriptor tables, as qemu did by default,
 *        so that a frame takes one slot whatever its pieces.
 */
import { parameterSet } from "../source.ts";
import { count, ms, ratio, us } from "../units.ts";

export const virtioParameters = parameterSet({
  "virtio.slots": {
    value: count(256),
    unit: "count",
    what: "descriptors of a transmit ring of qemu",
    range: [count(32), count(1024)],
    status: "quoted",
    cite: "smartosQemu",
    where: "hw/virtio-net.c, virtio_net_init",
  },
  "virtio.stop": {
    value: count(20),
    unit: "count",
    what: "free slots below which the guest’s driver stops its queue",
    range: [count(20), count(20)],
    status: "quoted",
    cite: "linuxVirtio",
    where: "drivers/net/virtio_net.c, start_xmit: 2 + MAX_SKB_FRAGS",
  },
  "virtio.callback": {
    value: ratio(0.75),
    unit: "ratio",
    what: "share of the outstanding frames that must be done for the driver not to wait",
    range: [ratio(0.75), ratio(0.75)],
    status: "quoted",
    cite: "linuxVirtio",
    where: "drivers/virtio/virtio_ring.c, virtqueue_enable_cb_delayed",
  },
  "virtio.pieces": {
    value: count(2),
    unit: "count",
    what: "pieces of a small frame: header and data; the driver counts freed pieces, not slots",
    range: [count(2), count(20)],
    status: "quoted",
    cite: "linuxVirtio",
    where: "drivers/net/virtio_net.c, xmit_skb and free_old_xmit_skbs",
  },
  "virtio.driver": {
    value: us(1),
    unit: "µs",
    what: "virtio-net’s own part of a guest’s stack pass, steps 1 to 4 of a transmit",
    range: [us(0.3), us(3)],
    status: "assumed",
    because: "a few hundred instructions and two allocations; not measured",
    cite: "linuxVirtio",
    where: "drivers/net/virtio_net.c, start_xmit",
  },
  "qdisc.frames": {
    value: count(1000),
    unit: "count",
    what: "frames that a guest’s interface lets wait above its driver",
    range: [count(10), count(10_000)],
    status: "quoted",
    cite: "linux32",
    where: "net/ethernet/eth.c, tx_queue_len",
  },
  "reinject.tick": {
    value: ms(10),
    unit: "ms",
    what: "interval at which qemu looks whether an interrupt was missed, after a flush without one",
    range: [ms(10), ms(10)],
    status: "quoted",
    cite: "hvm750",
    where: "hw/virtio-net.c, REINJECT_TICK_RATE",
  },
  "reinject.ticks": {
    value: count(500),
    unit: "count",
    what: "looks after which qemu gives up",
    range: [count(500), count(500)],
    status: "quoted",
    cite: "hvm750",
    where: "hw/virtio-net.c, REINJECT_DEADMAN",
  },
});
