import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";

import { PROJECT } from "../../commands/shared/project";
import { type DescribedRegion, stageReadme } from "../../components/stage-readme";

const described = (region: string): DescribedRegion => ({
  region,
  summary: {
    endpoint: pulumi.output(`https://${region}.example.com/dev/kinesis`),
    streams: { orders: pulumi.output("arn:1"), carts: pulumi.output("arn:2") },
    connectorSecretArn: pulumi.output(`arn:aws:secretsmanager:${region}:123456789012:secret:ingest`),
  },
});

const textOf = (output: pulumi.Output<string>): Promise<string> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

describe("the README of a stage", () => {
  const settings = { service: "orders", stage: "dev" };
  const regions = [described("ap-south-1"), described("eu-west-1")];

  it("shows each region's endpoint, streams and secret, and the next steps of the stage", async () => {
    const text = await textOf(stageReadme(settings, regions, readFileSync(join(PROJECT, "Pulumi.README.md"), "utf8")));
    for (const { region } of regions) {
      const row = text.split("\n").filter((line) => line.startsWith(`| ${region} `));
      assert.equal(row.length, 1, text);
      assert.ok(row[0]!.includes(`https://${region}.example.com/dev/kinesis`));
      assert.ok(row[0]!.includes("orders, carts"));
      assert.ok(row[0]!.includes(`arn:aws:secretsmanager:${region}`));
    }
    assert.match(text, /npm run smoke -- --stage dev/);
    assert.match(text, /connector-config -- --stage dev --region ap-south-1/);
    assert.match(text, /`orders-dev` in CloudWatch/);
    assert.ok(!text.includes("${"), text);
  });

  it("names a value that it does not know", async () => {
    const known = pulumi.all([1]).apply(() => stageReadme(settings, [], "a ${apiKey}"));
    await assert.rejects(
      (known as unknown as { promise: () => Promise<string> }).promise(),
      /expected one of .*got apiKey/,
    );
  });
});
