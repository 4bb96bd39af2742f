"use strict";

const { children } = require("./children.cjs");
const { environment, write } = require("./plugin-process.cjs");
const { resolveFrom, runtimeOptions } = require("./runtime-options.cjs");

/**
 * Runs a provider that is a Node program, such as a component package, until the engine ends the call. The engine reads
 * the provider's port from the first line of its output.
 */
async function runResourcePlugin(call) {
  const { request } = call;
  const directory = request.getInfo().getProgramDirectory();
  const { env, nodeArgs } = runtimeOptions(request.getInfo());
  const runner = resolveFrom(directory, "@pulumi/pulumi/cmd/run-plugin");
  const child = children.start([...nodeArgs, runner, directory, ...request.getArgsList()], {
    cwd: request.getPwd() || directory,
    env: { ...environment(request.getEnvList()), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.endWith(call, child);
  child.stdout.on("data", (chunk) => write(call, "Stdout", chunk));
  child.stderr.on("data", (chunk) => write(call, "Stderr", chunk));
  const [code, signal] = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (...ended) => resolve(ended));
  });
  if (code !== 0 && !call.cancelled) {
    throw new Error(`The provider in ${directory} ended with ${signal ?? `code ${code}`}.`);
  }
}

module.exports = { runResourcePlugin };
