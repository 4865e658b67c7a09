/**
 * A Linux 3.2 guest's own half of the path: from the system call to the virtio ring and back.
 *
 * IDEA   Shared by every guest with a paravirtual or emulated NIC; what differs is the driver at its
 *        foot and who empties the ring. A guest with the device itself is in assigned-nic.ts.
 *        A message costs its system calls and the switch to its reader, as on bare hardware; the
 *        guest that was idle pays more, and one that is busy does not (`apart`). SmartOS' guests of
 *        2012 pay it always, because that is how the post's rows fit.
 * FAILS  `guest.message` was fitted to the guests of 2012, idle exits and cold caches included. What
 *        of it belongs to idling is the rest beyond a message's own work (assumed). Where idling is
 *        told apart, the caches that the stack finds cold are told as on bare hardware (`linux.cold`).
 *        What vCPUs pay for waking each other is in other-vcpu.ts.
 */
import { perUnit, type Cost, type Server, type Step } from "./step.ts";

export const vcpuServer: Server = {
  name: "vCPU",
  capacity: "vcpus",
  category: "CPU",
  capped: true,
};

export const guestTransmit: readonly Step[] = [
  {
    id: "guest-write",
    place: "guest-user",
    kind: "syscall",
    label: "guest thread writes",
    functions: [
      "sys_write",
      "vfs_write",
      "do_sync_write",
      "sock_aio_write",
      "inet_sendmsg",
    ],
    server: "vcpu",
    costs: [{ parameter: "guest.message", per: "message", times: 0.5 }],
    cite: "linux32",
    where: "mechanism notes 7.3 A",
  },
  {
    id: "guest-tcp-output",
    place: "guest-kernel",
    kind: "call",
    label: "guest TCP, IP and virtio-net driver; frame into the ring",
    functions: [
      "tcp_sendmsg",
      "tcp_write_xmit",
      "tcp_transmit_skb",
      "ip_queue_xmit",
      "ip_output",
      "dev_queue_xmit",
      "sch_direct_xmit",
      "dev_hard_start_xmit",
      "start_xmit",
      "virtqueue_add_buf_gfp",
    ],
    server: "vcpu",
    costs: [...perUnit("guest.pkt"), { parameter: "copy.byte", per: "byte" }],
    when: { option: "offload", is: false },
    cite: "linux32",
    where: "mechanism notes 7.3 A",
  },
  {
    id: "guest-tcp-output-offload",
    place: "guest-kernel",
    kind: "call",
    label:
      "guest TCP, IP and virtio-net driver; a unit of up to 64 KB into the ring",
    functions: [
      "tcp_sendmsg",
      "tcp_write_xmit",
      "tcp_transmit_skb",
      "ip_queue_xmit",
      "ip_output",
      "dev_queue_xmit",
      "sch_direct_xmit",
      "dev_hard_start_xmit",
      "start_xmit",
      "virtqueue_add_buf_gfp",
    ],
    server: "vcpu",
    costs: [
      ...perUnit("guest.pkt.offload"),
      { parameter: "copy.byte", per: "byte" },
    ],
    when: { option: "offload", is: true },
    cite: "linux32",
    where: "mechanism notes 7.3 A",
  },
];

export const guestReceive: readonly Step[] = [
  {
    id: "guest-irq",
    place: "guest-kernel",
    kind: "irq",
    label: "guest interrupt, end-of-interrupt exit, NAPI",
    functions: [
      "vring_interrupt",
      "skb_recv_done",
      "net_rx_action",
      "virtnet_poll",
    ],
    server: "vcpu",
    costs: [
      { parameter: "irq.native", per: "batch" },
      { parameter: "eoi.exit", per: "batch" },
      { parameter: "softirq", per: "batch" },
    ],
    cite: "linux32",
    where: "mechanism notes 3.5.5 row 8",
  },
  {
    id: "guest-tcp-input",
    place: "guest-kernel",
    kind: "softirq",
    label: "guest IP and TCP input",
    functions: [
      "netif_receive_skb",
      "ip_rcv",
      "tcp_v4_rcv",
      "tcp_rcv_established",
    ],
    server: "vcpu",
    costs: perUnit("guest.pkt"),
    when: { option: "offload", is: false },
    cite: "linux32",
    where: "mechanism notes 3.5.5 row 8",
  },
  {
    id: "guest-tcp-input-offload",
    place: "guest-kernel",
    kind: "softirq",
    label: "guest merges frames; IP and TCP input once a unit",
    functions: [
      "napi_gro_receive",
      "netif_receive_skb",
      "ip_rcv",
      "tcp_v4_rcv",
      "tcp_rcv_established",
    ],
    server: "vcpu",
    costs: [
      ...perUnit("guest.pkt.offload"),
      { parameter: "linux.frame", per: "frame" },
    ],
    when: { option: "offload", is: true },
    cite: "linux32",
    where: "mechanism notes 3.5.5 row 8",
  },
  {
    id: "guest-wake",
    place: "guest-kernel",
    kind: "wake",
    label: "the sleeping reader is woken; its turn is counted with the read",
    functions: ["sock_def_readable"],
    server: "none",
    costs: [],
    cite: "linux32",
    where: "mechanism notes 3.3, common receive",
  },
  {
    id: "guest-read",
    place: "guest-user",
    kind: "copy",
    label: "guest thread reads",
    functions: ["sys_read", "tcp_recvmsg", "skb_copy_datagram_iovec"],
    server: "vcpu",
    costs: [
      { parameter: "guest.message", per: "message", times: 0.5 },
      { parameter: "copy.byte", per: "byte" },
    ],
    cite: "linux32",
    where: "mechanism notes 3.5.5 row 10",
  },
];

/** The same where the host has merged the frames before they reached the guest's ring. */
export const guestReceiveMerged: readonly Step[] = guestReceive.map((step) =>
  step.id === "guest-tcp-input-offload"
    ? {
        ...step,
        label: "guest IP and TCP input, once a unit that the host merged",
        functions: step.functions.filter((name) => name !== "napi_gro_receive"),
        costs: perUnit("guest.pkt.offload"),
      }
    : step,
);

const systemCall: Cost = { parameter: "syscall", per: "message" };

/** What a message itself costs where `guest.message` holds more. */
const ownWork: ReadonlyMap<string, readonly Cost[]> = new Map([
  ["guest-write", [systemCall]],
  ["guest-read", [systemCall, { parameter: "ctxsw.cpu", per: "message" }]],
]);

/** A byte is copied between process and kernel, and its page handled, as on bare hardware. */
const asOnHost: Cost = { parameter: "linux.byte", per: "byte" };

/** An idle CPU's caches are as cold in a guest as on its host. */
const cold: Cost = { parameter: "linux.cold", per: "message" };

/** What a guest pays that has had nothing to do. */
const guestIdle: Step = {
  id: "guest-idle",
  place: "guest-kernel",
  kind: "call",
  label: "an idle guest sets its timer again, by exits, and is cold",
  functions: ["tick_nohz_idle_exit", "tick_nohz_restart_sched_tick"],
  server: "none",
  costs: [{ parameter: "guest.idle", per: "message" }],
  unlessBusy: "vcpu",
  cite: "linux32",
  where: "kernel/time/tick-sched.c; mechanism notes 8.3 budget",
};

/**
 * `steps` of this file for a guest whose idling is told apart from its work.
 *
 * @param halts  the step exists only where an idle vCPU halts, and not where somebody polls for it
 */
export const apart = (
  steps: readonly Step[],
  halts?: Step["when"],
): readonly Step[] =>
  steps.flatMap((step) => {
    if (step.id === "guest-irq")
      return [{ ...guestIdle, ...(halts ? { when: halts } : {}) }, step];
    if (step.id === "guest-wake")
      return [{ ...step, costs: [cold], unlessBusy: "vcpu" }];
    const own = ownWork.get(step.id);
    const rest = step.costs.map((cost) =>
      cost.per === "byte" ? asOnHost : cost,
    );
    return [
      {
        ...step,
        costs: own
          ? [...own, ...rest.filter(({ per }) => per === "byte")]
          : rest,
      },
    ];
  });

/** A driver that takes virtio-net's place in the guest. */
export interface Driver {
  readonly name: string;
  /** What hands a frame to the ring, from the outside in. */
  readonly transmit: readonly string[];
  /** What an interrupt runs, in order. */
  readonly interrupt: readonly string[];
}

/** Xen's paravirtual card; what it hands to the ring is a step of its own. */
export const netfront: Driver = {
  name: "netfront driver",
  transmit: [],
  interrupt: ["xennet_interrupt", "net_rx_action", "xennet_poll"],
};

const virtioTransmit: ReadonlySet<string> = new Set([
  "start_xmit",
  "virtqueue_add_buf_gfp",
]);

/** `steps` of this file with another driver at their foot: the same work under other names. */
export const withDriver = (
  steps: readonly Step[],
  driver: Driver,
): readonly Step[] =>
  steps.map((step) => ({
    ...step,
    label: step.label.replace("virtio-net driver", driver.name),
    functions:
      step.id === "guest-irq"
        ? driver.interrupt
        : step.functions.some((each) => virtioTransmit.has(each))
          ? [
              ...step.functions.filter((each) => !virtioTransmit.has(each)),
              ...driver.transmit,
            ]
          : step.functions,
  }));
