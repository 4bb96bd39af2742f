import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { download } from "../../../../local/engine/download";
import { inTemporaryDirectory } from "../../../support/temporary-directory";

const options = { env: process.env, report: () => undefined };

describe("downloading the engine", () => {
  it("fails when nothing comes for a while", () =>
    inTemporaryDirectory(async (directory) => {
      const silent = { patience: 300, installer: "setInterval(() => {}, 1000)" };
      await assert.rejects(download(directory, options, silent), { message: "nothing came for 0.3 s" });
    }));

  it("lets a slow one finish", () =>
    inTemporaryDirectory(async (directory) => {
      const slow = `
        const { appendFileSync } = require("node:fs");
        const timer = setInterval(() => appendFileSync(process.env.TMPDIR + "/part", "x"), 50);
        setTimeout(() => clearInterval(timer), 1200);
      `;
      await download(directory, options, { patience: 900, installer: slow });
      assert.deepEqual(await readdir(directory), ["part"]);
    }));

  it("fails with what the installer says", () =>
    inTemporaryDirectory(async (directory) => {
      const broken = { installer: `console.error("no way out"); process.exitCode = 1` };
      await assert.rejects(download(directory, options, broken), {
        message: "the installer exited with code 1: no way out",
      });
    }));

  it("ends when it is aborted", () =>
    inTemporaryDirectory(async (directory) => {
      const signal = AbortSignal.timeout(100);
      await assert.rejects(download(directory, { ...options, signal }, { installer: "setInterval(() => {}, 1000)" }), {
        name: "TimeoutError",
      });
    }));
});
