/**
 * What brings back a vCPU that had nothing to do, under a Linux host: one of three ways.
 *
 * IDEA   An idle guest halts, which gives its CPU to the host: the next interrupt has to wake a thread
 *        and enter the guest. The host may look for work for a while before it lets the thread sleep,
 *        or the guest before it halts: then nobody is woken, and a CPU is spent on looking.
 *        Which of the three is the default follows from the host's age: from its release, or from its
 *        CPU where that is younger than the release that began to poll.
 * HOLDS  Work comes while somebody still looks: within 200 µs, as a rule. A host polls only while no
 *        other thread wants that CPU. On its only one, the back end that has work for the guest is that
 *        thread: it ends the polling, and must wake the vCPU after all.
 * FAILS  Rarer work finds a vCPU that has gone to sleep after all. The CPU spent on looking is on
 *        nobody's account here; of several CPUs none is taken to be the one that a back end needs. A
 *        guest that polls yields to whoever is woken, but a switch that polls never is: on one CPU it
 *        would wait until the guest halts, which is left out. Without posted interrupts, one that reaches a guest which looks exits.
 * SOURCE Linux commit aca6ff29c406 of September 2015, merged for 4.3; halt-polling.rst, guest-halt-polling.rst and the commit that brought the latter;
 *        kvm_main.c, whose loop ends when another task is runnable (single_task_running);
 *        mechanism notes 5.5.
 */
import type { Per, Step, Technology } from "./step.ts";

/** An idle vCPU halts, and nobody polls for it. */
export const halts = { option: "halts", is: true } as const;
const hostPolls = { option: "host-polls", is: true } as const;
const guestPolls = { option: "guest-polls", is: true } as const;

/** What a technology lists among its options when its path has these steps. */
export const idleOptions = ["halts", "host-polls", "guest-polls"] as const;

export type Idle = (typeof idleOptions)[number];

/** The year of Linux 4.3. */
const pollsSince = 2015;

/**
 * What an idle vCPU does when the scenario does not say: Linux polls for it unless told not to, since 4.3.
 *
 * @param cpuYear  of the host's CPU: its Linux is no older
 */
export const idleByDefault = ({ host }: Technology, cpuYear: number): Idle =>
  host === "linux-4.3" || (host !== undefined && cpuYear > pollsSince)
    ? "host-polls"
    : "halts";

/** Whether somebody who has work for a guest's vCPU runs on the host: another thread, or its interrupts. */
const hasBackEnd = ({ servers, disk }: Technology, onDisk: boolean): boolean =>
  Object.entries({ ...servers, ...(onDisk ? disk.servers : {}) }).some(
    ([server, { polls }]) =>
      server !== "vcpu" &&
      server !== "device" &&
      (!onDisk || polls === true || Object.hasOwn(disk.servers, server)),
  );

/**
 * What an idle vCPU does.
 *
 * @param chosen  what the scenario says
 * @param host    its CPUs, and of which year they are
 * @param onDisk  the traffic goes to the disk
 */
export const idleInForce = (
  technology: Technology,
  chosen: Idle | "default",
  host: { readonly cores: number; readonly cpuYear: number },
  onDisk: boolean,
): Idle => {
  const idle =
    chosen === "default" ? idleByDefault(technology, host.cpuYear) : chosen;
  return idle === "host-polls" &&
    host.cores === 1 &&
    hasBackEnd(technology, onDisk)
    ? "halts"
    : idle;
};

/**
 * @param per     what one interrupt is paid for
 * @param posted  interrupts reach a running guest without an exit
 */
export const wakeVcpu = (
  per: Extract<Per, "batch" | "message">,
  posted = false,
): readonly Step[] => [
  {
    id: "vcpu-wake",
    place: "hypervisor",
    kind: "wake",
    label: "halted vCPU: dispatch, entry, injection",
    functions: ["kvm_vcpu_kick", "kvm_vcpu_block", "vcpu_enter_guest"],
    server: "none",
    costs: [{ parameter: "hlt.wake.linux", per }],
    when: halts,
    unlessBusy: "vcpu",
    cite: "mechanisms",
    where: "2.2 hlt.wake",
  },
  {
    id: "vcpu-wake-polled",
    place: "hypervisor",
    kind: "wake",
    label: "halted vCPU: its host polls and enters it at once",
    functions: ["kvm_vcpu_halt", "kvm_vcpu_check_block", "vcpu_enter_guest"],
    server: "none",
    costs: [{ parameter: "poll.hit", per }],
    when: hostPolls,
    unlessBusy: "vcpu",
    cite: "linuxHaltPolling",
    where: "virt/kvm/kvm_main.c; polling hits while work comes within 200 µs",
  },
  ...(posted
    ? []
    : [
        {
          id: "polling-exit",
          place: "hypervisor",
          kind: "exit",
          label: "the interrupt exits the guest that polls, and is injected",
          functions: ["handle_external_interrupt", "vcpu_enter_guest"],
          server: "vcpu",
          costs: [{ parameter: "exit.extint", per }],
          when: guestPolls,
          cite: "linuxExtint",
          where: "perf kvm stat in the commit message",
        } as const satisfies Step,
      ]),
  {
    id: "vcpu-polls",
    place: "guest-kernel",
    kind: "notify",
    label: "the guest’s idle loop polls and goes on at once",
    functions: ["haltpoll_enable_device", "poll_idle", "need_resched"],
    server: "none",
    costs: [{ parameter: "poll.guest", per }],
    when: guestPolls,
    unlessBusy: "vcpu",
    cite: "linuxHaltpoll",
    where: "drivers/cpuidle, governors/haltpoll.c",
  },
];
