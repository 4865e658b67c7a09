/**
 * Property tests draw the same cases on every machine, and others when asked.
 *
 * A case that fails once in a hundred runs must fail here first, not on the machine that decides
 * whether a change lands. `PROPERTY_SEED=7 PROPERTY_RUNS=5000 npm run test:unit` looks for new
 * ones; tests that name a seed or a number of runs keep theirs.
 */
import fc from "fast-check";

const { PROPERTY_SEED: seed = "20131121", PROPERTY_RUNS: runs = "100" } =
  process.env;

fc.configureGlobal({ seed: Number(seed), numRuns: Number(runs) });
