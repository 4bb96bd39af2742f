"use strict";

const { spawnSync } = require("node:child_process");
const { readFileSync, readdirSync } = require("node:fs");
const { setTimeout } = require("node:timers/promises");

const KILL_PATIENCE_MS = 2000;
const POLL_MS = 20;

/**
 * A process and all processes that it started, directly or not. The engine puts its plugins into process groups of
 * their own, and a plugin can end before its child. So neither the group nor the chain of parents finds all of them.
 * Both together do, with the session if the system says it.
 */
class Family {
  #leader;
  /** The ids of all members that were seen. If a member's parent is gone, the parent's group still leads to it. */
  #known;

  /** @param {number} leader the id of the first process */
  constructor(leader) {
    this.#leader = leader;
    this.#known = new Set([leader]);
  }

  /** @returns the members that run now, as `{ pid, name }` */
  members() {
    const all = processes();
    for (let size = 0; size !== this.#known.size;) {
      size = this.#known.size;
      for (const process of all) if (this.#includes(process)) this.#known.add(process.pid);
    }
    return all.filter(({ pid, ended }) => this.#known.has(pid) && !ended).map(({ pid, name }) => ({ pid, name }));
  }

  /** Interrupts the group that the first process leads, as Ctrl-C does. */
  interrupt() {
    // A member that is seen now can be found again later, when its parent is gone.
    this.members();
    signal(-this.#leader, "SIGINT");
  }

  /** Kills all members that run now. */
  kill() {
    for (const { pid } of this.members()) signal(pid, "SIGKILL");
  }

  /**
   * Kills all members, also those that start meanwhile.
   * @returns those that still run after 2 seconds, as `{ pid, name }`
   */
  async end() {
    const deadline = Date.now() + KILL_PATIENCE_MS;
    for (;;) {
      const members = this.members();
      if (members.length === 0 || Date.now() > deadline) return members;
      for (const { pid } of members) signal(pid, "SIGKILL");
      await setTimeout(POLL_MS);
    }
  }

  #includes({ pid, parent, group, session }) {
    return [pid, parent, group, session].some((id) => this.#known.has(id));
  }
}

/**
 * Whether a process is in the system's table, whoever its user is. A process that has ended stays there until its
 * parent has read its exit code.
 */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/**
 * Signals a process or, with a negative id, a group. Ignores a process that is gone or not ours: `Family.end` returns
 * those that still run.
 */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== "ESRCH" && error.code !== "EPERM") throw error;
  }
}

/** All processes of this machine: `{ pid, name, ended, parent, group, session }`. */
function processes() {
  // Linux has this even where no `ps` is installed, as in small containers.
  if (process.platform === "linux") return readdirSync("/proc").flatMap((entry) => fromProc(entry));
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat=,comm="], { encoding: "utf8" });
  return fromPs(stdout ?? "");
}

function fromProc(entry) {
  if (!/^\d+$/.test(entry)) return [];
  let line;
  try {
    line = readFileSync(`/proc/${entry}/stat`, "utf8");
  } catch {
    return []; // It ended meanwhile.
  }
  // `pid (name) state parent group session ...`, where a name can contain blanks and parentheses.
  const nameEnd = line.lastIndexOf(")");
  const [state, parent, group, session] = line.slice(nameEnd + 2).split(" ");
  return [
    {
      pid: Number(entry),
      name: line.slice(line.indexOf("(") + 1, nameEnd),
      ended: isEnded(state),
      parent: Number(parent),
      group: Number(group),
      session: Number(session),
    },
  ];
}

/** Reads what `ps` prints. It does not print the session. */
function fromPs(text) {
  return [...text.matchAll(/^ *(\d+) +(\d+) +(\d+) +(\S+) +(.*)$/gm)].map(([, pid, parent, group, state, name]) => ({
    pid: Number(pid),
    name,
    ended: isEnded(state),
    parent: Number(parent),
    group: Number(group),
  }));
}

/** Whether a process has ended. It stays in the table until its parent has read its exit code. */
const isEnded = (state) => /^[ZX]/.test(state);

module.exports = { Family, fromPs, isRunning, signal };
