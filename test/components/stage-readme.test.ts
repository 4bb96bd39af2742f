import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { inTemporaryDirectory } from "@aerospike-kinesis/test-support";
import * as pulumi from "@pulumi/pulumi";

import { PROJECT } from "../../commands/shared/project";
import { type DescribedRegion, readReadmeText, stageReadme } from "../../components/stage-readme";

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
    const text = await textOf(stageReadme(settings, regions, readReadmeText(join(PROJECT, "Pulumi.README.md"))));
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

  const refusals: Readonly<Record<string, readonly [text: string | undefined, message: RegExp]>> = {
    "values that it does not know, all at once": [
      "# ${oops}\n\n| ${region} | ${endpoint} ${api} |",
      /^Pulumi\.README\.md:1: expected one of the values service, stage, name, firstRegion, got oops\nPulumi\.README\.md:3: expected one of the values .*endpoint.*, got api$/,
    ],
    "a region's value in a line that does not stand for each region": [
      "${endpoint}",
      /^Pulumi\.README\.md:1: .*, got endpoint in a line without region/,
    ],
    "a file that is missing": [undefined, /^Pulumi\.README\.md: expected a file .*, got ENOENT\. Write one/],
  };
  for (const [what, [text, message]] of Object.entries(refusals)) {
    it(`is refused before anything is built for ${what}`, () =>
      inTemporaryDirectory((directory) => {
        const file = join(directory, "Pulumi.README.md");
        if (text !== undefined) writeFileSync(file, text);
        assert.throws(
          () => readReadmeText(file),
          (error: unknown) => pulumi.RunError.isInstance(error) && message.test(error.message),
        );
        return Promise.resolve();
      }));
  }
});
