/**
 * qemu on a tap of Linux: the host's side of an emulated or a paravirtual NIC, in a KVM host or in dom0.
 *
 * IDEA   A frame leaves by a write to the tap, which copies it and runs bridge and driver in the same
 *        call. One that arrives makes the tap readable; the main loop wakes and reads it. A lone unit
 *        waits for that, and those that come while the loop is at work do not.
 * HOLDS  One system call and one copy a unit each way. Where the kernel is, what it is called, and how
 *        much one unit holds are the caller's.
 */
import { perFrame, perUnit, type Cost, type Place, type Step } from "./step.ts";

/** What a technology says of the steps: where its kernel is, and in which source they were read. */
interface Tap {
  readonly place: Place;
  /** What crosses the tap at once. */
  readonly unit: "unit" | "frame";
  readonly write: Pick<Step, "functions" | "cite" | "where">;
  readonly wake: Pick<Step, "functions" | "cite" | "where">;
  readonly read: Pick<Step, "cite" | "where">;
}

/** Between process and kernel, whose pages it fills or empties: as dear as a socket’s bytes. */
const copied: Cost = { parameter: "linux.byte", per: "byte" };

/** From qemu to the wire. */
export const tapWrite = ({ place, unit, write }: Tap): Step => ({
  id: "tap-write",
  place,
  kind: "syscall",
  label: `write to the tap copies the ${unit}; bridge and driver send it`,
  server: "io",
  costs: [...perUnit("syscall"), ...perUnit("tap.bridge"), copied],
  ...write,
});

/** From the tap into qemu. */
export const tapRead = ({
  place,
  unit,
  wake,
  read,
}: Tap): readonly [Step, Step] => [
  {
    id: "poll-wake",
    place: "qemu",
    kind: "wake",
    label: "the tap is readable: the main loop leaves its poll",
    server: "none",
    costs: [{ parameter: "device.wake", per: "batch" }],
    unlessBusy: "io",
    ...wake,
  },
  {
    id: "tap-read",
    place,
    kind: "syscall",
    label: `one read of the tap a ${unit}`,
    functions: ["tap_send", "read", "tun_do_read"],
    server: "io",
    costs: [
      ...(unit === "unit" ? perUnit("syscall") : perFrame("syscall")),
      copied,
    ],
    ...read,
  },
];
