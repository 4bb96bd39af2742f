"use strict";

// What Pulumi runs for an ephemeral stack: the program as it is deployed, changed as the setting `ephemeral:fault` says,
// and beside it an API that shows what mapping templates see.

const { loadBundle } = require("aerospike-kinesis-policies/load-bundle");

const { changeProgram, createProbe } = loadBundle(__dirname, { entry: "program/index.ts", sources: ["program"] });

changeProgram();
const program = require("../../../main.cjs");

module.exports = { ...program, probe: createProbe(program.pipelines) };
