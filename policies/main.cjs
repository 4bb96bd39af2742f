"use strict";

// The CLI starts the pack here, at every preview. tsx strips the types of the rules as they load: no type check (npm test
// does that), no build step whose result could be older than its source.

// Pulumi's source-map-support would format the stack of every error that the SDK throws and catches. Node's own stack lines
// say enough.
Error.prepareStackTrace = undefined;

// Before tsx, which looks into every file that is required after it.
require("@pulumi/policy");
require("tsx/cjs");
require("./index.ts");
