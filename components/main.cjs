"use strict";

// Pulumi and programs of other teams load the component here, as one file of JavaScript
// (docs/decisions/005-types-are-checked-in-tests.md). The component itself is index.ts.

const { join } = require("node:path");
const { loadBundle } = require("aerospike-kinesis-policies/load-bundle");

module.exports = loadBundle(join(__dirname, ".."), {
  entry: "components/plugin.ts",
  sources: ["components", "config", "connector"],
});
