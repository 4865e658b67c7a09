/** A workload's run, carried to its end. */
import type { SharedCpusResult, SharedCpusRun } from "./shared-cpus-run.ts";

/** @returns figures with the tenant as group 0 and what feeds it as source 0 */
export const runToEnd = ({
  run,
  remarks,
}: {
  readonly run: SharedCpusRun;
  readonly remarks: readonly string[];
}): SharedCpusResult => {
  run.advance(Infinity);
  const result = run.result();
  return { ...result, remarks: [...remarks, ...result.remarks] };
};
