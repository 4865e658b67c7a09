/**
 * The memory that guest and host share: four indices and two flags.
 *
 * IDEA   Two of the indices are in the ring itself: `available`, which the guest writes, and `used`,
 *        which the host writes. Each side remembers how far it has read the other's. Each side also
 *        has a flag with which it tells the other not to call.
 *
 *            reclaimed ≤ used ≤ popped ≤ available ≤ added
 *
 * UNITS  Indices count frames since the start; the real ones are 16 bits wide and wrap.
 * HOLDS  One slot a frame: indirect descriptor tables. The host gives slots back in order.
 * SOURCE drivers/virtio/virtio_ring.c of Linux 3.2.7; hw/virtio.c of SmartOS' qemu.
 */
import { publishedValues } from "../parameters/published-values.ts";

export interface RingState {
  readonly slots: number;
  /** Frames put into slots; published to the host; taken by it; given back; free again. */
  readonly added: number;
  readonly available: number;
  readonly popped: number;
  readonly used: number;
  readonly reclaimed: number;
  /** `VRING_USED_F_NO_NOTIFY`: the host asks the guest not to kick. */
  readonly noNotify: boolean;
  /** `VRING_AVAIL_F_NO_INTERRUPT`: the guest asks the host not to interrupt. */
  readonly noInterrupt: boolean;
}

export const freeSlots = ({ slots, added, reclaimed }: RingState): number =>
  slots - (added - reclaimed);

export class Ring implements RingState {
  readonly slots: number;
  added = 0;
  available = 0;
  popped = 0;
  used = 0;
  reclaimed = 0;
  noNotify = false;
  noInterrupt = true;

  constructor(slots: number) {
    this.slots = slots;
  }

  /** Guest: puts a frame into a slot. @returns free slots left: the driver's `capacity` */
  add(): number {
    this.added += 1;
    return freeSlots(this);
  }

  /** Guest: lets the host see what was added. @returns true when the guest must kick */
  publish(): boolean {
    this.available = this.added;
    return !this.noNotify;
  }

  /** Guest: takes back what the host has given back. @returns frames */
  reclaim(): number {
    const frames = this.used - this.reclaimed;
    this.reclaimed = this.used;
    return frames;
  }

  /** Guest: has the host done so much that waiting for an interrupt makes no sense? */
  get mostlyDone(): boolean {
    const outstanding = this.available - this.reclaimed;
    const enough = Math.floor(outstanding * publishedValues["virtio.callback"]);
    return this.used - this.reclaimed > enough;
  }

  /** Host: takes the next frame. @returns false when there is none */
  pop(): boolean {
    if (this.popped === this.available) return false;
    this.popped += 1;
    return true;
  }

  /** Host: gives a slot back. @returns true when the host must interrupt */
  push(): boolean {
    this.used += 1;
    return !this.noInterrupt;
  }

  /** As it is now. */
  state(): RingState {
    const { slots, added, available, popped, used, reclaimed } = this;
    const { noNotify, noInterrupt } = this;
    return {
      slots,
      added,
      available,
      popped,
      used,
      reclaimed,
      noNotify,
      noInterrupt,
    };
  }
}
