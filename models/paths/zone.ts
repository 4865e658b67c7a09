/**
 * A Zone with its own VNIC: the path of traditional Unix, function for function.
 *
 * IDEA   When a zone opens its VNIC the MAC layer hands it the lower NIC's client, so the VNIC
 *        driver has no entry point on the data path. The two lists of steps are therefore one list.
 *        What a zone adds is not on the path: a CPU cap, shares, and optional filters.
 */
import type { Technology } from "./step.ts";
import { unix } from "./unix.ts";

export const zone: Technology = {
  ...unix,
  id: "zone",
  name: "Zone",
  family: "zone",
  description:
    "SmartOS Zone with a VNIC, under a CPU cap: the post’s first technology.",
  after: null,
  prediction: false,
  limit: "cap",
};
