"use strict";

// The CLI starts the pack here, at every preview, as one file of JavaScript.

// Pulumi's source-map-support would format the stack of every error that the SDK throws and catches. Node's own stack lines
// say enough.
Error.prepareStackTrace = undefined;

const { loadBundle } = require("./loader/load-bundle.cjs");

loadBundle(__dirname, {
  entry: "index.ts",
  sources: ["index.ts", "finding.ts", "meta-policies", "pack", "read", "rules"],
});
