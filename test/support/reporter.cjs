"use strict";

const { reporters, Runner } = require("mocha");

/** Mocha's spec report, closed by the one line that counts every test of every layer: `N passed, N failed`. */
module.exports = class Reporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures } = this.stats;
      process.stdout.write(`\n${passes} passed, ${failures} failed\n`);
    });
  }
};
