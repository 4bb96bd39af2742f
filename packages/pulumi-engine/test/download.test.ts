import assert from "node:assert/strict";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { download } from "../src/download";

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

  it("goes through a person's proxy", () =>
    inTemporaryDirectory(async (directory) => {
      const asked: (string | undefined)[] = [];
      const proxy = createServer().on("connect", ({ url }, socket) => {
        asked.push(url);
        socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
      });
      await once(proxy.listen(0, "127.0.0.1"), "listening");
      const { port } = proxy.address() as AddressInfo;
      // A CLI on PATH would be taken in place of a download.
      const env = { PATH: "/nowhere", HTTPS_PROXY: `http://127.0.0.1:${port}` };
      try {
        await assert.rejects(download(directory, { ...options, env }), /Failed to download https:\/\/get\.pulumi\.com/);
      } finally {
        proxy.close();
      }
      assert.deepEqual(asked, ["get.pulumi.com:443"]);
    }));

  it("says in one line that it cannot use a proxy", () =>
    inTemporaryDirectory(async (directory) => {
      const env = { PATH: "/nowhere", https_proxy: "no address" };
      await assert.rejects(download(directory, { ...options, env }), {
        message: "the installer exited with code 1: Invalid URL",
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
