/**
 * A Linux guest's own half of the way to a disk: from the system call to the ring and back.
 *
 * HOLDS  A process asks and is told on one vCPU: no more vCPUs than threads are at work (compile.ts).
 * FAILS  The guest's page cache is passed by; behind it a second cache may hold the block too.
 */
import type { Step } from "./step.ts";

export const guestDiskIssue: Step = {
  id: "guest-io",
  place: "guest-kernel",
  kind: "syscall",
  label: "guest’s system call, block layer; request into the ring",
  functions: ["sys_pread64", "submit_bio", "do_virtblk_request", "do_req"],
  server: "vcpu",
  costs: [{ parameter: "guest.blk", per: "message", times: 0.5 }],
  cite: "mechanisms",
  where: "parameter list P38; mechanism notes 4.2 row 1",
};

export const guestDiskComplete: readonly Step[] = [
  {
    id: "guest-io-irq",
    place: "guest-kernel",
    kind: "irq",
    label: "guest interrupt, end-of-interrupt exit",
    functions: ["vring_interrupt", "blk_done"],
    server: "vcpu",
    costs: [
      { parameter: "irq.native", per: "batch" },
      { parameter: "eoi.exit", per: "batch" },
    ],
    cite: "mechanisms",
    where: "4.2 row 6",
  },
  {
    id: "guest-io-done",
    place: "guest-kernel",
    kind: "ctxsw",
    label: "guest completes the request and wakes its process",
    functions: ["blk_end_request_all", "wake_up_process"],
    server: "vcpu",
    costs: [
      { parameter: "guest.blk", per: "message", times: 0.5 },
      { parameter: "ctxsw.cpu", per: "batch" },
    ],
    cite: "mechanisms",
    where: "parameter list P38; mechanism notes 4.2 row 6",
  },
];
