"use strict";

const { spawn } = require("node:child_process");
const { clearTimeout, setTimeout } = require("node:timers");

/** Milliseconds a child has to end after an interrupt, as in the official host. */
const GRACE = 5000;

const running = new Set();

/** Resolves when the child and its output have ended. */
const closed = (child) => new Promise((resolve) => child.once("close", resolve));

/** Interrupts a child, kills it if it stays. */
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
  /** Starts Node with these arguments. It ends with this host, and when `call` is cancelled. */
  start(call, args, options) {
    const child = spawn(process.execPath, args, options);
    running.add(child);
    child.once("close", () => running.delete(child));
    call.on("cancelled", () => void end(child));
    return child;
  },

  /** Ends all of them. */
  async end() {
    await Promise.all([...running].map(end));
  },
};

module.exports = { children };
