// Ends the commands of a process that was killed: it could not do so itself. Plain CommonJS without packages, because it starts
// with the first command of every run, and waits.
//
// Its stdin tells the commands, by the id of their first process: `+123` as one starts, `-123` when it is over. The end of stdin
// is the end of the process that wrote it.
"use strict";

const { createInterface } = require("node:readline");
const { setTimeout } = require("node:timers/promises");
const { Family } = require("./family.cjs");

/** Milliseconds from an interrupt to a kill. */
const GRACE_MS = 5000;
const POLL_MS = 100;

const running = new Set();

/** Interrupts a command, as Ctrl-C does, and kills what stays. */
async function end(leader) {
  const family = new Family(leader);
  const deadline = Date.now() + GRACE_MS;
  family.interrupt();
  while (Date.now() < deadline && family.members().some(({ pid }) => pid === leader)) await setTimeout(POLL_MS);
  await family.end();
}

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const leader = Number(line.slice(1));
    if (line.startsWith("+")) running.add(leader);
    else running.delete(leader);
  })
  .on("close", () => {
    for (const leader of running) void end(leader);
  });
