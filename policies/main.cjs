"use strict";

// The CLI starts the pack here, at every preview. tsx strips the types of the rules as they load: no type check (npm test
// does that), no build step whose result could be older than its source.

// Pulumi's source-map-support formats a stack for every error that somebody looks at; the SDK throws one for each policy
// that does not apply. Node's own stack lines say enough.
Error.prepareStackTrace = undefined;

require("tsx/cjs");
require("./index.ts");
