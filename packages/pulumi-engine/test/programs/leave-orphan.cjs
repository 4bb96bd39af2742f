"use strict";

// A command that ends when it is interrupted, and leaves a process behind, as the official language host can: one in another
// group, whose parent ends with the command, and which ignores an interrupt. That process prints its id.

const { spawn } = require("node:child_process");
const { setInterval } = require("node:timers");

const start = (role, stdin, detached) =>
  spawn(process.execPath, [__filename, role], { detached, stdio: [stdin, "inherit", "inherit"] });

const roles = {
  command() {
    start("host", "pipe", true);
    process.on("SIGINT", () => process.exit(1));
  },
  host() {
    start("program", "ignore", false);
    process.stdin.on("end", () => process.exit(0)).resume();
  },
  program() {
    process.on("SIGINT", () => {});
    setInterval(() => {}, 1000);
    console.log(process.pid);
  },
};

roles[process.argv[2] ?? "command"]();
