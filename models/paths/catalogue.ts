/**
 * Every technology, in the order in which pages list them. Adding one needs its data file and
 * its line here.
 */
import { containerBridge } from "./container-bridge.ts";
import { containerHost } from "./container-host.ts";
import { kvmQemu2012 } from "./kvm-qemu-2012.ts";
import { kvmVhost } from "./kvm-vhost.ts";
import type { Technology } from "./step.ts";
import { unix } from "./unix.ts";
import { xenPv } from "./xen-pv.ts";
import { zone } from "./zone.ts";

export const technologies: readonly Technology[] = [
  unix,
  zone,
  containerHost,
  containerBridge,
  kvmQemu2012,
  kvmVhost,
  xenPv,
];

export const technologyById = new Map(
  technologies.map((each) => [each.id, each]),
);
