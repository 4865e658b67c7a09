/**
 * Disks: what one takes for a block on bare metal, alone and with its queue full.
 *
 * IDEA   Latency of a random block, time a block once its queue is full, latency of the next block in
 *        sequence, transfer time of a byte, and how much blocks differ. Flash answers a write from its
 *        own memory and programs it later, so that it is sooner alone and slower in number. A
 *        reader's own `disk-us` and `disk-iops` replace latency and rate.
 * FAILS  Garbage collection, wear, and what a cache in a disk with an arm would answer.
 * LENGTH A table, one record a parameter.
 */
import { parameterSet } from "../source.ts";
import { ms, nsPerByte, ratio, us } from "../units.ts";

/** Every figure here: device time is an input of the model, and these are its usual sizes. */
const anInput = {
  status: "assumed",
  cite: "mechanisms",
  where: "4.1 row 4: device time is an input",
} as const;

export const diskParameters = parameterSet({
  "disk.hdd.latency": {
    value: ms(12.5),
    unit: "ms",
    what: "random block: a seek and half a turn",
    range: [ms(8), ms(16)],
    because: "half a turn is 4.2 ms at 7200 a minute; seeks of 8 to 9 ms",
    ...anInput,
  },
  "disk.hdd.each": {
    value: ms(6),
    unit: "ms",
    what: "random block with the queue full, sorted by the disk",
    range: [ms(4), ms(10)],
    because: "sorting a queue of 32 about halves seek and turn",
    ...anInput,
  },
  "disk.hdd.next": {
    value: us(60),
    unit: "µs",
    what: "next block in sequence, from the disk’s read-ahead",
    range: [us(30), us(500)],
    because: "command and interface, the block being there",
    ...anInput,
  },
  "disk.hdd.spread": {
    value: ratio(0.7),
    unit: "ratio",
    what: "how far a random block’s time differs either way, the arm’s way apart",
    range: [ratio(0.5), ratio(1)],
    because: "half a turn, more or less, in a time of six milliseconds",
    ...anInput,
  },
  "disk.hdd.byte": {
    value: nsPerByte(8),
    unit: "ns/B",
    what: "transfer of one byte",
    range: [nsPerByte(5), nsPerByte(15)],
    because: "about 125 MB/s under the head",
    ...anInput,
  },
  "disk.ssd.latency": {
    value: us(100),
    unit: "µs",
    what: "random block of flash behind SATA",
    range: [us(60), us(250)],
    because: "a flash page read of 50 to 75 µs, controller and interface",
    ...anInput,
  },
  "disk.ssd.each": {
    value: us(20),
    unit: "µs",
    what: "random block with the queue full",
    range: [us(11), us(40)],
    because: "about 50 000 blocks of 4 kB a second",
    ...anInput,
  },
  "disk.ssd.next": {
    value: us(60),
    unit: "µs",
    what: "next block in sequence",
    range: [us(30), us(150)],
    because: "controller and interface, the page being read ahead",
    ...anInput,
  },
  "disk.ssd.write.latency": {
    value: us(65),
    unit: "µs",
    what: "random block written to flash behind SATA, into the device’s memory",
    range: [us(40), us(150)],
    because: "data sheets of servers’ SSDs of 2012 give 50 to 65 µs",
    ...anInput,
  },
  "disk.ssd.write.each": {
    value: us(28),
    unit: "µs",
    what: "random block written with the queue full, in the long run",
    range: [us(20), us(100)],
    because:
      "about 36 000 blocks of 4 kB a second for a server’s drive of 2012; a consumer’s falls far lower",
    ...anInput,
  },
  "disk.ssd.spread": {
    value: ratio(0.5),
    unit: "ratio",
    what: "how far the latency differs either way",
    range: [ratio(0.2), ratio(0.8)],
    because:
      "pages of one cell are read in different times, and transfers meet",
    ...anInput,
  },
  "disk.ssd.byte": {
    value: nsPerByte(2),
    unit: "ns/B",
    what: "transfer of one byte",
    range: [nsPerByte(1.8), nsPerByte(4)],
    because: "SATA at 6 Gbit/s carries at most 550 MB/s",
    ...anInput,
  },
  "disk.nvme.latency": {
    value: us(80),
    unit: "µs",
    what: "random block of flash behind NVMe",
    range: [us(10), us(120)],
    because: "a flash page read and a short command path",
    ...anInput,
  },
  "disk.nvme.each": {
    value: us(1.7),
    unit: "µs",
    what: "random block with the queues full",
    range: [us(0.7), us(4)],
    because: "about 600 000 blocks of 4 kB a second",
    ...anInput,
  },
  "disk.nvme.next": {
    value: us(20),
    unit: "µs",
    what: "next block in sequence",
    range: [us(8), us(60)],
    because: "a short command path, the page being read ahead",
    ...anInput,
  },
  "disk.nvme.write.latency": {
    value: us(20),
    unit: "µs",
    what: "random block written to flash behind NVMe, into the device’s memory",
    range: [us(10), us(40)],
    because: "data sheets of servers’ drives give about 20 µs",
    ...anInput,
  },
  "disk.nvme.write.each": {
    value: us(6),
    unit: "µs",
    what: "random block written with the queues full, in the long run",
    range: [us(2), us(20)],
    because:
      "between 56 000 and 180 000 blocks of 4 kB a second for servers’ drives of 2014 to 2017",
    ...anInput,
  },
  "disk.nvme.spread": {
    value: ratio(0.5),
    unit: "ratio",
    what: "how far the latency differs either way",
    range: [ratio(0.2), ratio(0.8)],
    because:
      "pages of one cell are read in different times, and transfers meet",
    ...anInput,
  },
  "disk.nvme.byte": {
    value: nsPerByte(0.33),
    unit: "ns/B",
    what: "transfer of one byte",
    range: [nsPerByte(0.15), nsPerByte(0.6)],
    because: "about 3 GB/s over four PCIe lanes",
    ...anInput,
  },
});
