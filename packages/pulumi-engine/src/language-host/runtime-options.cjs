"use strict";

const { createRequire } = require("node:module");
const { join } = require("node:path");

/**
 * Arguments of Node for a program or a pack. V8 gives young objects up to 48 MB. With half of it a preview takes as long, and
 * each process 16 MB less. A program's own `nodeargs` come later, and win.
 */
const LEAN = ["--max-semi-space-size=8"];

/** The environment and arguments of a Node process, from `runtime.options` of Pulumi.yaml or PulumiPolicy.yaml. */
function runtimeOptions(info) {
  const { typescript = true, tsconfig, nodeargs = "" } = info.getOptions()?.toJavaScript() ?? {};
  return {
    typescript,
    env: {
      ...(typescript && { PULUMI_NODEJS_TYPESCRIPT: "true" }),
      ...(tsconfig && { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
    },
    nodeArgs: Array.from(
      nodeargs.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g),
      ([, double, single, bare]) => double ?? single ?? bare,
    ),
  };
}

/** The path of a module of the Pulumi SDK, as the program itself finds it. */
function resolveFrom(directory, module) {
  try {
    return createRequire(join(directory, "package.json")).resolve(module);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    throw new Error(`${directory} has no ${module}: run npm install there, or above it.`, { cause: error });
  }
}

module.exports = { LEAN, runtimeOptions, resolveFrom };
