/**
 * An emulated IDE disk: a dozen trapped registers a command, one command at a time.
 *
 * IDEA   The driver writes the command's registers and starts the DMA engine, then reads status when
 *        the interrupt comes. Each is a trap to the device model. Depth does not help.
 * HOLDS  Twelve registers a command: seven of the task file, three of the DMA engine, two of status.
 * FAILS  Long addresses write four of them twice.
 * SOURCE ATA register set; mechanism notes 4.3, emulated IDE. The count is not verified.
 */
import { poolComplete, poolIssue, poolServers } from "./disk-qemu-2012.ts";
import { guestDiskComplete, guestDiskIssue } from "./disk-guest.ts";
import type { Register } from "./emulated-nic.ts";
import { qemuThread, vcpuWake } from "./qemu-vnic.ts";
import type { Cost, DiskPath, Step } from "./step.ts";

const registersToIssue = 10;
const registersToComplete = 2;

const registers = (
  id: string,
  register: Register,
  times: number,
  label: string,
  functions: readonly string[],
): Step => ({
  id,
  place: "hypervisor",
  kind: "exit",
  label,
  functions,
  server: "vcpu",
  costs: register.map((parameter): Cost => ({
    parameter,
    per: "message",
    times,
  })),
  cite: "qemu10",
  where: "hw/ide; mechanism notes 4.3, emulated IDE",
});

/** The guest's half of the way there: from its system call to the command register. */
export const ideIssue = (register: Register): readonly Step[] => [
  {
    ...guestDiskIssue,
    label: "guest’s system call, block layer and IDE driver",
    functions: ["sys_pread64", "submit_bio", "ata_scsi_queuecmd"],
  },
  registers(
    "ide-command",
    register,
    registersToIssue,
    "task file and DMA engine: ten registers, a trap each",
    ["ata_tf_load", "ide_ioport_write", "bmdma_start_dma"],
  ),
];

/** The guest's half of the way back. */
export const ideComplete = (register: Register): readonly Step[] => {
  const [irq, ...rest] = guestDiskComplete;
  return [
    ...(irq ? [{ ...irq, functions: ["ata_bmdma_interrupt"] }] : []),
    registers(
      "ide-status",
      register,
      registersToComplete,
      "status of engine and disk: two registers, a trap each",
      ["bmdma_status", "ide_status_read"],
    ),
    ...rest,
  ];
};

const register: Register = ["exit.heavy", "qemu.lock"];

export const emulatedDisk: DiskPath = {
  servers: { ...poolServers, io: qemuThread },
  issue: [
    ...ideIssue(register),
    {
      id: "paio-submit",
      place: "qemu",
      kind: "call",
      label: "the vCPU’s thread parses the command and queues it for the pool",
      functions: ["ide_exec_cmd", "bdrv_aio_readv", "paio_submit"],
      server: "vcpu",
      costs: [{ parameter: "qemu.blk", per: "message", times: 0.5 }],
      cite: "qemu10",
      where: "hw/ide; mechanism notes 4.2 rows 2–3",
    },
    ...poolIssue,
  ],
  complete: [
    ...poolComplete,
    {
      id: "ide-complete",
      place: "qemu",
      kind: "inject",
      label: "qemu copies to the guest and raises the interrupt",
      functions: ["ide_dma_cb", "ide_set_irq", "kvm_set_irq"],
      server: "io",
      costs: [
        { parameter: "qemu.blk", per: "message", times: 0.5 },
        { parameter: "inject.ioctl", per: "message" },
        { parameter: "copy.byte", per: "byte" },
      ],
      cite: "qemu10",
      where: "hw/ide; mechanism notes 4.2 rows 5–6",
    },
    { ...vcpuWake, costs: [{ parameter: "hlt.wake", per: "message" }] },
    ...ideComplete(register),
  ],
  slots: { parameter: "ide.requests", name: "commands of the IDE channel" },
  requestBytes: null,
  writeBehind: false,
  caches: 2,
};
