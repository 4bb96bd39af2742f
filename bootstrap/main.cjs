"use strict";

// Pulumi runs the program here, as one file of JavaScript (docs/decisions/005-types-are-checked-in-tests.md). The program
// itself is index.ts.

const { join } = require("node:path");
const { loadBundle } = require("aerospike-kinesis-policies/load-bundle");

module.exports = loadBundle(join(__dirname, ".."), {
  entry: "bootstrap/index.ts",
  sources: ["bootstrap", "config", "connector"],
});
