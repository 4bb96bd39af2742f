"use strict";

// A pack like ours: tsx, then TypeScript.

Error.prepareStackTrace = undefined;
require("tsx/cjs");
require("./index.ts");
