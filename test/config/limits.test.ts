import assert from "node:assert/strict";

import { Roles } from "@aerospike-kinesis/local-aws/testing";

import { putRecordTemplate } from "../../components/api/request-template";
import { writePolicy } from "../../components/write-policy";
import { policyProblems } from "../../config/limits";

const MAX_TEMPLATE_BYTES = 300 * 1024;

const namesOf = (count: number, length: number): string[] =>
  Array.from({ length: count }, (_, index) => index.toString(36).padStart(length, "s"));

const streams = (names: readonly string[]) => names.map((name) => ({ name, kmsKeyArns: [] }));

const isTaken = (names: readonly string[], region: string): boolean =>
  policyProblems(streams(names), [region]).length === 0;

/** As many streams as the settings take with names of this length. */
function mostStreams(length: number, region: string): number {
  let count = 1;
  while (isTaken(namesOf(count + 1, length), region)) count += 1;
  return count;
}

/** What the role's policy comes to on AWS, or on the local AWS. */
function put(names: readonly string[], region: string): void {
  const roles = new Roles();
  const trust = `{"Statement": {"Effect": "Allow", "Principal": {"Service": "x.amazonaws.com"}, "Action": "sts:AssumeRole"}}`;
  roles.add("writer", "arn:aws:iam::123456789012:role/writer", trust);
  const arns = names.map((name) => `arn:aws-us-gov:kinesis:${region}:123456789012:stream/${name}`);
  roles.putPolicy("writer", "policy", JSON.stringify(writePolicy(arns, { region, kmsKeyArns: [] })));
}

describe("the number of streams", () => {
  const region = "us-gov-west-1";

  for (const length of [3, 41, 128]) {
    it(`is bounded where IAM bounds the policy, with names of ${length} characters`, () => {
      const most = mostStreams(length, region);
      put(namesOf(most, length), region);
      assert.throws(() => {
        put(namesOf(most + 1, length), region);
      }, /Maximum policy size/);
    });

    it(`keeps the request's template below API Gateway's limit, with names of ${length} characters`, () => {
      const template = putRecordTemplate(namesOf(mostStreams(length, "us-east-1"), length), "text");
      assert.ok(Buffer.byteLength(template) < MAX_TEMPLATE_BYTES / 10, `${Buffer.byteLength(template)} bytes`);
    });
  }
});
