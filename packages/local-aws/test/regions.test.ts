import assert from "node:assert/strict";

import { type LocalAws, startLocalAws } from "../src";

/** Regions that AWS has and kinesis-local has not, one that both have, and one of another partition. */
const ARN_PREFIXES: Readonly<Record<string, string>> = {
  "eu-west-1": "arn:aws:kinesis:eu-west-1:",
  "mx-central-1": "arn:aws:kinesis:mx-central-1:",
  "il-central-1": "arn:aws:kinesis:il-central-1:",
  "us-gov-west-1": "arn:aws-us-gov:kinesis:us-gov-west-1:",
  "eusc-de-east-1": "arn:aws-eusc:kinesis:eusc-de-east-1:",
};

describe("the local Kinesis in every region", function () {
  this.timeout(30_000);
  let aws: LocalAws;
  before(async () => {
    aws = await startLocalAws({ store: "kinesis-local" });
  });
  after(() => aws.stop());

  for (const [region, prefix] of Object.entries(ARN_PREFIXES)) {
    it(`keeps the streams of ${region} apart from other regions', under its own ARN`, async () => {
      const name = { StreamName: "orders" };
      await aws.kinesis.send(region, "CreateStream", { ...name, StreamModeDetails: { StreamMode: "ON_DEMAND" } });
      const { StreamDescriptionSummary: summary } = await aws.kinesis.send(region, "DescribeStreamSummary", name);
      assert.equal((summary as { StreamARN: string }).StreamARN, `${prefix}123456789012:stream/orders`);
    });
  }
});
