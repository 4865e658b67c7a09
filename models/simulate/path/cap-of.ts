/**
 * Which cap a tenant meets, by the kernel that schedules it.
 *
 * HOLDS  illumos hosts (zones and the guests of SmartOS) decay use tick by tick; Linux hosts, and
 *        FreeBSD (assumed), give a quota a period; Xen accounts credit every 30 ms.
 * SOURCE mechanism notes 5.2 to 5.4.
 */
import type { PathNetwork } from "../../network.ts";
import { CreditCap, IllumosCap, QuotaCap, type Cap } from "./cap.ts";

export const capOf = (network: PathNetwork): Cap | null => {
  const { force, scenario, values } = network;
  if (force.capCpus === null) return null;
  const { native, family } = force.technology;
  if (family === "xen")
    return new CreditCap(
      force.capCpus,
      scenario.limits.vcpus,
      values["credit.slice"],
    );
  return native === "unix"
    ? new IllumosCap(force.capCpus, {
        tickS: values["clock.tick"],
        decay: values["cap.decay"],
        release: scenario.options.capRelease,
        releaseNear: values["cap.release"],
      })
    : new QuotaCap(force.capCpus, scenario.limits.quotaPeriodMs * 1e-3);
};
