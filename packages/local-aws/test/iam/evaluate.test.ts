import assert from "node:assert/strict";

import { parseDocument, type PolicyStatement } from "../../src/iam/document";
import { decide, trusts, unknownConditions } from "../../src/iam/evaluate";

const STREAM = "arn:aws:kinesis:ap-south-1:123456789012:stream/orders";

function identity(...statements: object[]): readonly PolicyStatement[] {
  return parseDocument(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "identity");
}

function trust(...statements: object[]): readonly PolicyStatement[] {
  return parseDocument(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "trust");
}

const allow = { Effect: "Allow", Action: "kinesis:PutRecord", Resource: STREAM };

describe("an identity policy", () => {
  const decisions: readonly (readonly [string, readonly object[], string])[] = [
    ["allows the action on the resource that it names", [allow], "allowed"],
    ["allows nothing by itself", [{ ...allow, Action: "kinesis:GetRecords" }], "not allowed"],
    ["does not allow another stream", [{ ...allow, Resource: `${STREAM}-2` }], "not allowed"],
    [
      "does not allow a stream whose name only begins alike",
      [{ ...allow, Resource: STREAM.slice(0, -1) }],
      "not allowed",
    ],
    ["compares actions without regard to case", [{ ...allow, Action: "KINESIS:putrecord" }], "allowed"],
    [
      "compares resources with regard to case",
      [{ ...allow, Resource: STREAM.replace("orders", "Orders") }],
      "not allowed",
    ],
    ["takes lists", [{ ...allow, Action: ["a:b", "kinesis:PutRecord"], Resource: ["*", "*"] }], "allowed"],
    ["takes * in actions", [{ ...allow, Action: "kinesis:Put*" }], "allowed"],
    ["takes * and ? in resources", [{ ...allow, Resource: "arn:aws:kinesis:*:*:stream/order?" }], "allowed"],
    ["takes a . for itself only", [{ ...allow, Resource: STREAM.replace("orders", "order.") }], "not allowed"],
    ["denies over every allow", [allow, { ...allow, Effect: "Deny", Resource: "*" }], "explicitly denied"],
    [
      "leaves out what NotAction names",
      [{ Effect: "Allow", NotAction: "kinesis:PutRecord", Resource: "*" }],
      "not allowed",
    ],
    ["takes in what NotAction does not name", [{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }], "allowed"],
    ["leaves out what NotResource names", [{ ...allow, Resource: undefined, NotResource: STREAM }], "not allowed"],
    [
      "takes in what NotResource does not name",
      [{ ...allow, Resource: undefined, NotResource: "arn:aws:s3:::x" }],
      "allowed",
    ],
    [
      "does not apply where a condition asks for a key that API Gateway does not send",
      [{ ...allow, Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } }],
      "not allowed",
    ],
    [
      "applies where a condition is only about keys that are sent",
      [{ ...allow, Condition: { StringEqualsIfExists: { "aws:SourceAccount": "123456789012" } } }],
      "allowed",
    ],
    [
      "applies where a condition asks that a key differs",
      [{ ...allow, Condition: { StringNotEquals: { "aws:SourceAccount": "123456789012" } } }],
      "allowed",
    ],
    [
      "applies where a condition asks that a key is absent",
      [{ ...allow, Condition: { Null: { "aws:SourceArn": "true" } } }],
      "allowed",
    ],
    [
      "does not deny on a key that is not sent",
      [allow, { ...allow, Effect: "Deny", Condition: { ArnLike: { "aws:SourceArn": "*" } } }],
      "allowed",
    ],
  ];
  for (const [behaviour, statements, decision] of decisions) {
    it(behaviour, () => {
      assert.equal(decide(identity(...statements), "kinesis:PutRecord", STREAM), decision);
    });
  }
});

describe("a trust policy", () => {
  const principal = { Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" };
  const decisions: readonly (readonly [string, object, boolean])[] = [
    ["lets the service in that it names", principal, true],
    ["keeps other services out", { ...principal, Principal: { Service: "lambda.amazonaws.com" } }, false],
    ["lets one of several in", { ...principal, Principal: { Service: ["a.b", "apigateway.amazonaws.com"] } }, true],
    ["lets everybody in", { ...principal, Principal: "*" }, true],
    ["keeps services out when it names an account", { ...principal, Principal: { AWS: "123456789012" } }, false],
    ["keeps out when the action is another", { ...principal, Action: "sts:TagSession" }, false],
    [
      "keeps API Gateway out on a condition on aws:SourceAccount, which it does not send",
      { ...principal, Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } },
      false,
    ],
    [
      "keeps API Gateway out on a condition on aws:SourceArn, in whatever case it is written",
      { ...principal, Condition: { ArnLike: { "AWS:SourceARN": "arn:aws:execute-api:*" } } },
      false,
    ],
  ];
  for (const [behaviour, statement, expected] of decisions) {
    it(behaviour, () => {
      assert.equal(trusts(trust(statement), "apigateway.amazonaws.com"), expected);
    });
  }

  it("keeps out on a Deny", () => {
    assert.equal(trusts(trust(principal, { ...principal, Effect: "Deny" }), "apigateway.amazonaws.com"), false);
  });
});

describe("conditions that the local AWS cannot judge", () => {
  it("are named: keys that API Gateway may send, comparisons that are not known", () => {
    const statements = identity(
      { ...allow, Condition: { Bool: { "aws:SecureTransport": "true" } } },
      { ...allow, Condition: { "ForAnyValue:StringLike": { "aws:SourceArn": "x" } } },
      { ...allow, Condition: { StringLike: { "aws:SourceArn": "x" } } },
    );
    assert.deepEqual(unknownConditions(statements), [
      "Bool on aws:securetransport",
      "ForAnyValue:StringLike on aws:sourcearn",
    ]);
  });
});

describe("a policy document", () => {
  const refusals: readonly (readonly [string, string, "trust" | "identity", RegExp])[] = [
    ["that is not JSON", "{", "identity", /contains invalid Json/],
    ["without a statement", "{}", "identity", /Syntax errors in policy/],
    ["with an unknown element", JSON.stringify({ Statement: { ...allow, Foo: 1 } }), "identity", /Syntax errors.*Foo/],
    ["with an effect of its own", JSON.stringify({ Statement: { ...allow, Effect: "allow" } }), "identity", /Effect/],
    ["with an old version", JSON.stringify({ Version: "2010-01-01", Statement: allow }), "identity", /Version/],
    [
      "without actions",
      JSON.stringify({ Statement: { ...allow, Action: undefined } }),
      "identity",
      /must contain actions/,
    ],
    [
      "without resources",
      JSON.stringify({ Statement: { ...allow, Resource: undefined } }),
      "identity",
      /must contain resources/,
    ],
    [
      "with a resource that is no ARN",
      JSON.stringify({ Statement: { ...allow, Resource: "orders" } }),
      "identity",
      /orders must be in ARN format/,
    ],
    [
      "with an action that has no service",
      JSON.stringify({ Statement: { ...allow, Action: "PutRecord" } }),
      "identity",
      /prefaced by a vendor/,
    ],
    [
      "of a role that names a principal",
      JSON.stringify({ Statement: { ...allow, Principal: "*" } }),
      "identity",
      /should not specify a principal/,
    ],
    [
      "of trust without a principal",
      JSON.stringify({ Statement: { Effect: "Allow", Action: "sts:AssumeRole" } }),
      "trust",
      /required field Principal/,
    ],
    [
      "of trust with a resource",
      JSON.stringify({ Statement: { ...allow, Principal: "*" } }),
      "trust",
      /prohibited field Resource/,
    ],
  ];
  for (const [which, text, kind, message] of refusals) {
    it(`${which} is malformed`, () => {
      assert.throws(() => parseDocument(text, kind), { name: "AwsError", type: "MalformedPolicyDocument", message });
    });
  }
});
