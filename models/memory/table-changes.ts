/**
 * What it costs, beyond bare metal, that a guest changes its page tables or switches between them.
 *
 * IDEA   Nested tables leave the guest's to the guest: only a page that the host has not given yet
 *        costs an exit. Shadow tables must follow each change, and each switch of address space. A PV
 *        guest asks Xen for each change, many in one hypercall.
 * UNITS  seconds.
 * HOLDS  The kernel's own work for a change is the same everywhere and is not counted.
 * FAILS  Flushes of other CPUs' TLBs, which in a guest may wait for a vCPU that has no CPU.
 * SOURCE models/parameters: memory.ts, storage.ts (shadow.cr3) and xen.ts (pv.switch, hypercall.pv).
 */
import type { ParameterValues } from "../parameters/catalogue.ts";
import type { Arrangement } from "./arrangements.ts";

export interface ChangeCosts {
  /** One changed entry of the page tables. */
  readonly change: number;
  /** One change that maps a page which the guest has never touched. */
  readonly firstTouch: number;
  /** One switch to another address space. */
  readonly switch: number;
}

export function changeCosts(
  values: ParameterValues,
  { tables, onTouch }: Pick<Arrangement, "tables" | "onTouch">,
): ChangeCosts {
  switch (tables) {
    case "native":
      return { change: 0, firstTouch: 0, switch: 0 };
    case "direct": {
      const change =
        values["pv.update"] + values["hypercall.pv"] / values["pv.batch"];
      return { change, firstTouch: change, switch: values["pv.switch"] };
    }
    case "nested":
      return {
        change: 0,
        firstTouch: onTouch ? values["ept.violation"] : 0,
        switch: values["ept.cr3"],
      };
    case "shadow":
      return {
        change: values["shadow.change"],
        firstTouch: Math.max(
          values["shadow.change"],
          onTouch ? values["ept.violation"] : 0,
        ),
        switch: values["ept.cr3"] + values["shadow.cr3"],
      };
  }
}
