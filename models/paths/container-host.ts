/**
 * A container in the host's network and storage: Linux on bare hardware, step for step.
 *
 * IDEA   Namespaces are not on the data path. This is what the other Linux technologies are measured
 *        against.
 */
import { linuxDisk } from "./disk-linux.ts";
import {
  linuxDriverTransmit,
  linuxInput,
  linuxInterrupt,
  linuxServers,
  linuxTransmit,
} from "./linux-native.ts";
import type { Technology } from "./step.ts";
import { wire } from "./wire.ts";

export const containerHost: Technology = {
  id: "container-host",
  name: "Linux container, host network",
  family: "container",
  description:
    "Linux container in the host’s network: bare Linux, with a quota if one is set.",
  after: null,
  prediction: true,
  servers: linuxServers,
  transmit: [...linuxTransmit, linuxDriverTransmit, ...wire],
  receive: [...linuxInterrupt, ...linuxInput],
  disk: linuxDisk,
  application: "thread",
  scheduler: "cfs",
  native: "container-host",
  window: "window.linux",
  readerBuffer: "window.linux",
  offload: true,
  aggregates: true,
  options: ["offload"],
  limit: "none",
};
