import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { formatOf, urlTargetOf } from "../../../commands/conformance/flags";
import { UsageError } from "../../../commands/shared/errors";
import { PROJECT } from "../../support/program";

const URL_ON_AWS = "https://abc123.execute-api.eu-west-1.amazonaws.com/dev/kinesis";

describe("the flags of conformance", () => {
  it("name every problem of an API that is given by its URL", () => {
    assert.throws(
      () => urlTargetOf({ url: "abc", stage: "dev", local: true, endpoint: "x" }, {}),
      new UsageError(
        [
          "--stage: expected it without --url.",
          "--local: expected it without --url.",
          "--url: expected the whole address of the API, with its path, got abc.",
          "--endpoint: expected an address, got x.",
          "--key-file: expected a file that holds the API key, got nothing.",
          "--stream: expected the name of the stream, got nothing.",
          "--region: expected the region of the stream, such as eu-west-1, got nothing.",
        ].join("\n"),
      ),
    );
    assert.throws(
      () => urlTargetOf({ local: true, "key-file": "k", stream: "s" }),
      new UsageError("--key-file: expected it with --url alone.\n--stream: expected it with --url alone."),
    );
  });

  it("refuse an address with a password, and a name that no stream or region has, and print no password", () => {
    const flags = { url: "https://user:hunter22@host/kinesis", "key-file": "k", stream: "bad name", region: "nowhere" };
    const expected = [
      "--url: expected the whole address of the API, with its path, without a user and a password, got both or one for host.",
      "--endpoint: expected an address, without a user and a password, got both or one for h:1.",
      "--stream: expected the name of the stream, got bad name.",
      "--region: expected the region of the stream, such as eu-west-1, got nowhere.",
    ];
    assert.throws(
      () => urlTargetOf({ ...flags, endpoint: "http://hunter22@h:1" }, {}),
      new UsageError(expected.join("\n")),
    );
    for (const url of [
      "user:hunter22@host/x",
      "ftp://user:hunter22@host/x",
      "https://u:hunter22@h:x/y",
      "https://h/x?hunter22",
    ]) {
      assert.throws(
        () => urlTargetOf({ ...flags, url }, {}),
        ({ message }: Error) => message.startsWith("--url: ") && !message.includes("hunter22"),
      );
    }
  });

  it("take the region from the flag, or else the URL, or else the environment", () => {
    const flags = { url: URL_ON_AWS, "key-file": "k", stream: "s" };
    assert.equal(urlTargetOf({ ...flags, region: "us-east-1" }, {})?.region, "us-east-1");
    assert.equal(urlTargetOf(flags, { AWS_REGION: "us-east-1" })?.region, "eu-west-1");
    const local = { ...flags, url: "https://localhost/kinesis" };
    assert.equal(urlTargetOf(local, { AWS_REGION: "us-east-1" })?.region, "us-east-1");
  });

  it("choose the report's format by --format, or else by its name", () => {
    const found = ["a.json", "a.md", "a.txt", "a"].map((report) => formatOf({ report }));
    assert.deepEqual(found, ["json", "markdown", "text", "text"]);
    assert.equal(formatOf({ report: "a.md", format: "json" }), "json");
    assert.equal(formatOf({ report: "a.xml", format: "json" }), "json");
    assert.throws(
      () => formatOf({ report: "a.xml" }),
      new UsageError("--report: expected a name that ends in .json, .md, .txt, or --format, got a.xml."),
    );
    assert.throws(
      () => formatOf({ format: "xml" }),
      new UsageError("--format: expected one of text, markdown, json, got xml."),
    );
  });

  it("are refused with exit code 2, and without a stack", () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", join(PROJECT, "commands/conformance/index.ts"), "--url", "abc"],
      { encoding: "utf8" },
    );
    assert.equal(status, 2, stderr);
    assert.doesNotMatch(stderr, /^ {4}at /m);
  });
});
