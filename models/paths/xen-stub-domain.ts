/**
 * Xen HVM with qemu in a stub domain: dom0's scheduler off the registers' way, one PV hop more.
 *
 * IDEA   qemu runs alone in a small domain, charged for what it does. A register no longer waits for
 *        dom0; but the stub's card is netfront, so the frame then goes through netback like a PV one.
 * HOLDS  The stub domain has a CPU of its own.
 * FAILS  As xen-hvm.ts: a vCPU that waits for a register is counted as busy.
 */
import { xenStubDisk } from "./disk-xen-emulated.ts";
import {
  e1000Doorbell,
  e1000Receive,
  e1000Sent,
  e1000Transmit,
  type Register,
} from "./emulated-nic.ts";
import { perUnit, stepOf, type Step, type Technology } from "./step.ts";
import { moderatedInterrupt, wire } from "./wire.ts";
import { deviceReceive, ioreqFunctions, xenHvm } from "./xen-hvm.ts";
import { raiseInterrupt } from "./xen-interrupt.ts";
import { backEndReceive, backEndTransmit } from "./xen-net.ts";
import { xenPv } from "./xen-pv.ts";

const register: Register = ["xen.ioemu.stub"];

const ofPv = (id: string): Step =>
  stepOf([...xenPv.transmit, ...xenPv.receive], id);

export const xenStubDomain: Technology = {
  ...xenHvm,
  id: "xen-stub-domain",
  name: "Xen, stub domain",
  description:
    "Xen HVM guest whose qemu runs in a stub domain, itself a PV guest of dom0’s back ends.",
  after: "xen-driver-domain",
  places: { qemu: "stub domain (qemu)" },
  // A small system that has no tracer, and is no process of dom0.
  tracers: { qemu: null },
  servers: {
    ...xenPv.servers,
    io: {
      name: "qemu in the stub domain",
      capacity: "serial",
      category: "latency",
      capped: false,
    },
  },
  transmit: [
    ...e1000Transmit,
    e1000Doorbell(register, ioreqFunctions),
    {
      id: "device-xmit",
      place: "qemu",
      kind: "copy",
      label: "qemu copies the frame from the guest; its netfront grants it",
      functions: [
        "start_xmit",
        "cpu_physical_memory_read",
        "xmit_seg",
        "netfront_xmit",
      ],
      server: "io",
      costs: [
        ...perUnit("qemu.pkt"),
        ...perUnit("grant.entry"),
        { parameter: "copy.byte", per: "byte" },
      ],
      cite: "xenStubdom",
      where: "mechanism notes 3.9.2, stub domain",
    },
    { ...ofPv("evtchn-send"), server: "io" },
    e1000Sent(register),
    ofPv("dom0-wake"),
    ...backEndTransmit,
    ...wire,
  ],
  receive: [
    moderatedInterrupt,
    ofPv("dom0-rx"),
    ofPv("netback-rx-wake"),
    ...backEndReceive,
    {
      id: "stub-wake",
      place: "hypervisor",
      kind: "wake",
      label: "event to the stub domain; its vCPU is scheduled",
      functions: ["evtchn_send", "vcpu_kick", "netfront_handler"],
      server: "none",
      costs: [
        { parameter: "evtchn.oneway", per: "batch" },
        { parameter: "dom.switch", per: "batch" },
      ],
      unlessBusy: "io",
      cite: "xenStubdom",
      where: "mechanism notes 3.9.2, stub domain",
    },
    deviceReceive,
    ...raiseInterrupt("batch"),
    ...e1000Receive(register),
  ],
  disk: xenStubDisk,
  options: xenPv.options,
};
