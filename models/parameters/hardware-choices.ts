/**
 * The hardware that a scenario can name; its figures are the parameters `cpu.<id>`, `nic.<id>` and
 * `disk.<id>.*`.
 */
export const cpuGenerations = [
  { id: "westmere-2011", year: 2011, name: "Westmere, 2011 (the post’s)" },
  { id: "sandybridge-2012", year: 2012, name: "Sandy Bridge, 2012" },
  { id: "skylake-2017", year: 2017, name: "Skylake, 2017" },
  { id: "epyc-2023", year: 2023, name: "EPYC, 2023" },
] as const;

export const nics = [
  { id: "1g", name: "1 GbE" },
  { id: "10g", name: "10 GbE (the post’s)" },
  { id: "25g", name: "25 GbE" },
  { id: "100g", name: "100 GbE" },
] as const;

/** `arm`: one arm takes all blocks that wait in one sweep. Flash has many at work, and one way in. */
export const disks = [
  { id: "hdd", name: "disk of 7200 turns a minute", arm: true },
  { id: "ssd", name: "SSD on SATA, 2012", arm: false },
  { id: "nvme", name: "SSD on NVMe, 2017", arm: false },
] as const;
