/**
 * Published rates of blocks through one thread of a newer qemu, 2022 and 2023.
 *
 * IDEA   On disks that answer in microseconds the device's own thread is what fills: how much of its
 *        work it does once for many blocks shows here.
 */
import {
  free,
  given,
  pollingHost,
  type Asked,
  type PublishedFigure,
} from "../figure.ts";

const diskLab = { page: "io-path/disk", id: "blocks" } as const;

const asked = (query: string, differs: string): Asked => ({
  query: `${query}&${pollingHost}`,
  standing: free,
  differs,
  lab: diskLab,
});
const takenFrom = (query: string): Asked => ({
  query,
  standing: given,
  differs: "nothing: the disk’s rate is this figure",
  lab: diskLab,
});

/* The cover letter of an in-kernel back end, which did not come in. */
const zhadchenko = {
  on: "an SSD and a RAM disk, CPU not named; qemu with cache=none; fio, libaio, 128 blocks of 4 kB from one job",
  cite: "zhadchenko2022",
  where: "table of the cover letter",
} as const;
const ssd = (direction: string, rate: number): string =>
  `workload=disk&threads=1&depth=128&direction=${direction}&disk=ssd&cpu=skylake-2017&disk-iops=${String(rate)}`;
const ramDisk = (vcpus: number): Asked =>
  asked(
    `technology=kvm-qemu&vcpus=${String(vcpus)}&workload=disk&threads=1&depth=128&direction=read&disk=nvme&cpu=skylake-2017&disk-us=1&disk-iops=2000000`,
    "a RAM disk is taken to answer in a microsecond; theirs had a virtio queue for each vCPU, ours has one",
  );
const guestDiffers =
  "the number of vCPUs is not told; a pool of threads is qemu’s default there";

/* A series that gave emulated NVMe a thread of its own, beside virtio-blk that has one. */
const fan = {
  on: "virtio-blk with a thread of its own, host and disk not named; fio",
  cite: "fan2022",
  where: "cover letter, row virtio-blk",
} as const;
const ownThread = (depth: number): Asked =>
  asked(
    `technology=kvm-qemu&vcpus=4&device-thread=async&workload=disk&threads=1&depth=${String(depth)}&direction=read&disk=nvme&cpu=skylake-2017&disk-us=1&disk-iops=2000000`,
    "what lay behind the disk is not told; ours answers in a microsecond, so that theirs can only have been slower",
  );

/* The notes of a storage driver. */
const raid = {
  on: "Xeon E-2386G, two NVMe disks as one; Proxmox guest with pinned vCPUs; fio, io_uring, four jobs, three reads to a write",
  cite: "proxmoxCsi",
} as const;
const raidOf = (bytes: number, depth: number, rate: number): string =>
  `workload=disk&threads=4&bytes=${String(bytes)}&depth=${String(depth)}&direction=read&disk=nvme&cpu=skylake-2017&cores=12&disk-iops=${String(rate)}`;
const inRaidGuest = (query: string): Asked =>
  asked(
    `technology=kvm-qemu&vcpus=4&device-thread=async&${query}`,
    "theirs is virtio-scsi, and one block in four is written; that the disk had a thread of its own is the driver’s default",
  );

/** What a full thread does once for many was taken from these two (paths/disk-qemu.ts). */
const ofFullThread = { kind: "source", of: ["qemu.blk"] } as const;

export const ioThread: readonly PublishedFigure[] = [
  {
    ...zhadchenko,
    id: "letter-host-read",
    what: "random reads a second, bare Linux",
    value: 95_800,
    unit: "blocks/s",
    asked: takenFrom(`technology=container-host&${ssd("read", 95_800)}`),
  },
  {
    ...zhadchenko,
    id: "letter-qemu-read",
    what: "the same in a KVM guest, virtio-blk in qemu",
    value: 57_500,
    unit: "blocks/s",
    asked: asked(`technology=kvm-qemu&${ssd("read", 95_800)}`, guestDiffers),
  },
  {
    ...zhadchenko,
    id: "letter-host-write",
    what: "random writes a second, bare Linux",
    value: 85_300,
    unit: "blocks/s",
    asked: takenFrom(`technology=container-host&${ssd("write", 85_300)}`),
  },
  {
    ...zhadchenko,
    id: "letter-qemu-write",
    what: "the same in a KVM guest, virtio-blk in qemu",
    value: 79_400,
    unit: "blocks/s",
    asked: asked(`technology=kvm-qemu&${ssd("write", 85_300)}`, guestDiffers),
  },
  {
    ...zhadchenko,
    id: "letter-ram-1",
    what: "random reads a second of a RAM disk, guest of one vCPU",
    value: 123_000,
    unit: "blocks/s",
    asked: ramDisk(1),
  },
  {
    ...zhadchenko,
    id: "letter-ram-4",
    what: "the same, guest of four vCPUs",
    value: 158_000,
    unit: "blocks/s",
    asked: ramDisk(4),
  },
  {
    ...fan,
    id: "own-thread-1",
    what: "blocks a second, one at a time",
    value: 59_000,
    unit: "blocks/s",
    asked: ownThread(1),
  },
  {
    ...fan,
    id: "own-thread-4",
    what: "the same, four at a time",
    value: 185_000,
    unit: "blocks/s",
    asked: ownThread(4),
  },
  {
    ...fan,
    id: "own-thread-64",
    what: "the same, 64 at a time",
    value: 256_000,
    unit: "blocks/s",
    asked: { ...ownThread(64), standing: ofFullThread },
  },
  {
    ...raid,
    id: "raid-host",
    what: "blocks of 4 kB a second, 32 at a time from each job, bare Linux",
    value: 543_000,
    unit: "blocks/s",
    where: "host machine, 4k: reads and writes",
    asked: takenFrom(`technology=container-host&${raidOf(4096, 32, 543_000)}`),
  },
  {
    ...raid,
    id: "raid-guest",
    what: "the same in a KVM guest",
    value: 186_600,
    unit: "blocks/s",
    where: "pod with pvc, 4k: reads and writes",
    asked: {
      ...inRaidGuest(raidOf(4096, 32, 543_000)),
      standing: ofFullThread,
    },
  },
  {
    ...raid,
    id: "raid-host-16k",
    what: "blocks of 16 kB a second, as deep, bare Linux",
    value: 187_800,
    unit: "blocks/s",
    where: "host machine, 16k: reads and writes",
    asked: takenFrom(
      `technology=container-host&${raidOf(16_384, 32, 187_800)}`,
    ),
  },
  {
    ...raid,
    id: "raid-guest-16k",
    what: "the same in that guest",
    value: 144_000,
    unit: "blocks/s",
    where: "pod with pvc, 16k: reads and writes",
    asked: inRaidGuest(raidOf(16_384, 32, 187_800)),
  },
  {
    ...raid,
    id: "raid-guest-16k-4",
    what: "the same, four at a time from each job",
    value: 97_500,
    unit: "blocks/s",
    where: "pod with pvc, 16k, iodepth=4: reads and writes",
    asked: inRaidGuest(raidOf(16_384, 4, 187_800)),
  },
];
