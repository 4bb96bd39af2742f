import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

import { Family, fromPs, isRunning } from "../src/family.cjs";

describe("the family of a process", () => {
  it("is empty where there is no such process", () => {
    assert.deepEqual(new Family(2 ** 30).members(), []);
  });

  it("has the process itself, with its name", () => {
    const self = new Family(process.pid).members().find(({ pid }) => pid === process.pid);
    assert.ok(self?.name);
  });

  it("is read from ps where the system has no /proc: names with blanks, and processes that have ended", () => {
    assert.deepEqual(fromPs("    1     0     1 Ss   /sbin/launchd\n  742   1 740 Z+  (tiny program)\n"), [
      { pid: 1, parent: 0, group: 1, ended: false, name: "/sbin/launchd" },
      { pid: 742, parent: 1, group: 740, ended: true, name: "(tiny program)" },
    ]);
  });

  it("is read from this system's ps, where it has one", () => {
    const { error, stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat=,comm="], { encoding: "utf8" });
    if (error) return;
    assert.ok(fromPs(stdout).some(({ pid, parent }) => pid === process.pid && parent === process.ppid));
  });
});

describe("a process", () => {
  it("runs or does not run, whoever its user is", () => {
    assert.deepEqual([process.pid, 1, 2 ** 30, NaN].map(isRunning), [true, true, false, false]);
  });
});
