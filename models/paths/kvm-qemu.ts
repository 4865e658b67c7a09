/**
 * KVM with virtio-net in qemu on Linux: a light exit, a bottom half in the main loop, a tap.
 *
 * IDEA   The kick signals an eventfd in the kernel; qemu's main loop wakes, pops the ring and writes to
 *        the tap with a header that carries the offloads, so bulk TCP moves in units of 64 KB. The
 *        timer of 2012 is gone, the second thread is not.
 *        A unit of bulk is larger than a receive buffer of the guest's, a page: qemu fills several.
 * FAILS  The post did not test it. qemu's work for a unit is that fitted to 2012. Once its thread is
 *        awake the turns of its loop cost nothing more; a thread that polls before it sleeps is left out.
 */
import { pageBytes } from "../page-bytes.ts";
import { qemuDisk } from "./disk-qemu.ts";
import { kvmVhost } from "./kvm-vhost.ts";
import { halts, wakeVcpu } from "./idle-vcpu.ts";
import {
  apart,
  guestReceiveMerged,
  guestTransmit,
  vcpuServer,
} from "./linux-guest.ts";
import { tapRead, tapWrite } from "./qemu-tap.ts";
import { qemuThread } from "./qemu-vnic.ts";
import { acrossVcpus } from "./other-vcpu.ts";
import { perUnit, stepOf, type Step, type Technology } from "./step.ts";
import { moderatedInterrupt, wire } from "./wire.ts";

/** A step that is vhost's too: same place, same cost. */
const ofVhost = (id: string): Step =>
  stepOf([...kvmVhost.transmit, ...kvmVhost.receive], id);

/** Its header carries the offloads, so what crosses is a unit. */
const tap = {
  place: "host-kernel",
  unit: "unit",
  write: {
    functions: [
      "tap_receive_iov",
      "tun_get_user",
      "netif_rx_ni",
      "br_handle_frame",
      "dev_queue_xmit",
    ],
    cite: "linux318",
    where: "drivers/net/tun.c; mechanism notes 3.6 rows 4–5",
  },
  wake: {
    functions: ["sock_def_readable", "ppoll", "main_loop_wait"],
    cite: "mechanisms",
    where: "3.6 row 3; 2.1 pollwake",
  },
  read: { cite: "linux318", where: "drivers/net/tun.c" },
} as const;

export const kvmQemu: Technology = {
  ...kvmVhost,
  id: "kvm-qemu",
  name: "KVM, qemu",
  description:
    "Linux KVM with virtio-net in user space: ioeventfd kicks, a bottom half in qemu, offloads through the tap.",
  after: "kvm-e1000",
  servers: {
    vcpu: vcpuServer,
    io: { ...qemuThread, name: "qemu main loop" },
    softirq: {
      name: "softirq of the host’s receive queue",
      capacity: "serial",
      category: "latency",
      capped: false,
    },
  },
  transmit: [
    ...apart(guestTransmit),
    ofVhost("kick"),
    ofVhost("shadow-exit"),
    {
      id: "bottom-half",
      place: "qemu",
      kind: "wake",
      label: "main loop wakes on the eventfd and runs the bottom half",
      functions: [
        "virtio_queue_host_notifier_read",
        "virtio_net_handle_tx_bh",
        "qemu_bh_schedule",
        "main_loop_wait",
      ],
      server: "none",
      costs: [{ parameter: "device.wake", per: "batch" }],
      unlessBusy: "io",
      cite: "qemuXen",
      where: "hw/net/virtio-net.c; mechanism notes 3.6",
    },
    {
      id: "flush",
      place: "qemu",
      kind: "call",
      label: "main loop pops the ring",
      functions: [
        "virtio_net_tx_bh",
        "virtio_net_flush_tx",
        "virtqueue_pop",
        "qemu_sendv_packet_async",
      ],
      server: "io",
      costs: perUnit("qemu.pkt"),
      cite: "qemuXen",
      where: "hw/net/virtio-net.c",
    },
    tapWrite(tap),
    ...wire,
  ],
  receive: [
    moderatedInterrupt,
    {
      ...ofVhost("host-rx"),
      server: "softirq",
      where: "mechanism notes 3.6 row 5",
    },
    ...tapRead(tap),
    {
      id: "ring-fill",
      place: "qemu",
      kind: "copy",
      label: "qemu copies the unit into the guest’s ring",
      functions: ["virtio_net_receive", "virtqueue_fill", "virtqueue_flush"],
      server: "io",
      costs: [
        ...perUnit("qemu.pkt"),
        { parameter: "qemu.buffer", per: "byte", times: 1 / pageBytes },
        { parameter: "copy.byte", per: "byte" },
      ],
      cite: "qemuXen",
      where: "hw/net/virtio-net.c",
    },
    {
      id: "inject",
      place: "hypervisor",
      kind: "inject",
      label: "interrupt ioctl: route and kick the vCPU",
      functions: [
        "virtio_notify",
        "msix_notify",
        "kvm_set_msi",
        "kvm_vcpu_kick",
      ],
      server: "io",
      costs: [{ parameter: "inject.ioctl", per: "batch" }],
      cite: "mechanisms",
      where: "3.6 row 7",
    },
    ...wakeVcpu("batch"),
    ...acrossVcpus(apart(guestReceiveMerged, halts), "guest-wake"),
    ofVhost("shadow-switch"),
  ],
  disk: qemuDisk,
};
