"use strict";

// Mocha's timeouts end the wait for a test or a hook, not what it does: a file can still hang in its own code, in a loop, or in what
// a test left behind. So each file has a limit. A thread of its own keeps it, which no loop of the file can stop.

const { relative } = require("node:path");
const { Worker, isMainThread, parentPort } = require("node:worker_threads");

/** Milliseconds. A file may have to wait until the Pulumi CLI is built, and machines of CI are slow. */
const LIMIT = Number(process.env.TEST_FILE_LIMIT_MS ?? 25 * 60_000);

if (isMainThread) {
  const { Mocha } = require("mocha");
  const { BufferedWorkerPool } = require("mocha/lib/nodejs/buffered-worker-pool.cjs");
  const thread = new Worker(__filename);
  thread.unref();

  const { loadFilesAsync, run } = Mocha.prototype;
  // Mocha makes an instance for each file, or without --parallel one for all of them.
  Mocha.prototype.loadFilesAsync = function (...args) {
    const files = this.files.map((file) => relative(process.cwd(), file));
    thread.postMessage({ files, limit: LIMIT * files.length });
    return loadFilesAsync.apply(this, args);
  };
  Mocha.prototype.run = function (onEnd) {
    return run.call(this, (failures) => {
      thread.postMessage({ files: [] });
      onEnd?.(failures);
    });
  };

  // When a process is lost, workerpool waits for its exit, which has been, and never starts another for the files that wait.
  const { run: runFile } = BufferedWorkerPool.prototype;
  BufferedWorkerPool.prototype.run = async function (...args) {
    try {
      return await runFile.apply(this, args);
    } catch (error) {
      this._pool._next();
      throw error;
    }
  };
} else {
  const { writeSync } = require("node:fs");
  const { clearTimeout, setTimeout } = require("node:timers");
  const { Family, signal } = require("@aerospike-kinesis/pulumi-engine/family");

  let timer;
  parentPort.on("message", ({ files, limit }) => {
    clearTimeout(timer);
    if (files.length === 0) return;
    timer = setTimeout(() => {
      writeSync(2, `\n${files.join(", ")}: not over after ${limit / 1000} s, so it is ended and has failed.\n`);
      for (const { pid } of new Family(process.pid).members()) if (pid !== process.pid) signal(pid, "SIGKILL");
      signal(process.pid, "SIGKILL");
    }, limit);
  });
}
