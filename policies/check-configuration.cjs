"use strict";

// node check-configuration.cjs FILE...: what is wrong with configurations of this pack; exit code 1 if anything is.

const { readFileSync } = require("node:fs");
require("tsx/cjs");
const { checkConfiguration } = require("./pack/configuration.ts");
const { policiesOf } = require("./pack/policies.ts");
const { rules } = require("./rules/index.ts");

for (const file of process.argv.slice(2)) {
  for (const problem of problemsOf(file)) {
    console.error(`${file}: ${problem}`);
    process.exitCode = 1;
  }
}

function problemsOf(file) {
  try {
    return checkConfiguration(JSON.parse(readFileSync(file, "utf8")), policiesOf(rules));
  } catch (error) {
    return [error.message];
  }
}
