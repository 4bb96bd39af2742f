"use strict";

// Pulumi runs the program here, as one file of JavaScript (docs/decisions/005-types-are-checked-in-tests.md). The program itself is index.ts.

const { loadBundle } = require("aerospike-kinesis-policies/load-bundle");

module.exports = loadBundle(__dirname, {
  entry: "index.ts",
  sources: ["index.ts", "config", "components", "connector"],
});
