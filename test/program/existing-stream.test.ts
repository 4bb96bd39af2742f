import assert from "node:assert/strict";
import { join } from "node:path";

import type { ForeignStream } from "@aerospike-kinesis/local-aws";
import { openFirst } from "@aerospike-kinesis/test-support";

import type { Pipelines } from "../../commands/shared/pipeline-outputs";
import { smokeRegions } from "../../commands/smoke/regions";
import { openPipeline } from "../support/pipeline";
import { openProgram, PROJECT } from "../support/program";

const REGION = "ap-south-1";
const FOREIGN = `arn:aws:kinesis:${REGION}:444455556666:stream/shared`;
const POLICY_PACK = {
  policyPacks: [join(PROJECT, "policies")],
  policyPackConfigs: [join(PROJECT, "policies", "config.dev.json")],
};

/** What docs/adopt.md tells the owner of the stream to attach. */
const sharing = (principal: string, ...actions: string[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action: actions, Resource: FOREIGN }],
  });
const WRITE = "kinesis:PutRecord";
const READ = ["kinesis:DescribeStreamSummary", "kinesis:GetShardIterator", "kinesis:GetRecords"];

const streams = [{ name: "made" }, { name: "found", existing: true }, { name: "shared", existing: [FOREIGN] }];

describe("streams that exist already", function () {
  this.timeout(120_000);
  const program = openFirst(() => openProgram({}, { foreignStreams: [{ arn: FOREIGN, policy: sharing("*", WRITE) }] }));

  it("are used beside one that is created: no violation at preview or up, and the role may write to exactly these", async () => {
    const { workspace, aws } = program;
    await aws.kinesis.send(REGION, "CreateStream", {
      StreamName: "found",
      StreamModeDetails: { StreamMode: "ON_DEMAND" },
    });
    await workspace.init("dev");
    const options = { config: { streams }, ...POLICY_PACK };
    const preview = await workspace.preview("dev", options);
    assert.equal(preview.code, 0, preview.stdout + preview.stderr);
    assert.deepEqual(
      preview.violations.map(({ policyName }) => policyName),
      ["not-evaluated-yet"],
    );
    const up = await workspace.up("dev", options);
    assert.equal(up.code, 0, up.stdout + up.stderr);
    assert.deepEqual(up.violations, []);
    assert.deepEqual((await workspace.preview("dev", options)).violations, []);

    const created = up.steps.filter(({ urn }) => urn.includes("$aws:kinesis/stream:Stream::")).map(({ urn }) => urn);
    assert.deepEqual(
      created.map((urn) => urn.split("::").at(-1)),
      [`ingest-${REGION}-stream-made`],
    );
    const { pipelines } = (await workspace.outputs("dev")) as { pipelines: Pipelines };
    const own = (name: string): string => `arn:aws:kinesis:${REGION}:${aws.accountId}:stream/${name}`;
    assert.deepEqual(pipelines[REGION]!.streams, { made: own("made"), found: own("found"), shared: FOREIGN });
    const caller = aws.roles.assume(pipelines[REGION]!.roleArn, "apigateway.amazonaws.com");
    const decide = (arn: string): string => caller.decide(WRITE, arn);
    assert.deepEqual([own("made"), own("found"), FOREIGN].map(decide), ["allowed", "allowed", "allowed"]);
    assert.deepEqual([own("other"), own("shared")].map(decide), ["not allowed", "not allowed"]);
  });

  it("stay when the stage goes", async () => {
    const { workspace, aws } = program;
    const destroyed = await workspace.destroy("dev");
    assert.equal(destroyed.code, 0, destroyed.stdout + destroyed.stderr);
    const { StreamNames } = await aws.kinesis.send(REGION, "ListStreams", {});
    assert.deepEqual(StreamNames, ["found"]);
  });
});

describe("records through a stream that exists already", function () {
  this.timeout(120_000);

  /** Sends one record into each stream, and smoke tests the pipeline. */
  async function send(foreign: ForeignStream) {
    const pipeline = await openPipeline(
      { config: { streams, connector: { streamname: "shared" } } },
      { foreignStreams: [foreign] },
    );
    try {
      const made = await pipeline.send({ headers: { streamname: "made" } });
      const shared = await pipeline.send();
      const lines: string[] = [];
      const passed = await smokeRegions([pipeline.chosen], {
        report: (line) => lines.push(line),
        retryMs: 1,
        failurePatienceMs: 0,
      });
      return { made: made.status, shared: shared.status, text: shared.text, passed, lines };
    } finally {
      await pipeline.close();
    }
  }

  it("reach it in another account by its ARN, and smoke reads them back where its owner lets it", async () => {
    const sent = await send({ arn: FOREIGN, policy: sharing("123456789012", WRITE, ...READ) });
    assert.deepEqual([sent.made, sent.shared], [200, 200], sent.text);
    assert.match(
      sent.lines.join("\n"),
      /ok {3}finds the existing stream shared: .*up to 1024 KiB: a larger one is refused/,
    );
    assert.match(sent.lines.join("\n"), /ok {3}finds the very bytes/);
    // The stream of the stage's own account was never created.
    assert.match(sent.lines.join("\n"), /FAIL finds the existing stream found: ResourceNotFoundException/);
    assert.equal(sent.passed, false);
  });

  it("reach it where its owner lets this account only write, and smoke says what it could not see", async () => {
    const { shared, lines } = await send({ arn: FOREIGN, policy: sharing("arn:aws:iam::123456789012:root", WRITE) });
    assert.equal(shared, 200);
    assert.match(lines.join("\n"), /ok {3}finds the existing stream shared: its owner does not let/);
    assert.match(lines.join("\n"), /does not let this account read it: \d+ is not read back/);
  });

  it("are not acknowledged while its owner does not let this account write", async () => {
    const { shared, text } = await send({ arn: FOREIGN });
    assert.equal(shared, 502);
    assert.doesNotMatch(text, /444455556666/);
  });
});
