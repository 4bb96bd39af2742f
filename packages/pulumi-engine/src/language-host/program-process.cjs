"use strict";

const { children } = require("./children.cjs");
const { LEAN, resolveFrom, runtimeOptions } = require("./runtime-options.cjs");

/** Loaded before the SDK: what it does at every start that nobody asked for. */
const PRELOADS = [require.resolve("./no-tracing.cjs"), require.resolve("./no-sdk-source-maps.cjs")];
const WAIT_FOR_RUN = require.resolve("./wait-for-run.cjs");

/** The process that has no run yet, and what it is for. */
let early;

/** A program's process, but for what only its run says. */
function processFor(info, preloads) {
  const { env, nodeArgs } = runtimeOptions(info);
  const directory = info.getProgramDirectory();
  return {
    args: [
      ...LEAN,
      ...preloads.flatMap((file) => ["--require", file]),
      ...nodeArgs,
      resolveFrom(directory, "@pulumi/pulumi/cmd/run"),
    ],
    env: { ...process.env, ...env },
  };
}

const purposeOf = (info) => JSON.stringify(processFor(info, []).args);

/**
 * Starts a program's process before the engine asks to run it. Until then the engine starts the policy pack, which takes a
 * second, and uses one processor. Meanwhile this process loads the SDK.
 */
function startEarly(info) {
  if (early !== undefined) return;
  let started;
  try {
    started = processFor(info, [...PRELOADS, WAIT_FOR_RUN]);
  } catch {
    return; // The run of the program fails with it.
  }
  const child = children.start(started.args, {
    env: { ...started.env, WAITS_FOR_RUN: "1" },
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  child.on("error", () => {});
  if (child.pid === undefined) return;
  // If it cannot take its run, it ends. Who runs the program sees that.
  child.stdio[3].on("error", () => {}).resume();
  early = { child, purpose: purposeOf(info) };
}

/** The process of a program, as it runs with these arguments and this additional environment. It ends if `call` is cancelled. */
function startProgram(call, info, runArgs, runEnv) {
  const child = takeEarly(info, runArgs, runEnv) ?? startNow(info, runArgs, runEnv);
  children.endWith(call, child);
  return child;
}

function takeEarly(info, args, env) {
  if (early === undefined) return undefined;
  const { child, purpose } = early;
  early = undefined;
  if (child.exitCode !== null || child.signalCode !== null) return undefined;
  if (purpose !== purposeOf(info)) {
    // Without a run it ends by itself.
    child.stdio[3].end();
    return undefined;
  }
  child.stdio[3].end(JSON.stringify({ args, env }));
  return child;
}

function startNow(info, runArgs, runEnv) {
  const { args, env } = processFor(info, PRELOADS);
  return children.start([...args, ...runArgs], { env: { ...env, ...runEnv }, stdio: ["ignore", "inherit", "inherit"] });
}

module.exports = { startEarly, startProgram };
