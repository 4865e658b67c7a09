/**
 * KVM with an emulated e1000, on the post's SmartOS host.
 *
 * IDEA   Everything that virtio avoids: a trap and an emulated instruction for every register. The
 *        vCPU's own thread sends the frame, inside its exit and under qemu's mutex, so no timer and no
 *        other thread is waited for: a lone packet may leave sooner than behind virtio's timer.
 * FAILS  The post did not test it. qemu's mutex is taken to be free but for its hand-off.
 */
import { emulatedDisk } from "./disk-emulated.ts";
import {
  e1000Doorbell,
  e1000Receive,
  e1000Sent,
  e1000Transmit,
  type Register,
} from "./emulated-nic.ts";
import { vcpuServer } from "./linux-guest.ts";
import {
  getmsg,
  hostInterrupt,
  hostReceive,
  injectByIoctl,
  pollWake,
  putmsg,
  qemuThread,
  selfCopy,
  vcpuWake,
} from "./qemu-vnic.ts";
import { perFrame, perUnit, type Technology } from "./step.ts";
import { moderatedInterrupt, wire } from "./wire.ts";

const register: Register = ["exit.heavy", "exit.emulate", "qemu.lock"];

export const kvmE1000: Technology = {
  id: "kvm-e1000",
  name: "KVM, emulated e1000",
  family: "kvm",
  description:
    "SmartOS KVM with an emulated network card: a heavy exit for every register, no offloads.",
  after: "kvm-qemu-2012",
  prediction: true,
  servers: { vcpu: vcpuServer, io: qemuThread },
  transmit: [
    ...e1000Transmit,
    e1000Doorbell(register, [
      "handle_ept_violation",
      "kvm_io_bus_write",
      "set_tctl",
    ]),
    {
      id: "device-xmit",
      place: "qemu",
      kind: "copy",
      label: "the vCPU’s thread walks the descriptors and copies the frame",
      functions: [
        "start_xmit",
        "cpu_physical_memory_read",
        "xmit_seg",
        "qemu_send_packet",
        "vnic_write_packet",
      ],
      server: "vcpu",
      costs: [...perUnit("qemu.pkt"), { parameter: "copy.byte", per: "byte" }],
      cite: "qemu10",
      where: "hw/e1000.c; mechanism notes 3.7 row 2",
    },
    {
      id: "self-copy",
      place: "host-kernel",
      kind: "copy",
      label: "the frame is copied back to qemu’s own stream",
      functions: ["mac_promisc_dispatch", "copymsg", "dls_rx_promisc"],
      server: "vcpu",
      costs: [
        ...perUnit("promisc.copy"),
        { parameter: "copy.byte", per: "byte" },
      ],
      when: { option: "self-copy", is: true },
      cite: "illumos2012",
      where: "mechanism notes 3.5.4: inferred from code, each link read",
    },
    { ...putmsg, server: "vcpu" },
    e1000Sent(register),
    {
      ...selfCopy,
      id: "self-copy-read",
      label: "the I/O thread reads its own frame and drops it",
      functions: ["strrput", "getmsg", "receive_filter"],
      costs: [...perUnit("dlpi.get"), { parameter: "copy.byte", per: "byte" }],
    },
    ...wire,
  ],
  receive: [
    moderatedInterrupt,
    hostInterrupt,
    hostReceive,
    pollWake,
    getmsg,
    {
      id: "device-receive",
      place: "qemu",
      kind: "copy",
      label: "qemu copies the frame into the guest’s descriptors",
      functions: ["e1000_receive", "cpu_physical_memory_write"],
      server: "io",
      costs: [...perFrame("qemu.pkt"), { parameter: "copy.byte", per: "byte" }],
      cite: "qemu10",
      where: "hw/e1000.c",
    },
    {
      ...injectByIoctl,
      functions: [
        "set_ics",
        "set_interrupt_cause",
        "kvm_set_irq",
        "kvm_vcpu_kick",
      ],
    },
    vcpuWake,
    ...e1000Receive(register),
  ],
  disk: emulatedDisk,
  application: "vcpu",
  scheduler: "fss",
  native: "unix",
  window: "window.linux",
  readerBuffer: "window.linux",
  offload: false,
  aggregates: true,
  options: ["offload", "self-copy"],
  limit: "vcpus",
};
