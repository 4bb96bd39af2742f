"use strict";

// Loaded into a policy pack's process before the pack, if PulumiPolicy.yaml says `typescript: false`. The SDK honours that
// for programs, but for packs it loads a TypeScript compiler at every start: half a second and 80 MB. The name of this file
// stands in for the compiler, and for ts-node, which the SDK would tell to compile.
//
// Only `main` in the pack's package.json says whether the pack is JavaScript (`isJavaScript` in run-policy-pack.cjs). So a
// pack whose `main` is JavaScript and requires a .ts file gets no compiler for it: Node itself reads that file, as far as it can.

const { createRequire } = require("node:module");
const { join } = require("node:path");

// The pack's process runs in the directory of the pack, and uses the SDK that the pack finds.
const tsutils = createRequire(join(process.cwd(), "package.json"))("@pulumi/pulumi/tsutils");

Object.assign(tsutils, {
  loadTypeScriptCompilerOptions: () => ({}),
  typeScriptRequireStrings: () => ({ typescriptRequire: __filename, tsnodeRequire: __filename }),
});

module.exports = { version: "5.0.0", register() {} };
