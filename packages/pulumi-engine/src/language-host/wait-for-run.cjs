"use strict";

// Loaded into a program's process that the language host starts before the engine asks to run the program. It loads what the
// SDK's script loads before the program in any case. Then it waits for the arguments and the settings of the run, which come
// as the file descriptor after stderr.

const { closeSync, readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { isMainThread } = require("node:worker_threads");

const RUN = 3;
const BEFORE_PROGRAM = [
  // It comes first: if somebody traces, it changes gRPC before others load it.
  "./instrumentation",
  "source-map-support/register",
  "../../log",
  "../../runtime/settings",
  "../../runtime/stack",
  "../../runtime/manifest",
  "../../tsutils",
  "../../runtime/closure/v8Hooks",
];

// Node loads this into each thread and each fork of the process, too. They have no run to wait for.
if (isMainThread && process.env.WAITS_FOR_RUN !== undefined) {
  delete process.env.WAITS_FOR_RUN;
  waitForRun();
}

function waitForRun() {
  /** The SDK's script that runs programs. */
  const requireBesideScript = createRequire(process.argv[1]);
  for (const name of BEFORE_PROGRAM) {
    try {
      requireBesideScript(name);
    } catch {
      // Another version of the SDK. What fails fails again where the script itself needs it.
    }
  }

  const run = readFileSync(RUN, "utf8");
  closeSync(RUN);
  // The language host ended without a run.
  if (run === "") process.exit();
  const { args, env } = JSON.parse(run);
  process.argv.push(...args);
  Object.assign(process.env, env);
}
