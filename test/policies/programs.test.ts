import assert from "node:assert/strict";
import { cp, rm } from "node:fs/promises";
import { basename, join } from "node:path";

import { openWorkspace, runCommand } from "@aerospike-kinesis/pulumi-engine";
import { engine, getEngineFirst, inTemporaryDirectory, makeTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { servePermissiveProvider } from "../support/permissive-provider";

const PROGRAMS = join(__dirname, "programs");
const POLICIES = join(__dirname, "../../policies");

/** The pack as somebody else has it: this directory alone, and what npm installs in it. */
async function copyPack(directory: string): Promise<string> {
  const pack = join(directory, "policies");
  await cp(POLICIES, pack, { recursive: true, filter: (file) => basename(file) !== "node_modules" });
  // What this repository's own installation has left in npm's cache is not fetched again.
  const { code, stderr } = await runCommand("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], {
    cwd: pack,
  });
  assert.equal(code, 0, stderr);
  return pack;
}

/** What the copied pack finds in a program on the real engine, at preview: `rule on resource`, sorted. */
async function findingsIn(program: string, pack: string): Promise<readonly string[]> {
  const aws = await servePermissiveProvider();
  try {
    return await inTemporaryDirectory(async (directory) => {
      const workspace = await openWorkspace({
        engine: await engine(),
        project: PROGRAMS,
        main: join(PROGRAMS, program),
        directory,
        providers: { aws: aws.port },
      });
      await workspace.init("dev");
      const preview = await workspace.preview("dev", { policyPacks: [pack] });
      const errors = preview.diagnostics
        .filter(({ severity }) => severity === "error")
        .map(({ message }) => message.trim());
      assert.deepEqual(
        errors.filter((message) => message !== "preview failed"),
        [],
      );
      return preview.violations
        .filter(({ policyName }) => policyName !== "not-evaluated-yet")
        .map(({ policyName, resourceUrn }) => `${policyName} on ${resourceUrn?.split("::").at(-1) ?? "the stack"}`)
        .sort();
    });
  } finally {
    aws.stop();
  }
}

describe("the policy pack, copied elsewhere and installed, on programs of other people", function () {
  this.timeout(180_000);
  getEngineFirst();
  let directory: string;
  let pack: string;

  before(async () => {
    directory = await makeTemporaryDirectory();
    pack = await copyPack(directory);
  });
  after(() => rm(directory, { recursive: true, force: true }));

  it("finds what is true in them, and nothing else", async () => {
    // The key of the events is the length of a name: a few values, and so a few shards.
    assert.deepEqual(await findingsIn("strange.ts", pack), [
      "integration-error-not-success on events-200-mapping",
      "integration-errors-not-echoed on events-400-mapping",
      "integration-errors-not-echoed on events-500-mapping",
      "integration-kinesis-call on events-integration",
      "integration-kinesis-call on events-integration",
      "integration-put-record on events-integration",
      "integration-success-proven on events-200-mapping",
      "kinesis-stream-encrypted on clicks",
      "kinesis-stream-on-demand on clicks",
      "kinesis-stream-on-demand on clicks",
      "method-authenticated on orders-post",
      "stage-access-log on events-stage",
      "stage-access-log on orders-stage",
      "stage-execution-log on events-stage",
      "stage-execution-log on orders-stage",
      "stage-tracing on events-stage",
      "stage-tracing on orders-stage",
    ]);
  });

  it("judges what the bodies of APIs declare, those of @pulumi/aws-apigateway among them", async () => {
    // Five methods for anybody: a function, a folder of files (two), a target (two). The target and an operation of OpenAPI
    // answer 200 to errors, and pass bodies on.
    assert.deepEqual(await findingsIn("bodies.ts", pack), [
      "api-body-readable on unreadable",
      "api-key-not-printed on unreadable-template",
      "http-api-no-kinesis on http",
      "http-api-no-kinesis on http",
      "http-api-route-authenticated on http",
      "integration-encodes-once on shop",
      "integration-encodes-once on unreadable-template",
      "integration-error-not-success on shop",
      "integration-error-not-success on shop",
      "integration-error-not-success on shop",
      "integration-errors-mapped on unreadable-template",
      "integration-errors-not-echoed on shop",
      "integration-escapes on unreadable-template",
      "integration-headers-fixed on unreadable-template",
      "integration-kinesis-call on shop",
      "integration-kinesis-call on shop",
      "integration-kinesis-call on shop",
      "integration-kinesis-call on shop",
      "integration-kinesis-call on shop",
      "integration-kinesis-call on shop",
      "integration-kinesis-call on shop",
      "integration-kinesis-call on shop",
      "integration-kinesis-call on shop",
      "integration-kinesis-call on shop",
      "integration-kinesis-call on shop",
      "integration-kinesis-call on unreadable-template",
      "integration-kinesis-call on unreadable-template",
      "integration-passthrough on shop",
      "integration-passthrough on shop",
      "integration-put-record on unreadable-template",
      "integration-stream-fixed on unreadable-template",
      "integration-success-proven on shop",
      "integration-timeout on shop",
      "integration-timeout on unreadable-template",
      "method-authenticated on shop",
      "method-authenticated on shop",
      "method-authenticated on shop",
      "method-authenticated on shop",
      "method-authenticated on shop",
      "stage-access-log on shop",
      "stage-execution-log on shop",
      "stage-tracing on shop",
    ]);
  });

  it("names every defect of the guide's own set-up", async () => {
    assert.deepEqual(await findingsIn("guide.ts", pack), [
      "connector-config-call-timeout on connector-version",
      "deployment-triggers on deployment",
      "iam-no-administrator on role-kinesis",
      "integration-error-not-success on post-200-mapping",
      "integration-errors-not-echoed on post-200-mapping",
      "integration-escapes on post-integration",
      "integration-kinesis-call on post-integration",
      "integration-passthrough on post-integration",
      "integration-role-actions on role-kinesis",
      "integration-stream-fixed on post-integration",
      "integration-success-proven on post-200-mapping",
      "integration-timeout on post-integration",
      "kinesis-stream-encrypted on stream",
      "method-authenticated on post",
      "rest-api-endpoint-type on api",
      "rest-api-tls on api",
      "stage-access-log on stage",
      "stage-execution-log on stage",
      "stage-tracing on stage",
      "usage-plan-key-secret on link",
      "usage-plan-throttle on plan",
    ]);
  });
});
