"use strict";

const { spawn } = require("node:child_process");
const { clearTimeout, setTimeout } = require("node:timers");

/** Milliseconds that a child has to end after an interrupt. The official host waits as long. */
const GRACE = 5000;

const running = new Set();

/** Resolves when the child and its output have ended. */
const closed = (child) => new Promise((resolve) => child.once("close", resolve));

/** Interrupts a child, and kills it if it still runs. */
async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = closed(child);
  child.kill("SIGINT");
  const impatience = setTimeout(() => child.kill("SIGKILL"), GRACE);
  await ended;
  clearTimeout(impatience);
}

/** The Node processes this host has started. */
const children = {
  /** Starts Node with these arguments. The process ends with this host. */
  start(args, options) {
    const child = spawn(process.execPath, args, options);
    running.add(child);
    child.once("close", () => running.delete(child));
    return child;
  },

  /** Ends a process also when `call` is cancelled. */
  endWith(call, child) {
    call.on("cancelled", () => void end(child));
  },

  /** Ends all of them. */
  async end() {
    await Promise.all([...running].map(end));
  },
};

module.exports = { children };
