/**
 * `npm test`: every test:* step in order, then one line of totals.
 *
 * A step that fails does not stop those after it, except that the browser tests
 * need a built site. A step that fails without a failed test to show for it (a
 * type error, a lint warning) counts as one failure. The failed tests stand
 * again at the end, with what they found: who reads a log reads its end.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const steps = ["types", "lint", "unit", "build", "browser"] as const;

const nothing: Counted = { passed: 0, failed: 0, failures: [] };
const reports = mkdtempSync(join(tmpdir(), "iopath-test-"));
const total = { passed: 0, failed: 0 };
const failedSteps: string[] = [];
const failures: string[] = [];

for (const step of steps) {
  if (step === "browser" && failedSteps.includes("build")) continue;
  console.log(`\n── test:${step}`);
  const started = performance.now();
  const report = join(reports, `${step}.json`);
  const countsTests = step === "unit" || step === "browser";
  const reporting = countsTests
    ? [
        "--",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report}`,
      ]
    : [];
  const { status } = spawnSync(
    "npm",
    ["run", "-s", `test:${step}`, ...reporting],
    {
      stdio: "inherit",
      shell: process.platform === "win32",
    },
  );
  const counted = countsTests ? read(report) : nothing;
  total.passed += counted.passed;
  total.failed += counted.failed;
  failures.push(...counted.failures);
  if (status !== 0) {
    failedSteps.push(step);
    if (counted.failed === 0) total.failed += 1;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `── test:${step} ${status === 0 ? "passed" : "FAILED"} in ${seconds} s`,
  );
}
rmSync(reports, { recursive: true, force: true });

for (const failure of failures) console.log(`\n✗ ${failure}`);
if (failedSteps.length > 0)
  console.log(
    `\nFailed: ${failedSteps.map((step) => `test:${step}`).join(", ")}`,
  );
console.log(`\n${String(total.passed)} passed, ${String(total.failed)} failed`);
process.exitCode = failedSteps.length > 0 ? 1 : 0;

interface Counted {
  readonly passed: number;
  readonly failed: number;
  /** File, test and message of each failed one. */
  readonly failures: readonly string[];
}

function read(file: string): Counted {
  try {
    const json = JSON.parse(readFileSync(file, "utf8")) as {
      numPassedTests: number;
      numFailedTests: number;
      testResults: {
        name: string;
        message: string;
        assertionResults: {
          status: string;
          fullName: string;
          failureMessages: string[];
        }[];
      }[];
    };
    return {
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      failures: json.testResults.flatMap(
        ({ name, message, assertionResults }) => [
          // A file that could not be read has a message and no tests.
          ...(message === "" ? [] : [`${name}\n${message}`]),
          ...assertionResults
            .filter(({ status }) => status === "failed")
            .map(
              ({ fullName, failureMessages }) =>
                `${name} > ${fullName}\n${failureMessages.join("\n").slice(0, 2_000)}`,
            ),
        ],
      ),
    };
  } catch {
    return nothing; // vitest did not get as far as a report
  }
}
