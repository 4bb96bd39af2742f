import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Operation } from "@aerospike-kinesis/pulumi-engine";
import { openFirst } from "@aerospike-kinesis/test-support";

import { openOperator } from "../support/operator";
import { succeeded } from "../support/succeeded";

const REGIONS = ["ap-south-1", "eu-west-1"];
const STREAM = "my_kinesis_stream";

const settings = (regions: readonly string[], streams: readonly string[], more = {}) => ({
  "aerospike-kinesis:regions": regions,
  "aerospike-kinesis:streams": streams.map((name) => ({ name })),
  ...more,
});
const API_KEY =
  "urn:pulumi:prod::aerospike-kinesis::aerospike-kinesis:index:Pipeline$aerospike-kinesis:index:IngestKey$aws:apigateway/apiKey:ApiKey::ingest-eu-west-1-key";
const ALL = settings(REGIONS, [STREAM, "old"]);

const nameOf = (urn: string): string => String(urn.split("::").at(-1));

/** What an operation did, without what stayed, as `operation name`. */
const changes = ({ steps = [] }: Partial<Operation>): string[] =>
  steps
    // The account's role for logs is only read.
    .filter(({ op, urn }) => op !== "same" && op !== "read" && !urn.includes("pulumi:providers:"))
    .map(({ op, urn }) => `${op} ${nameOf(urn)}`)
    .sort();

/** Every command is one of the page's, typed as it stands there: with Pulumi's preview before each change. */
describe("docs/operations.md", function () {
  this.timeout(600_000);
  const operator = openFirst(() => openOperator("operations.md", ALL));

  /** What a POST to each region's streams is answered, as `region stream status`. */
  async function answers(): Promise<string[]> {
    const statuses = Object.entries(await operator.regions()).flatMap(([name, region]) =>
      [STREAM, "old"].map(async (stream) => `${name} ${stream} ${await operator.post(region, stream)}`),
    );
    return Promise.all(statuses);
  }
  const SERVED = REGIONS.flatMap((region) => [`${region} ${STREAM} 200`, `${region} old 200`]);

  const refused: Record<string, [command: string, config: Record<string, unknown>]> = {
    "an update that would delete a stream": ["pulumi up --stack prod", settings(REGIONS, [STREAM])],
    "an update that would delete a region": ["pulumi up --stack prod", settings(["eu-west-1"], [STREAM, "old"])],
    "pulumi destroy": ["pulumi destroy --stack prod", ALL],
  };
  for (const [what, [command, config]] of Object.entries(refused)) {
    it(`stops ${what} at its preview where something is protected: nothing is deleted, and every region still answers`, async () => {
      const before = await operator.urns();
      const { code, stdout, stderr } = await operator.types(command, config);
      assert.notEqual(code, 0);
      assert.match(stdout + stderr, /because it is protected/);
      assert.deepEqual(await operator.urns(), before);
      assert.deepEqual(await answers(), SERVED);
    });
  }

  it("fails the preview of a pull request that would delete what is protected", async () => {
    const { code } = await operator.workspace.preview("prod", { config: settings(REGIONS, [STREAM]) });
    assert.notEqual(code, 0);
  });

  it("keeps what is protected, and not the service around it, with --skip-preview; the old settings bring it back", async () => {
    const before = await operator.regions();
    const { code } = await operator.workspace.up("prod", { config: settings(["eu-west-1"], [STREAM, "old"]) });
    assert.notEqual(code, 0);
    assert.equal(await operator.post(before["ap-south-1"]!, STREAM), 403);
    succeeded(await operator.types("pulumi up --stack prod", ALL));
    assert.deepEqual(await operator.regions(), before);
    assert.deepEqual(await answers(), SERVED);
  });

  it("changes the throttle: the plan of each region, its alarm and the dashboard are updated, and nothing else", async () => {
    const api = { throttle: { ratePerSecond: 4000, burst: 2000 } };
    const up = succeeded(await operator.types("pulumi up", { ...ALL, "aerospike-kinesis:api": api }));
    assert.deepEqual(changes(up), [
      "update dashboard",
      ...REGIONS.flatMap((region) => [
        `update ingest-${region}-alarms-plan-rate-near-limit`,
        `update ingest-${region}-key-plan`,
      ]),
    ]);
  });

  it("rotates a key: three resources are made, and both keys work until the old one is deleted by hand", async () => {
    const { "eu-west-1": before } = await operator.regions();
    const urns = await operator.urns();
    const listed = succeeded(await operator.types("pulumi stack --show-urns --stack prod"));
    assert.ok(listed.stdout.includes(API_KEY));
    const made = ["ingest-eu-west-1-connector-version", "ingest-eu-west-1-key", "ingest-eu-west-1-key-link"];

    succeeded(await operator.types(`pulumi state delete --stack prod --force --target-dependents '${API_KEY}'`));
    const left = await operator.urns();
    assert.deepEqual(
      urns
        .filter((urn) => !left.includes(urn))
        .map(nameOf)
        .sort(),
      made,
    );
    assert.equal(await operator.post(before!, STREAM), 200, "nothing changes on AWS");

    const up = succeeded(await operator.types("pulumi up --stack prod"));
    assert.deepEqual(
      changes(up),
      made.map((name) => `create ${name}`),
    );
    const { "eu-west-1": after } = await operator.regions();
    assert.notEqual(after!.apiKey, before!.apiKey);
    assert.deepEqual([await operator.post(before!, STREAM), await operator.post(after!, STREAM)], [200, 200]);

    const { ok, lines } = await operator.smoke("eu-west-1", 2);
    assert.ok(ok, lines.join("\n"));
    assert.equal(lines.filter((line) => line.includes("trying again")).length, 2, "it waits until the new key works");
  });

  it("replaces a key that leaked: the old one is refused from then on", async () => {
    const { "eu-west-1": before } = await operator.regions();
    const key = "'urn:...:ApiKey::ingest-eu-west-1-key'";
    succeeded(await operator.types(`pulumi state unprotect --stack prod --yes ${key}`));
    succeeded(await operator.types(`pulumi up --stack prod --replace ${key}`));
    const { "eu-west-1": after } = await operator.regions();
    assert.notEqual(after!.apiKey, before!.apiKey);
    assert.deepEqual([await operator.post(before!, STREAM), await operator.post(after!, STREAM)], [403, 200]);
  });

  it("removes a stream: both regions answer 400 to its name", async () => {
    const streams = REGIONS.map((region) => `'urn:...:Stream::ingest-${region}-stream-old'`).join(" ");
    succeeded(await operator.types(`pulumi state unprotect --stack prod --yes ${streams}`));
    const up = succeeded(await operator.types("pulumi up --stack prod", settings(REGIONS, [STREAM])));
    // The stream and the component around it have one name. Its alarms go with it; those of the other stream lose its name.
    const deleted = new Set(
      changes(up).filter((change) => change.startsWith("delete ") && !change.includes("-alarms-")),
    );
    assert.deepEqual(
      [...deleted],
      REGIONS.map((region) => `delete ingest-${region}-stream-old`),
    );
    assert.deepEqual(
      await answers(),
      REGIONS.flatMap((region) => [`${region} ${STREAM} 200`, `${region} old 400`]),
    );
  });

  it("removes a region: nothing is left of it, and the other one still answers", async () => {
    const { "ap-south-1": before } = await operator.regions();
    const region = [
      "ApiKey::KEY-key",
      "RestApi::KEY-api",
      "Secret::KEY-connector",
      `Stream::KEY-stream-${STREAM}`,
      "Key::KEY-alarms-key",
    ];
    const five = region.map((end) => `'urn:...:${end.replace("KEY", "ingest-ap-south-1")}'`).join(" ");
    succeeded(await operator.types(`pulumi state unprotect --stack prod --yes ${five}`));
    succeeded(await operator.types("pulumi up --stack prod", settings(["eu-west-1"], [STREAM])));
    assert.deepEqual(
      (await operator.urns()).filter((urn) => urn.includes("ap-south-1")),
      [],
    );
    assert.ok(
      (await operator.urns()).some((urn) => urn.endsWith(":Dashboard::dashboard")),
      "it is asked elsewhere now",
    );
    assert.equal(await operator.post(before!, STREAM), 403);
    assert.deepEqual(await answers(), [`eu-west-1 ${STREAM} 200`, "eu-west-1 old 400"]);
  });

  it("tears the stage down in three lines, and its settings stay", async () => {
    succeeded(await operator.types("pulumi state unprotect --all --stack prod --yes"));
    succeeded(await operator.types("pulumi destroy --stack prod"));
    assert.deepEqual(await operator.urns(), []);
    succeeded(await operator.types("pulumi stack rm prod --preserve-config"));
    await assert.rejects(operator.workspace.outputs("prod"), /no stack named 'prod'/);
    assert.ok(existsSync(join(operator.directory, "Pulumi.prod.yaml")));
  });
});
