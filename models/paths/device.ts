/**
 * The disk itself: the step that every way to a disk shares.
 *
 * IDEA   A device is what it is on bare metal: it passes one block after another at its rate. The
 *        rest of a block's latency is, in flash, time in one of many chips, which occupies nobody
 *        else; of a disk with an arm, the arm's way, which is made once for all blocks that wait. All
 *        three come from the scenario (options-in-force.ts), so these steps name no parameter.
 *        A thread that waits for each block itself makes any disk one that takes one at a time.
 * FAILS  A block that a back end splits is served as one. Two blocks in one chip do not wait for each
 *        other; the disk's own queue has no end.
 */
import type { Server, ServerId, Step } from "./step.ts";

/** Its name and capacity are the scenario's disk's. */
export const deviceServer: Partial<Record<ServerId, Server>> = {
  device: {
    name: "disk",
    capacity: "serial",
    category: "device",
    capped: false,
  },
};

export const deviceWait: Step = {
  id: "device-latency",
  place: "device",
  kind: "dma",
  label: "the block’s latency beyond what occupies the disk: flash chips",
  functions: [],
  server: "none",
  costs: [],
  when: { option: "write-behind", is: false },
  cite: "mechanisms",
  where: "4.1 row 4: device time is an input",
};

export const device: Step = {
  id: "device",
  place: "device",
  kind: "dma",
  label: "the disk reads or writes the block",
  functions: [],
  server: "device",
  costs: [],
  when: { option: "write-behind", is: false },
  cite: "mechanisms",
  where: "4.1 row 4: device time is an input",
};

/** A cached write reaches the disk later, in a batch that streams: nobody waits for it. */
export const deviceBehind: Step = {
  ...device,
  id: "device-behind",
  label: "the disk streams the cached block later",
  when: { option: "write-behind", is: true },
  deferred: true,
};

/** The same as seen by a thread that waits for it: the disk's whole latency is the thread's. */
export const deviceHeld: Step = {
  ...device,
  id: "device-held",
  label: "the device thread waits until the disk has the block",
  server: "io",
  when: { option: "sync-device", is: true },
  cite: "mechanisms",
  where: "4.3: microVM, synchronous device thread",
};
