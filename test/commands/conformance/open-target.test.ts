import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory, startHttpsServer } from "@aerospike-kinesis/test-support";

import { urlTargets } from "../../../commands/conformance/open-target";
import type { Target } from "../../../commands/conformance/target";
import { tryReading } from "../../../commands/conformance/try-reading";
import { UsageError } from "../../../commands/shared/errors";

const URL_ON_AWS = "https://abc123.execute-api.eu-west-1.amazonaws.com/dev/kinesis";

describe("an API that is given by its URL", () => {
  it("has the key from a file, and quotes nothing of it", () =>
    inTemporaryDirectory(async (directory) => {
      const keyFile = join(directory, "key");
      const given = { url: URL_ON_AWS, keyFile, stream: "s", region: "eu-west-1" };
      await writeFile(keyFile, "conformance-key-of-a-test\n");
      const targets: Target[] = [];
      await (
        await urlTargets(given)
      )((target) => Promise.resolve(void targets.push(target)));
      assert.deepEqual(targets[0]?.headers, { "x-api-key": "conformance-key-of-a-test", streamname: "s" });
      await writeFile(keyFile, "two words of a secret");
      await assert.rejects(
        urlTargets(given),
        (error: Error) => error instanceof UsageError && !error.message.includes("secret"),
      );
      for (const [content, found] of [
        ["first-secret-of-a-test\nsecond-secret-of-a-test\n", /got .*key with 2 lines\.$/],
        ["short-secret", /got .*key with 12 characters\.$/],
        [
          "a secret with a blank in it",
          /with 27 characters, of which some are no letters, digits or signs of ASCII\.$/,
        ],
        [Buffer.from("\ufffeconformance-key-of-a-test", "utf16le"), /key: it is no text in UTF-8\.$/],
      ] as const) {
        await writeFile(keyFile, content);
        await assert.rejects(
          urlTargets(given),
          ({ message }: Error) => found.test(message) && !message.includes("secret"),
        );
      }
      await writeFile(keyFile, "\ufeffconformance-key-of-a-test\r\n");
      await urlTargets(given);
      await assert.rejects(urlTargets({ ...given, keyFile: `${keyFile}2` }), UsageError);
      await assert.rejects(urlTargets({ ...given, keyFile: directory, ca: directory }), {
        message: ["--key-file", "--ca"]
          .map((flag) => `${flag}: expected a file that can be read, got ${directory}: it is a directory.`)
          .join("\n"),
      });
    }));

  it("names the endpoint that is not Kinesis, or that nobody reaches, in words", () =>
    inTemporaryDirectory(async (directory) => {
      const keyFile = join(directory, "key");
      await writeFile(keyFile, "conformance-key-of-a-test\n");
      const server = await startHttpsServer(({ response }) => response.writeHead(200).end("<html>hello</html>"));
      const ca = join(directory, "ca.pem");
      await writeFile(ca, server.ca);
      const messageAt = async (endpoint: string, authority?: string): Promise<string> => {
        const given = { url: URL_ON_AWS, keyFile, stream: "s", region: "eu-west-1", endpoint, ca: authority };
        const environment = { AWS_ACCESS_KEY_ID: "k", AWS_SECRET_ACCESS_KEY: "s" };
        const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
        Object.assign(process.env, environment);
        try {
          const use = await urlTargets(given);
          const ended = use(({ kinesis, stream }) => tryReading(kinesis, stream, (call) => call()));
          return await ended.then(
            () => "no error",
            (error: unknown) => String(error),
          );
        } finally {
          for (const [name, value] of before) {
            if (value === undefined) Reflect.deleteProperty(process.env, name);
            else process.env[name] = value;
          }
        }
      };
      const { origin } = server;
      try {
        assert.equal(
          await messageAt(origin, ca),
          `UserError: What answers at ${origin} is not Kinesis: it sends no JSON. Look at --endpoint.`,
        );
        assert.match(
          await messageAt(origin),
          /^UserError: Kinesis at \S+: its certificate is not trusted: .*--ca FILE \(/,
        );
      } finally {
        await server.close();
      }
      assert.match(
        await messageAt(origin, ca),
        /^UserError: Kinesis at \S+: nothing listens .*\(ECONNREFUSED\)\. Look at/,
      );
    })).timeout(30_000);
});
