/**
 * Published rates of blocks: fio on flash, with one reader or many, through guests and without.
 *
 * IDEA   Where the disk was measured alone, the scenario takes the disk, and the rows beside it test
 *        what a guest's path adds.
 * LENGTH A table, one record a figure.
 */
import {
  free,
  given,
  pollingHost,
  type Asked,
  type PublishedFigure,
} from "../figure.ts";
import { san } from "./ibm-2014.ts";

const diskLab = { page: "io-path/disk", id: "blocks" } as const;

/* fio on a flash device of an EC2 host, 2019. */
const fio = {
  on: "m5d.metal: Xeon Platinum 8175M at 2.5 GHz, local NVMe; fio, random reads of 4 kB, direct",
  cite: "firecrackerData",
} as const;
const fioQuery = `workload=disk&threads=1&direction=read&disk=nvme&cpu=skylake-2017&disk-us=54&disk-iops=301182&${pollingHost}`;
const fioWrites = `workload=disk&threads=1&depth=1&direction=write&disk=nvme&cpu=skylake-2017&disk-us=24&disk-iops=178047&${pollingHost}`;
/* Both monitors write to the host's cache unless told otherwise. */
const fioCached = `workload=disk&threads=1&depth=1&direction=write&disk=nvme&cpu=skylake-2017&disk-us=1&disk-iops=1000000&${pollingHost}`;
const fioSynced =
  "the host’s cache takes their writes, so that ours wait a microsecond for a disk; after each 32 theirs asks to have them kept";
const firecracker =
  "their device thread is Firecracker’s, ours qemu’s, which is taken to wait for each block";
const qemuDefaults =
  "their qemu 4.2 ran with its defaults, a pool of threads over the host’s cache; the path has the pool and not the cache";

const atOnce = (query: string, differs: string): Asked => ({
  query,
  standing: free,
  differs,
  lab: diskLab,
});

const sanQuery = (threads: number): string =>
  `workload=disk&threads=${String(threads)}&depth=16&direction=read&disk=ssd&cpu=sandybridge-2012&cores=32&disk-us=250&disk-iops=84044`;
/* The same flash system written to, and read in pieces of a megabyte. */
const sanWrites = (threads: number): string =>
  `workload=disk&threads=${String(threads)}&depth=16&direction=write&disk=ssd&cpu=sandybridge-2012&cores=32&disk-us=200&disk-iops=112034`;
const sanLarge = (depth: number): string =>
  `workload=disk&threads=1&depth=${String(depth)}&bytes=1048576&pattern=sequential&direction=read&disk=ssd&cpu=sandybridge-2012&cores=32&disk-us=1950&disk-iops=800`;
const sanGuestDiffers =
  "their host’s way to the disk is longer than our block layer; that they had qemu’s main loop is inferred from its age";
const inSanGuest = (query: string): Asked =>
  atOnce(
    `technology=kvm-qemu&vcpus=32&device-thread=main&${query}`,
    sanGuestDiffers,
  );

/* fio on a flash card under Xen, 2015. */
const rings = {
  on: "Xeon E5-2643 v2, Micron P320h, blkback of Linux 4.0, guest with four vCPUs; fio, eight jobs of 32 sequential reads of 4 kB",
  cite: "granado2015",
} as const;
const ringsAsked = (queues: number): Asked => ({
  query: `technology=xen-pvhvm&workload=disk&threads=8&depth=32&vcpus=4&disk=nvme&cpu=sandybridge-2012&disk-grants=kept&queues=${String(queues)}`,
  standing: free,
  differs:
    "what the card does alone is not told: ours is the NVMe disk of 2017, its blocks at random",
  lab: diskLab,
});

export const blocks: readonly PublishedFigure[] = [
  {
    ...fio,
    id: "fio-metal",
    what: "random reads a second, one at a time, bare Linux",
    value: 16_472.85,
    unit: "blocks/s",
    where: "fio-metal.dat, 4k read (qd1)",
    asked: {
      query: `technology=container-host&${fioQuery}&depth=1`,
      standing: given,
      differs: "nothing: the disk’s latency is set so that this row comes out",
      lab: diskLab,
    },
  },
  {
    ...fio,
    id: "fio-qemu",
    what: "the same in a KVM guest, virtio-blk in qemu",
    value: 7_513.27,
    unit: "blocks/s",
    where: "fio-qemu.dat, 4k read (qd1)",
    asked: atOnce(
      `technology=kvm-qemu&${fioQuery}&depth=1&vcpus=2`,
      qemuDefaults,
    ),
  },
  {
    ...fio,
    id: "fio-metal-32",
    what: "random reads a second, 32 at a time, bare Linux",
    value: 301_182.19,
    unit: "blocks/s",
    where: "fio-metal.dat, 4k read",
    asked: atOnce(
      `technology=container-host&${fioQuery}&depth=32`,
      "the disk’s rate is this figure; the path makes a system call for each block",
    ),
  },
  {
    ...fio,
    id: "fio-qemu-32",
    what: "the same in a KVM guest, virtio-blk in qemu",
    value: 135_109,
    unit: "blocks/s",
    where: "fio-qemu.dat, 4k read",
    asked: atOnce(
      `technology=kvm-qemu&${fioQuery}&depth=32&vcpus=2`,
      `how much of its work qemu does once for several blocks is assumed; ${qemuDefaults}`,
    ),
  },
  {
    ...fio,
    id: "fio-firecracker-32",
    what: "the same in Firecracker",
    value: 12_879.8,
    unit: "blocks/s",
    where: "fio-fc.dat, 4k read",
    asked: atOnce(
      `technology=kvm-qemu&${fioQuery}&depth=32&vcpus=2&device-thread=sync`,
      firecracker,
    ),
  },
  {
    ...fio,
    id: "fio-firecracker",
    what: "the same in Firecracker, one at a time",
    value: 8_443.85,
    unit: "blocks/s",
    where: "fio-fc.dat, 4k read (qd1)",
    asked: atOnce(
      `technology=kvm-qemu&${fioQuery}&depth=1&vcpus=2&device-thread=sync`,
      firecracker,
    ),
  },
  {
    ...fio,
    id: "fio-metal-write",
    what: "random writes a second, one at a time, bare Linux",
    value: 32_761.07,
    unit: "blocks/s",
    where: "fio-metal.dat, 4k write (qd1)",
    asked: {
      query: `technology=container-host&${fioWrites}`,
      standing: given,
      differs: "nothing: the disk’s latency is set so that this row comes out",
      lab: diskLab,
    },
  },
  {
    ...fio,
    id: "fio-qemu-write",
    what: "the same in a KVM guest, virtio-blk in qemu",
    value: 14_979.9,
    unit: "blocks/s",
    where: "fio-qemu.dat, 4k write (qd1)",
    asked: atOnce(
      `technology=kvm-qemu&${fioCached}&vcpus=2`,
      `${fioSynced}; ${qemuDefaults}`,
    ),
  },
  {
    ...fio,
    id: "fio-firecracker-write",
    what: "the same in Firecracker",
    value: 17_716.7,
    unit: "blocks/s",
    where: "fio-fc.dat, 4k write (qd1)",
    asked: atOnce(
      `technology=kvm-qemu&${fioCached}&vcpus=2&device-thread=sync`,
      `${fioSynced}; ${firecracker}`,
    ),
  },
  {
    ...san,
    id: "san-native",
    what: "random reads a second, 16 at a time from one thread, bare Linux",
    value: 58_729,
    unit: "blocks/s",
    where: "fio/results/linux.log, random-read-16",
    asked: {
      query: `technology=container-host&${sanQuery(1)}`,
      standing: given,
      differs:
        "nothing: the disk’s latency is set so that this row comes out, and its rate is what bare Linux reached with 128",
      lab: diskLab,
    },
  },
  {
    ...san,
    id: "san-kvm",
    what: "the same in a KVM guest, virtio-blk with aio=native",
    value: 24_793,
    unit: "blocks/s",
    where: "fio/results/vm.log, random-read-16",
    asked: inSanGuest(sanQuery(1)),
  },
  {
    ...san,
    id: "san-kvm-128",
    what: "the same, 16 at a time from each of eight threads",
    value: 42_543,
    unit: "blocks/s",
    where: "fio/results/vm.log, random-read-16x8",
    asked: inSanGuest(sanQuery(8)),
  },
  {
    ...san,
    id: "san-native-write",
    what: "random writes a second, 16 at a time from one thread, bare Linux",
    value: 72_807,
    unit: "blocks/s",
    where: "fio/results/linux.log, random-write-16",
    asked: {
      query: `technology=container-host&${sanWrites(1)}`,
      standing: given,
      differs:
        "nothing: the disk’s latency is set so that this row comes out, and its rate is what bare Linux reached with 128",
      lab: diskLab,
    },
  },
  {
    ...san,
    id: "san-kvm-write",
    what: "the same in that guest",
    value: 18_936,
    unit: "blocks/s",
    where: "fio/results/vm.log, random-write-16",
    asked: inSanGuest(sanWrites(1)),
  },
  {
    ...san,
    id: "san-kvm-write-128",
    what: "the same, 16 at a time from each of eight threads",
    value: 56_160,
    unit: "blocks/s",
    where: "fio/results/vm.log, random-write-16x8",
    asked: inSanGuest(sanWrites(8)),
  },
  {
    ...san,
    id: "san-native-large",
    what: "sequential reads of 1 MB a second, one at a time, bare Linux",
    value: 499,
    unit: "blocks/s",
    where: "fio/results/linux.log, seq-read-1",
    asked: {
      query: `technology=container-host&${sanLarge(1)}`,
      standing: given,
      differs: "nothing: the disk’s latency is set so that this row comes out",
      lab: diskLab,
    },
  },
  {
    ...san,
    id: "san-kvm-large",
    what: "the same in that guest",
    value: 414,
    unit: "blocks/s",
    where: "fio/results/vm.log, seq-read-1",
    asked: inSanGuest(sanLarge(1)),
  },
  {
    ...san,
    id: "san-kvm-large-2",
    what: "the same, two at a time",
    value: 766,
    unit: "blocks/s",
    where: "fio/results/vm.log, seq-read-2",
    asked: inSanGuest(sanLarge(2)),
  },
  {
    ...rings,
    id: "xen-one-ring",
    what: "reads a second through blkfront with one ring",
    value: 148_000,
    unit: "blocks/s",
    where: "table, 4K",
    asked: ringsAsked(1),
  },
  {
    ...rings,
    id: "xen-eight-rings",
    what: "the same with eight rings",
    value: 257_000,
    unit: "blocks/s",
    where: "table, 4K",
    asked: ringsAsked(8),
  },
];
