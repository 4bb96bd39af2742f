"use strict";

const { relative } = require("node:path");
const { reporters, Runner } = require("mocha");

const { EVENT_RUN_END, EVENT_TEST_FAIL } = Runner.constants;

/** Mocha's spec report, closed by the seed of random tests and the one line that counts every test of every layer: `N passed, N failed`. */
module.exports = class Reporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    // Spec listens already, so this listener goes before it.
    runner.prependListener(EVENT_TEST_FAIL, nameLostFile);
    // With files in parallel, the run ends once more for each file that ended without a result.
    if (runner.isParallelMode()) process.once("exit", () => this.#close());
    else runner.once(EVENT_RUN_END, () => this.#close());
  }

  /** Spec calls it at the first end of the run, where not all failures are known. */
  epilogue() {}

  #close() {
    const { passes, failures, end } = this.stats;
    if (end) {
      super.epilogue();
    } else {
      process.exitCode = 1;
      process.stdout.write("\nMocha ended before all files were run.\n");
    }
    process.stdout.write(`\nRandom tests started from SEED=${process.env.SEED}.\n`);
    process.stdout.write(`\n${passes} passed, ${end ? failures : failures + 1} failed\n`);
  }
};

/** Gives the failure of a file whose process has ended the name of that file. Mocha gives it none. */
function nameLostFile(test, error) {
  if (!error.file || !/^Workerpool Worker terminated/.test(error.message)) return;
  const [, signal] = /signalCode: `(\w+)`/.exec(error.message) ?? [];
  test.title = relative(process.cwd(), error.file);
  error.message = `The process of this file was ended by ${signal ?? "itself"} before its tests were over.`;
  error.stack = error.message;
}
