// Ends the commands of a process that was killed and could not end them itself. It is plain CommonJS without packages,
// because it starts with the first command of every run.
//
// Its stdin names the commands by the id of their first process: `+123` when one starts, `-123` when it is over. When
// stdin ends, the process that wrote it has ended.
"use strict";

const { createInterface } = require("node:readline");
const { setTimeout } = require("node:timers/promises");
const { Family } = require("./family.cjs");

/** Milliseconds from an interrupt to a kill. */
const GRACE_MS = 5000;
const POLL_MS = 100;

const running = new Set();

/** Interrupts a command, as Ctrl-C does, and kills what still runs. */
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
