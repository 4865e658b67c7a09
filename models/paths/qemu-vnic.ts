/**
 * qemu of 2012 on a VNIC: the host's side of a SmartOS guest, whatever device the guest sees.
 *
 * IDEA   qemu opens the VNIC through raw DLPI and turns promiscuity on. A frame leaves by `putmsg`
 *        and is copied back to the sender; one that arrives is copied once more and read by `getmsg`.
 *        One I/O thread polls for it all.
 * SOURCE mechanism notes 3.5.3 to 3.5.5.
 */
import { perFrame, perUnit, type Server, type Step } from "./step.ts";

export const qemuThread: Server = {
  name: "qemu I/O thread",
  capacity: "serial",
  category: "latency",
  capped: false,
};

/** From qemu to the wire. */
export const putmsg: Step = {
  id: "putmsg",
  place: "host-kernel",
  kind: "syscall",
  label: "putmsg through STREAMS, MAC and driver",
  functions: [
    "putmsg",
    "strputmsg",
    "strput",
    "putnext",
    "dld_wput",
    "str_mdata_raw_put",
    "mac_tx",
    "igb_tx_ring_send",
    "igb_tx",
  ],
  server: "io",
  costs: [...perUnit("dlpi.put"), { parameter: "copy.byte", per: "byte" }],
  cite: "illumos2012",
  where: "mechanism notes 7.3 B",
};

/** What promiscuity does to a frame that was sent. */
export const selfCopy: Step = {
  id: "self-copy",
  place: "host-kernel",
  kind: "copy",
  label: "the frame is copied back to qemu’s own stream, read and dropped",
  functions: [
    "mac_promisc_dispatch",
    "copymsg",
    "dls_rx_promisc",
    "strrput",
    "getmsg",
    "receive_filter",
  ],
  server: "io",
  costs: [
    ...perUnit("promisc.copy"),
    ...perUnit("dlpi.get"),
    { parameter: "copy.byte", per: "byte", times: 2 },
  ],
  when: { option: "self-copy", is: true },
  deferred: true,
  cite: "illumos2012",
  where: "mechanism notes 3.5.4: inferred from code, each link read",
};

/** The host's own interrupt. */
export const hostInterrupt: Step = {
  id: "host-irq",
  place: "host-kernel",
  kind: "irq",
  label: "receive interrupt; its time is counted with the copy",
  functions: ["igb_intr_rx", "mac_rx_ring", "mac_rx_common"],
  server: "none",
  costs: [],
  cite: "illumos2012",
  where: "mechanism notes 3.5.5 row 1",
};

/** From the NIC to qemu's stream. */
export const hostReceive: Step = {
  id: "host-rx",
  place: "host-kernel",
  kind: "copy",
  label: "promiscuous copy to qemu’s stream",
  functions: ["mac_promisc_dispatch", "dls_rx_promisc", "strrput"],
  server: "io",
  costs: perFrame("promisc.copy"),
  cite: "illumos2012",
  where: "mechanism notes 3.5.5 row 2",
};

/** The I/O thread leaves select. */
export const pollWake: Step = {
  id: "poll-wake",
  place: "qemu",
  kind: "wake",
  label: "pollwakeup; select returns; I/O thread takes the mutex",
  functions: ["pollwakeup", "main_loop_wait"],
  server: "none",
  costs: [
    { parameter: "pollwake", per: "batch" },
    { parameter: "qemu.lock", per: "batch" },
  ],
  unlessBusy: "io",
  cite: "smartosQemu",
  where: "mechanism notes 3.5.5 row 3",
};

/** From the stream into qemu. */
export const getmsg: Step = {
  id: "getmsg",
  place: "host-kernel",
  kind: "syscall",
  label: "one getmsg a frame",
  functions: ["getmsg", "strgetmsg", "vnic_send"],
  server: "io",
  costs: [...perFrame("dlpi.get"), { parameter: "copy.byte", per: "byte" }],
  cite: "smartosQemu",
  where: "net/vnic.c; mechanism notes 3.5.5 row 4",
};

/** qemu raises the guest's interrupt. */
export const injectByIoctl: Step = {
  id: "inject",
  place: "hypervisor",
  kind: "inject",
  label: "interrupt ioctl: route and kick the vCPU",
  functions: [
    "virtio_notify",
    "msix_notify",
    "kvm_set_irq",
    "kvm_set_msi",
    "kvm_vcpu_kick",
  ],
  server: "io",
  costs: [{ parameter: "inject.ioctl", per: "batch" }],
  cite: "illumosKvm",
  where: "kvm_x86.c; mechanism notes 3.5.3 rows 10–12",
};

/** The guest's CPU comes back from its halt. */
export const vcpuWake: Step = {
  id: "vcpu-wake",
  place: "hypervisor",
  kind: "wake",
  label: "halted vCPU: dispatch, context restore, entry, injection",
  functions: ["kvm_vcpu_block", "kvm_ctx_restore", "vcpu_enter_guest"],
  server: "none",
  costs: [{ parameter: "hlt.wake", per: "batch" }],
  unlessBusy: "vcpu",
  cite: "illumosKvm",
  where: "mechanism notes 3.5.3 rows 11–12",
};
