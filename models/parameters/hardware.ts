/**
 * Hardware: the speed of CPU generations, line rates, and the network between hosts.
 *
 * IDEA   A CPU generation divides every CPU cost by its speed relative to the hosts of 2012.
 * FAILS  One factor cannot say that exits became cheaper faster than copies did.
 */
import { parameterSet } from "../source.ts";
import { gbitPerS, ratio, us } from "../units.ts";

export const hardwareParameters = parameterSet({
  "cpu.westmere-2011": {
    value: ratio(1),
    unit: "ratio",
    what: "speed of the reference CPU: a Xeon of the Nehalem or Westmere generation near 2.9 GHz",
    range: [ratio(0.8), ratio(1.2)],
    status: "assumed",
    because:
      "the post does not name its CPUs; 2012 package hosts were of this class",
    cite: "mechanisms",
    where: "8.1 assumptions",
  },
  "cpu.sandybridge-2012": {
    value: ratio(1.15),
    unit: "ratio",
    what: "speed of a Sandy Bridge Xeon relative to the reference",
    range: [ratio(1), ratio(1.3)],
    status: "assumed",
    because:
      "one generation; exit round trips hardly changed (761 to 784 cycles)",
    cite: "agesen2012",
    where: "table 1",
  },
  "cpu.skylake-2017": {
    value: ratio(1.8),
    unit: "ratio",
    what: "speed of a Skylake Xeon relative to the reference",
    range: [ratio(1.4), ratio(2.4)],
    status: "assumed",
    because: "kernel-path costs fell by about half between the two periods",
    cite: "mechanisms",
    where: "2.1, columns 2012 and 2017",
  },
  "cpu.epyc-2023": {
    value: ratio(2.6),
    unit: "ratio",
    what: "speed of a server CPU of 2023 relative to the reference",
    range: [ratio(1.8), ratio(3.5)],
    status: "assumed",
    because: "extrapolated from 2017; not measured",
    cite: "mechanisms",
    where: "2.1",
  },
  "nic.1g": {
    value: gbitPerS(1),
    unit: "Gbit/s",
    what: "line rate",
    range: [gbitPerS(1), gbitPerS(1)],
    status: "quoted",
    cite: "mechanisms",
    where: "by definition of the line",
  },
  "nic.10g": {
    value: gbitPerS(10),
    unit: "Gbit/s",
    what: "line rate",
    range: [gbitPerS(10), gbitPerS(10)],
    status: "quoted",
    cite: "gregg2013",
    where: "10 GbE networks",
  },
  "nic.25g": {
    value: gbitPerS(25),
    unit: "Gbit/s",
    what: "line rate",
    range: [gbitPerS(25), gbitPerS(25)],
    status: "quoted",
    cite: "mechanisms",
    where: "by definition of the line",
  },
  "nic.100g": {
    value: gbitPerS(100),
    unit: "Gbit/s",
    what: "line rate",
    range: [gbitPerS(100), gbitPerS(100)],
    status: "quoted",
    cite: "mechanisms",
    where: "by definition of the line",
  },
  "nic.moderation": {
    value: us(34.5),
    unit: "µs",
    what: "interrupt moderation as it acts: the least time between two receive interrupts",
    range: [us(10), us(50)],
    status: "fitted",
    to: "all rows together; chiefly the Zones packet-rate rows",
    cite: "intelItr",
    where:
      "register default 200, which is 50 µs; Linux drivers go down to 10 µs",
  },
  "wire.oneway": {
    value: us(18.65),
    unit: "µs",
    what: "one way between two hosts: NIC, DMA, wire and switch, both ends",
    range: [us(10), us(60)],
    status: "fitted",
    to: "all rows together; chiefly the Zones packet-rate rows",
    cite: "mechanisms",
    where: "8.3 budget: wire, switch, NIC",
  },
  "wire.spread": {
    value: us(18.65),
    unit: "µs",
    what: "how far a lone message’s way may differ from its mean, either side; the simulator draws it evenly",
    range: [us(0), us(18.65)],
    status: "assumed",
    because:
      "nobody published it; were all ways alike, two messages would fall into step with the interrupt interval, which the Zones row of two threads contradicts; at most the way itself",
    cite: "mechanisms",
    where: "8.3 budget: wire, switch, NIC",
  },
});
