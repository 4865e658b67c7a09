/**
 * The steps that every technology shares: the NIC that sends, the wire, the NIC that receives.
 *
 * HOLDS  Two hosts in one datacentre, one switch between them.
 */
import type { Step } from "./step.ts";

/**
 * Frames leave the line at the rate at which the port sends them on, so none waits there for
 * another: the first to arrive is the first that is sent, and only its own time is added.
 */
export const switchPort: Step = {
  id: "switch-port",
  place: "wire",
  kind: "dma",
  label: "the switch stores a frame and sends it on at line rate",
  functions: [],
  server: "none",
  costs: [],
  cite: "rfcTcp",
  where: "one frame with its overhead at line rate, a second time",
};

/** From the driver's doorbell to the far NIC's memory. */
export const wire: readonly Step[] = [
  {
    id: "wire",
    place: "wire",
    kind: "dma",
    label: "NIC reads the buffers; wire and switch carry the frame",
    functions: [],
    server: "none",
    costs: [
      { parameter: "wire.oneway", per: "packet" },
      { parameter: "wire.oneway", per: "ack" },
    ],
    cite: "mechanisms",
    where: "3.1 transmit 9–10, receive 1",
  },
  {
    id: "link",
    place: "wire",
    kind: "dma",
    label: "frames queue for the line",
    functions: [],
    server: "link",
    costs: [],
    cite: "rfcTcp",
    where: "payload and frame overhead at line rate",
  },
  switchPort,
];

/** Interrupt moderation of the receiving NIC. */
export const moderatedInterrupt: Step = {
  id: "moderation",
  place: "nic",
  kind: "timer-wait",
  label: "NIC holds back the interrupt",
  functions: [],
  server: "none",
  costs: [{ parameter: "nic.moderation", per: "batch" }],
  gathers: "moderation",
  cite: "intelItr",
  where: "interrupt throttle register",
};
