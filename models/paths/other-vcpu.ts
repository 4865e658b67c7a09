/**
 * What a guest pays where an interrupt wakes a thread that sleeps on another of its vCPUs.
 *
 * IDEA   On bare hardware one CPU interrupts another in well under a microsecond. A vCPU that does it
 *        writes a register of its interrupt controller, which exits to its host; the other takes an
 *        interrupt, and if it had halted must itself be brought back, as the first one was before it.
 *        A guest whose idle vCPUs poll needs none of it: a flag tells them.
 * HOLDS  The interrupt is sent whether the other vCPU has work or not: a guest's CPUs share no cache
 *        that its kernel knows of, and the kernel lets each put its own threads on its queue.
 * FAILS  A guest that is told of shared caches sends fewer. With interrupts posted between vCPUs
 *        (AMD AVIC, Intel since Sapphire Rapids) nobody exits. Threads of a server that wake each
 *        other pay the same, and are not in any path. The guests of 2012, and Xen's, do not pay here.
 *        That the other vCPU sets its timer again and is cold is charged to the first alone. Where
 *        event loops leave vCPUs to their guest (event-loop.ts), every interrupt comes to another
 *        vCPU than theirs, and the share is still 1 − 1/N; the work of both is then on no vCPU.
 *        Exit and return together are three times what a warm loop measured (`ipi.exit`).
 * SOURCE Linux kernel/sched/core.c, ttwu_queue; the commit that spares idle pollers the interrupt.
 */
import type { Step } from "./step.ts";

const isSent = { option: "guest-polls", is: false } as const;

/** Before the sleeping thread is woken: the vCPU of the interrupt sends another. */
const send: Step = {
  id: "ipi-exit",
  place: "hypervisor",
  kind: "exit",
  label: "the thread sleeps on another vCPU: interrupting it exits",
  functions: [
    "ttwu_queue_remote",
    "native_smp_send_reschedule",
    "apic_reg_write",
    "kvm_vcpu_kick",
  ],
  server: "vcpu",
  costs: [{ parameter: "ipi.exit", per: "message" }],
  when: isSent,
  elsewhere: true,
  cite: "linuxTtwu",
  where: "commit message; kernel/sched/core.c, arch/x86/kvm/lapic.c",
};

/** That one comes back, if it had nothing to do, and takes it. */
const takes = (eoi: boolean): readonly Step[] => [
  {
    id: "other-wake",
    place: "hypervisor",
    kind: "wake",
    label: "that vCPU had halted: dispatch, entry, injection",
    functions: ["kvm_vcpu_block", "vcpu_enter_guest"],
    server: "none",
    costs: [{ parameter: "hlt.wake.linux", per: "message" }],
    when: { option: "halts", is: true },
    unlessBusy: "vcpu",
    elsewhere: true,
    cite: "mechanisms",
    where: "2.2 hlt.wake",
  },
  {
    id: "other-wake-polled",
    place: "hypervisor",
    kind: "wake",
    label: "that vCPU had halted: its host polls and enters it at once",
    functions: ["kvm_vcpu_check_block", "vcpu_enter_guest"],
    server: "none",
    costs: [{ parameter: "poll.hit", per: "message" }],
    when: { option: "host-polls", is: true },
    unlessBusy: "vcpu",
    elsewhere: true,
    cite: "linuxHaltPolling",
    where: "virt/kvm/kvm_main.c",
  },
  {
    id: "other-irq",
    place: "guest-kernel",
    kind: "irq",
    label: eoi
      ? "that vCPU takes the interrupt; its end exits"
      : "that vCPU takes the interrupt",
    functions: ["smp_reschedule_interrupt", "scheduler_ipi"],
    server: "vcpu",
    costs: [
      { parameter: "irq.native", per: "message" },
      ...(eoi ? [{ parameter: "eoi.exit", per: "message" } as const] : []),
    ],
    when: isSent,
    elsewhere: true,
    cite: "linuxTtwu",
    where: "kernel/sched/core.c, sched_ttwu_pending",
  },
  {
    id: "other-polls",
    place: "guest-kernel",
    kind: "notify",
    label: "that vCPU’s idle loop polls a flag, and goes on",
    functions: ["set_nr_if_polling", "poll_idle"],
    server: "none",
    costs: [{ parameter: "poll.guest", per: "message" }],
    when: { option: "guest-polls", is: true },
    unlessBusy: "vcpu",
    elsewhere: true,
    cite: "linuxTtwu",
    where: "commit message",
  },
];

/**
 * `receive` of a guest with several vCPUs.
 *
 * @param wake  the step that wakes the reader
 * @param eoi   the end of an interrupt takes an exit
 */
export const acrossVcpus = (
  receive: readonly Step[],
  wake: string,
  eoi = true,
): readonly Step[] =>
  receive.flatMap((step) =>
    step.id === wake ? [send, step, ...takes(eoi)] : [step],
  );
