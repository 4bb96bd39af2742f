import assert from "node:assert/strict";

import { AwsError } from "../../src/errors";
import { iamResources } from "../../src/iam/resources";
import { Roles } from "../../src/iam/roles";
import { createProvider } from "../../src/provider/provider";
import { testEnvironment } from "../environment";

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** A policy of so many characters, without white space. */
function policyOf(size: number): string {
  const text = (name: string) =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "kinesis:PutRecord", Resource: `arn:aws:kinesis:x:1:stream/${name}` }],
    });
  return text("x".repeat(size - text("").length));
}

function rolesWith(name: string): Roles {
  const roles = new Roles();
  roles.add(name, `arn:aws:iam::123456789012:role/${name}`, TRUST);
  return roles;
}

const refused = (type: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof AwsError, String(error));
  assert.equal(error.type, type);
  assert.match(error.message, message);
  return true;
};

const tooLong = refused("LimitExceeded", /^Maximum policy size of 10240 bytes exceeded for role writer$/);

describe("the limits of a role", () => {
  it("are 10,240 characters of inline policy, white space not counted", () => {
    const roles = rolesWith("writer");
    const longest = policyOf(10_240);
    roles.putPolicy("writer", "p", JSON.stringify(JSON.parse(longest), undefined, 4));
    assert.throws(() => {
      roles.putPolicy("writer", "p", policyOf(10_241));
    }, tooLong);
  });

  it("count all its inline policies, and of one that is put again the new text alone", () => {
    const roles = rolesWith("writer");
    roles.putPolicy("writer", "one", policyOf(10_000));
    assert.throws(() => {
      roles.putPolicy("writer", "other", policyOf(241));
    }, tooLong);
    roles.putPolicy("writer", "one", policyOf(5000));
    roles.putPolicy("writer", "other", policyOf(5240));
  });

  it("are one name for all ways to write it in capitals", () => {
    assert.throws(
      () => rolesWith("writer").add("Writer", "arn:aws:iam::123456789012:role/Writer", TRUST),
      refused("EntityAlreadyExists", /Role with name Writer already exists/),
    );
  });

  const wrong: Record<string, [inputs: Record<string, unknown>, problem: RegExp]> = {
    "a description of other than Latin letters": [
      { description: "データ" },
      /description: expected characters of Latin-1/,
    ],
    "51 tags": [
      { tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`t${index}`, ""])) },
      /tags: expected at most 50 tags/,
    ],
    "a tag of AWS' own": [{ tags: { "AWS:x": "y" } }, /tags/],
    "a tag's value that IAM does not take": [{ tags: { x: "a;b" } }, /tags\.x: expected letters, digits, spaces or/],
    "two tags that differ in capitals": [
      { tags: { team: "a", Team: "b" } },
      /tags: Duplicate tag keys found\. Please note that Tag keys are case insensitive/,
    ],
  };
  for (const [name, [inputs, problem]] of Object.entries(wrong)) {
    it(`are passed by ${name}`, async () => {
      const provider = createProvider(
        iamResources({ roles: new Roles(), accountId: "123456789012", environment: testEnvironment() }),
        testEnvironment(),
      );
      const role = { name: "writer", assumeRolePolicy: TRUST };
      await provider.create("aws:iam/role:Role", role);
      await assert.rejects(provider.create("aws:iam/role:Role", { ...role, ...inputs, name: "other" }), problem);
    });
  }
});
