import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory, startHttpsServer } from "@aerospike-kinesis/test-support";

import { announce } from "../../../commands/conformance/announce";
import { formatOf, urlTargetOf } from "../../../commands/conformance/arguments";
import { AGAIN, BOUND, describeBound } from "../../../commands/conformance/bounds";
import { describePrice } from "../../../commands/conformance/ephemeral/price";
import { formatReport } from "../../../commands/conformance/format";
import { urlTargets } from "../../../commands/conformance/open-target";
import { describeRunPrice } from "../../../commands/conformance/price";
import { type ConformanceResult, isConform } from "../../../commands/conformance/result";
import type { Target } from "../../../commands/conformance/target";
import { tryReading } from "../../../commands/conformance/try-reading";
import { UsageError } from "../../../commands/shared/errors";
import { PROJECT } from "../../support/program";
import { PRICES } from "../shared/cost/example";

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

  it("take the key from a file, and quote nothing of it", () =>
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

  it("name the endpoint that is not Kinesis, or that nobody reaches, in words", () =>
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

describe("the report of conformance", () => {
  const result = (measured: string | undefined, ok = true, toDo?: string): ConformanceResult => ({
    target: "dev, eu-west-1",
    startedAt: "2026-01-01T00:00:00.000Z",
    mark: "conformance-1",
    requests: 2,
    bytes: 3_000_000,
    checks: [{ name: "a | b", ok, found: "<x>\n" }],
    experiments: [
      {
        name: "empty-body",
        question: "?",
        assumed: "braces",
        found: "400",
        ...(measured !== undefined && { measured }),
        ...(toDo !== undefined && { toDo }),
      },
    ],
    unread: [],
    passedAfterAll: [],
    undecidable: ["key-spread"],
  });
  const assumptionsIn = (...results: ConformanceResult[]): unknown =>
    (JSON.parse(formatReport(results, "json")) as { assumptions: unknown }).assumptions;

  it("has as assumptions what was measured, but not where two regions differ, or nothing was decided", () => {
    assert.deepEqual(assumptionsIn(result("braces"), result("braces")), { "empty-body": "braces" });
    assert.deepEqual(assumptionsIn(result("braces"), result("empty-text")), {});
    assert.deepEqual(assumptionsIn(result(undefined)), {});
  });

  it("is a failure for a failed check and for a broken promise, and not for another value", () => {
    assert.ok(isConform(result("empty-text")));
    assert.ok(isConform(result(undefined)));
    assert.ok(!isConform(result("braces", false)));
    assert.ok(!isConform(result("braces", true, "Do this.")));
  });

  it("says what to do in each format, and nothing that Markdown would read", () => {
    for (const format of ["text", "markdown", "json"] as const) {
      assert.match(formatReport([result("empty-text", false, "Do this.")], format), /Do this\./);
    }
    const markdown = formatReport([result("braces")], "markdown");
    assert.ok(!markdown.includes("<x>") && !markdown.includes("a | b"), markdown);
  });
});

describe("the announcement of conformance", () => {
  it("says the requests, the cost of all regions together, and the mark", () => {
    const one = announce(["us-east-1"], "conformance-1", PRICES).join("\n");
    assert.match(one, /^Sends at most 1000 requests and 200 MB, .*: at most US\$0\.04 on AWS\.$/m);
    assert.match(one, /begins with conformance-1/);
    assert.match(announce(["us-east-1", "us-east-1"], "m", PRICES)[0]!, /to each of 2 APIs.*US\$0\.07/);
  });

  it("says the same as the documents", async () => {
    const words = async (file: string): Promise<string> =>
      (await readFile(join(PROJECT, file), "utf8")).replaceAll(/\s+/g, " ");
    const page = await words("docs/conformance.md");
    assert.ok(page.includes(`${describeBound(BOUND)} of bodies to each region`), describeBound(BOUND));
    assert.ok(page.includes(`used up (${describeBound(AGAIN).replace(" and", ",")})`), describeBound(AGAIN));
    assert.ok(page.includes(`which is ${describeRunPrice(["us-east-1"], PRICES)} in us-east-1`));
    const [ephemeral = ""] = describePrice("us-east-1", 1, PRICES).split(" for ");
    assert.ok(page.includes(`for up to an hour: ${ephemeral} with one stream in us-east-1`), ephemeral);
    assert.match(await words("README.md"), /npm run conformance [^.]*\.json` [^.]*, for a few cents\./);
    const [cents] = /\d+$/.exec(describeRunPrice(["us-east-1"], PRICES)) ?? [];
    assert.ok(Number(cents) < 10, "a few cents");
  });
});
