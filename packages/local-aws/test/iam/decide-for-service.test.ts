import assert from "node:assert/strict";

import { parseDocument } from "../../src/iam/document";
import { decideForService } from "../../src/iam/evaluate";

const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";
const CONTEXT = {
  "aws:sourceaccount": "123456789012",
  "aws:sourcearn": "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:x",
};

const decide = (...statements: readonly object[]): string => {
  const policy = parseDocument(JSON.stringify({ Statement: statements }), "resource");
  return decideForService(policy, "cloudwatch.amazonaws.com", "sns:Publish", TOPIC, CONTEXT);
};

const allow = (changes: object = {}): object => ({
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: "sns:Publish",
  Resource: TOPIC,
  ...changes,
});

describe("the policy of a resource, asked by a service", () => {
  const CASES: readonly (readonly [what: string, statements: readonly object[], decision: string])[] = [
    ["allows what it allows the service", [allow()], "allowed"],
    ["allows what it allows everybody", [allow({ Principal: "*" })], "allowed"],
    [
      "does not allow what it allows another service",
      [allow({ Principal: { Service: "events.amazonaws.com" } })],
      "not allowed",
    ],
    [
      "does not allow what it allows the account",
      [allow({ Principal: { AWS: "arn:aws:iam::123456789012:root" } })],
      "not allowed",
    ],
    ["does not allow another action", [allow({ Action: "sns:Subscribe" })], "not allowed"],
    ["does not allow another resource", [allow({ Resource: `${TOPIC}-2` })], "not allowed"],
    [
      "denies what one statement denies",
      [allow(), allow({ Effect: "Deny", Principal: "*", Action: "sns:*" })],
      "explicitly denied",
    ],
    [
      "allows where every condition holds",
      [
        allow({
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "AWS:SourceArn": "arn:aws:cloudwatch:*:123456789012:alarm:*" },
          },
        }),
      ],
      "allowed",
    ],
    [
      "does not allow where one condition does not hold",
      [
        allow({
          Condition: {
            StringEquals: { "aws:SourceAccount": "999999999999" },
            ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:*:123456789012:alarm:*" },
          },
        }),
      ],
      "not allowed",
    ],
    [
      "does not allow where a key is absent",
      [allow({ Condition: { StringEquals: { "aws:SourceOrgID": "o" } } })],
      "not allowed",
    ],
    [
      "allows IfExists where a key is absent",
      [allow({ Condition: { StringEqualsIfExists: { "aws:SourceOrgID": "o" } } })],
      "allowed",
    ],
    [
      "allows Not where a key is absent",
      [allow({ Condition: { StringNotEquals: { "aws:SourceOrgID": "o" } } })],
      "allowed",
    ],
    [
      "does not allow Not where the key is that",
      [allow({ Condition: { StringNotEquals: { "aws:SourceAccount": "123456789012" } } })],
      "not allowed",
    ],
    ["allows Null where a key is absent", [allow({ Condition: { Null: { "aws:SourceOrgID": "true" } } })], "allowed"],
    [
      "does not allow Null where a key is there",
      [allow({ Condition: { Null: { "aws:SourceArn": "true" } } })],
      "not allowed",
    ],
  ];
  for (const [what, statements, decision] of CASES) {
    it(what, () => {
      assert.equal(decide(...statements), decision);
    });
  }
});
