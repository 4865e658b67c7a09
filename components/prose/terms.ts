/**
 * Definitions of the field's terms, one sentence each, for `Term` and the glossary to come.
 */
export const terms = {
  vCPU: "virtual CPU: what a guest takes for a processor; to the host it is a thread",
  NIC: "network interface card",
  VNIC: "virtual network interface: a flow with its own address on a physical one",
  TSO: "TCP segmentation offload: the stack hands down units of up to 64 KB and the NIC cuts them",
} as const;

export type TermId = keyof typeof terms;
