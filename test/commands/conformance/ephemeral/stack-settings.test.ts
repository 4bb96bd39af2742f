import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";

import { chooseStage } from "../../../../commands/conformance/ephemeral/chosen-stage";
import { stackSettings } from "../../../../commands/conformance/ephemeral/stack-settings";
import { UsageError } from "../../../../commands/shared/errors";
import { parseSettings } from "../../../../config/parse";

const NAME = "conformance-1a2b3c4d";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const EXISTING = { name: "shared", existing: true, namespaces: ["users"] };
const STAGE = {
  service: "orders",
  regions: ["ap-south-1", "eu-west-1"],
  streams: [
    { name: "changes", retentionHours: 168, kmsKeyArns: [KEY, KEY.replace("eu-west-1", "ap-south-1")], default: true },
    EXISTING,
  ],
  api: { path: "in", throttle: { ratePerSecond: 10, burst: 5 } },
  connector: { regions: "failover", streamname: "changes" },
  secret: { recoveryWindowDays: 30 },
  observability: {
    alarms: { topicArns: ["eu-west-1", "ap-south-1"].map((region) => `arn:aws:sns:${region}:123456789012:on-call`) },
  },
  protect: true,
  tags: { team: "data" },
};

describe("the settings of an ephemeral stack", () => {
  const { regions } = parseSettings("prod", STAGE);
  const settings = stackSettings(regions[1]!, NAME);
  const parsed = parseSettings(NAME, settings);

  it("are valid, of one region, and end with the stack", () => {
    assert.deepEqual(
      parsed.regions.map(({ region }) => region),
      ["eu-west-1"],
    );
    assert.equal(parsed.protect, false);
    assert.equal(parsed.secret.recoveryWindowDays, 0);
    assert.equal(parsed.observability.alarms.enabled, false);
    assert.equal(parsed.connector.regions, "nearest");
  });

  it("are otherwise the stage's: its path, its service, its tags, and which stream gets what", () => {
    assert.deepEqual([parsed.service, parsed.api.path, parsed.tags], ["orders", "in", { team: "data" }]);
    assert.deepEqual(
      parsed.streams.map(({ namespaces, default: rest }) => [namespaces, rest]),
      [
        [undefined, true],
        [["users"], false],
      ],
    );
  });

  it("name no stream and no key of anybody else", () => {
    assert.deepEqual(
      parsed.streams.map(({ name }) => name),
      [NAME, `${NAME}-2`],
    );
    assert.equal(parsed.connector.streamname, NAME);
    assert.ok(parsed.streams.every(({ existing, kmsKeyArns }) => existing === undefined && kmsKeyArns.length === 0));
    assert.doesNotMatch(JSON.stringify(settings), /arn:|"(changes|shared)"/);
  });

  it("have a throttle that a run does not reach, unless the run wants one", () => {
    assert.deepEqual(parsed.api.throttle, { ratePerSecond: 500, burst: 250 });
    const narrow = parseSettings(NAME, stackSettings(regions[1]!, NAME, { isThrottled: true }));
    assert.deepEqual(narrow.api.throttle, { ratePerSecond: 1, burst: 1 });
  });
});

describe("the stage of an ephemeral stack", () => {
  const inProject = (stageFile: string, use: (project: string) => Promise<void>) =>
    inTemporaryDirectory(async (project) => {
      await writeFile(join(project, "Pulumi.yaml"), "name: orders\nruntime: nodejs\n");
      await writeFile(join(project, "Pulumi.dev.yaml"), stageFile);
      await use(project);
    });
  const TWO = "config: { service: orders, regions: [ap-south-1, eu-west-1], aws:profile: work }\n";

  it("is read with its account, in the region that is named", () =>
    inProject(TWO, async (project) => {
      const chosen = await chooseStage({ stage: "acme/orders/dev", region: "eu-west-1" }, project);
      assert.deepEqual(
        [chosen.stage, chosen.settings.region, chosen.awsSettings],
        ["dev", "eu-west-1", { profile: "work" }],
      );
      assert.equal(chosen.fileName(NAME), `Pulumi.${NAME}.yaml`);
    }));

  it("must be there, and so must the region; of several, one must be named", () =>
    inProject(TWO, async (project) => {
      const problem = (message: string) => new UsageError(message);
      await assert.rejects(chooseStage({}, project), problem("--stage: expected one of dev, got nothing."));
      await assert.rejects(chooseStage({ stage: "prod" }, project), problem("--stage: expected one of dev, got prod."));
      for (const region of [undefined, "us-east-1"]) {
        await assert.rejects(
          chooseStage({ stage: "dev", region }, project),
          problem(`--region: expected one of ap-south-1, eu-west-1, got ${region ?? "nothing"}.`),
        );
      }
    }));

  it("must not need credentials that only its own stack can decrypt, except on the local AWS", () =>
    inProject(
      "config: { service: orders, regions: [eu-west-1], aws:accessKey: A, aws:secretKey: { secure: v1:x } }\n",
      async (project) => {
        await assert.rejects(chooseStage({ stage: "dev" }, project), /cannot decrypt aws:secretKey, .*aws:profile/);
        assert.equal((await chooseStage({ local: true }, project)).stage, "dev");
      },
    ));
});
