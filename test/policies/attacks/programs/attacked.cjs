"use strict";

// Pulumi would load a TypeScript compiler for a program of TypeScript, at every run. tsx keeps what it has translated.

require("tsx/cjs");

module.exports = require("./attacked.ts");
