/**
 * An emulated e1000 as its guest meets it: registers in memory, each a trap to a device model.
 *
 * IDEA   Every frame sent writes the tail register, and the device model sends before the guest goes
 *        on. Every interrupt costs its handler three more registers: read the cause, mask, unmask.
 *        A model without a timer raises an interrupt for every frame sent as well.
 * HOLDS  An interrupt for each frame sent, which the guest takes after the frame has left, and one for
 *        each frame received; receive buffers given back sixteen at a time.
 * FAILS  A busy guest finds several frames behind one interrupt: then this is too dear.
 *        Segmentation by the device model: offloads are off, the guest segments.
 * SOURCE hw/e1000.c of qemu 1.0; the guest's part is not verified (mechanism notes 3.7 row 4).
 */
import { guestReceive, guestTransmit, withDriver } from "./linux-guest.ts";
import { perFrame, perUnit, type Cost, type Step } from "./step.ts";

/** What one trapped register costs the vCPU: its parameters, each once. */
export type Register = readonly Cost["parameter"][];

const registersAnInterrupt = 3;
/** Frames for which the driver writes its receive tail register once. */
const framesARefill = 16;

const driver = {
  name: "e1000 driver",
  transmit: ["e1000_xmit_frame"],
  interrupt: ["e1000_intr", "net_rx_action", "e1000_clean"],
} as const;

export const e1000Transmit = withDriver(guestTransmit, driver);

/** The guest's own half, its handler's registers after the interrupt. */
export const e1000Receive = (register: Register): readonly Step[] => {
  const [irq, ...rest] = withDriver(guestReceive, driver);
  return [
    ...(irq
      ? [{ ...irq, label: "guest interrupt, end-of-interrupt exit" }]
      : []),
    {
      id: "e1000-registers",
      place: "hypervisor",
      kind: "exit",
      label: "handler reads the cause, masks and unmasks: a trap each",
      functions: ["e1000_intr", "e1000_irq_enable"],
      server: "vcpu",
      costs: register.flatMap((parameter) =>
        perFrame(parameter, registersAnInterrupt + 1 / framesARefill),
      ),
      cite: "qemu10",
      where: "hw/e1000.c, register table; mechanism notes 3.7 row 4",
    },
    ...rest,
  ];
};

/** The doorbell of one frame. */
export const e1000Doorbell = (
  register: Register,
  functions: readonly string[],
): Step => ({
  id: "tail-register",
  place: "hypervisor",
  kind: "exit",
  label: "write of the tail register traps to the device model",
  functions,
  server: "vcpu",
  costs: register.flatMap((parameter) => perUnit(parameter)),
  cite: "qemu10",
  where: "hw/e1000.c, set_tctl; mechanism notes 3.7 row 1",
});

/** The interrupt that says that a frame was sent: off the frame's way, on the guest's CPU. */
export const e1000Sent = (register: Register): Step => ({
  id: "sent-interrupt",
  place: "guest-kernel",
  kind: "irq",
  label: "interrupt for the frame sent, with its handler’s registers",
  functions: ["set_interrupt_cause", "e1000_intr", "e1000_clean_tx_irq"],
  server: "vcpu",
  costs: [
    ...register.flatMap((parameter) =>
      perUnit(parameter, registersAnInterrupt),
    ),
    ...perUnit("irq.native"),
    ...perUnit("eoi.exit"),
  ],
  deferred: true,
  cite: "qemu10",
  where: "hw/e1000.c, set_interrupt_cause; mechanism notes 3.7 rows 3–4",
});
