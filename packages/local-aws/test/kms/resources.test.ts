import assert from "node:assert/strict";

import type { Properties } from "../../src/resource";
import { openTestAccount } from "../support/services";

const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const TOPIC = "aws:sns/topic:Topic";
const DAY_MS = 24 * 60 * 60 * 1000;

const policyFor = (principal: unknown, action = "kms:*"): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Principal: principal, Action: action, Resource: "*" }] });

const ROOT = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" };

/** Lets the account decide, and CloudWatch Logs use the key for the log groups that the condition names. */
const logsPolicy = (changes: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      ROOT,
      {
        Sid: "Logs of this account",
        Effect: "Allow",
        Principal: { Service: "logs.eu-west-1.amazonaws.com" },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:123456789012:*" } },
        ...changes,
      },
    ],
  });
const LOGS_POLICY = logsPolicy();

describe("the types of KMS", () => {
  it("have a key's id and ARN, and a policy that lets the account's own policies decide", async () => {
    const { provider } = openTestAccount();
    const { id, outputs } = await provider.create(KEY, {});
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.equal(outputs.arn, `arn:aws:kms:eu-west-1:123456789012:key/${id}`);
    assert.equal(outputs.keyId, id);
    assert.match(String(outputs.policy), /arn:aws:iam::123456789012:root/);
    assert.equal(outputs.rotationPeriodInDays, 0);
  });

  it("rotate a key once a year unless it says otherwise", async () => {
    const { provider } = openTestAccount();
    const { id, outputs } = await provider.create(KEY, {});
    const rotated = await provider.update(KEY, id, { enableKeyRotation: true }, outputs);
    assert.equal(rotated.rotationPeriodInDays, 365);
    const often = await provider.update(KEY, id, { enableKeyRotation: true, rotationPeriodInDays: 90 }, rotated);
    assert.equal(often.rotationPeriodInDays, 90);
  });

  it("name a new alias after the resource, with alias/ before it", () => {
    const { provider } = openTestAccount();
    const nameOf = (logicalName: string): unknown =>
      provider.check(ALIAS, {}, { logicalName, before: undefined, proposed: undefined }).name;
    assert.match(String(nameOf("logs")), /^alias\/logs-[0-9a-f]{7}$/);
    assert.match(String(nameOf("alias/logs")), /^alias\/logs-[0-9a-f]{7}$/);
  });

  it("encrypt with a key by its id, its ARN, or an alias that is moved to it", async () => {
    const { provider } = openTestAccount();
    const [first, second] = [await provider.create(KEY, {}), await provider.create(KEY, { isEnabled: false })];
    const alias = await provider.create(ALIAS, { name: "alias/logs", targetKeyId: second.id });
    const topic = (kmsMasterKeyId: unknown): Promise<unknown> =>
      provider.create(TOPIC, { name: `t${String(kmsMasterKeyId).length}`, kmsMasterKeyId });
    await assert.rejects(topic("alias/logs"), /KmsMasterKeyId/);
    const moved = await provider.update(
      ALIAS,
      alias.id,
      { name: "alias/logs", targetKeyId: first.outputs.arn },
      alias.outputs,
    );
    assert.equal(moved.targetKeyArn, first.outputs.arn);
    await topic("alias/logs");
    await topic(first.id);
    await topic(first.outputs.arn);
    await topic("alias/aws/sns");
  });

  it("take a deleted key away at once for whoever would use it, and for good after its window", async () => {
    const { provider, environment } = openTestAccount();
    const { id, outputs } = await provider.create(KEY, { deletionWindowInDays: 7, policy: LOGS_POLICY });
    await provider.create(GROUP, { name: "/a", kmsKeyId: outputs.arn });
    await provider.delete(KEY, id, outputs);
    assert.equal(await provider.read(KEY, id, outputs, {}), undefined);
    await assert.rejects(
      provider.create(GROUP, { name: "/b", kmsKeyId: outputs.arn }),
      /does not exist or is not allowed/,
    );
    await assert.rejects(provider.update(KEY, id, {}, outputs), /KMSInvalidStateException: .* is pending deletion/);
    environment.time += 7 * DAY_MS;
    await assert.rejects(provider.update(KEY, id, {}, outputs), /NotFoundException: Key .* does not exist/);
  });

  const NO_LOGS: readonly (readonly [what: string, policy: string | undefined])[] = [
    ["the default policy", undefined],
    [
      "a policy for another region's CloudWatch Logs",
      logsPolicy({ Principal: { Service: "logs.us-east-1.amazonaws.com" } }),
    ],
    ["a policy that lets CloudWatch Logs only decrypt", logsPolicy({ Action: "kms:Decrypt" })],
    [
      "a policy for another log group",
      logsPolicy({
        Condition: {
          ArnEquals: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:123456789012:log-group:/b" },
        },
      }),
    ],
    ["a policy that denies it", logsPolicy({ Effect: "Deny" })],
  ];
  for (const [what, policy] of NO_LOGS) {
    it(`encrypt no log group with a key of ${what}`, async () => {
      const { provider } = openTestAccount();
      const { outputs } = await provider.create(KEY, { policy });
      await assert.rejects(
        provider.create(GROUP, { name: "/a", kmsKeyId: outputs.arn }),
        /AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:eu-west-1:123456789012:log-group:\/a'/,
      );
    });
  }

  const REFUSED: readonly (readonly [what: string, type: string, inputs: Properties, message: RegExp])[] = [
    [
      "a policy that is no JSON",
      KEY,
      { policy: "{" },
      /MalformedPolicyDocumentException: This policy contains invalid Json/,
    ],
    [
      "a policy that locks the account out",
      KEY,
      { policy: policyFor({ Service: "logs.eu-west-1.amazonaws.com" }) },
      /MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy/,
    ],
    [
      "a policy that lets another account change it",
      KEY,
      { policy: policyFor({ AWS: "arn:aws:iam::999999999999:root" }) },
      /will not allow you to update the key policy/,
    ],
    ["a window of 6 days", KEY, { deletionWindowInDays: 6 }, /deletionWindowInDays/],
    ["a rotation of 89 days", KEY, { enableKeyRotation: true, rotationPeriodInDays: 89 }, /rotationPeriodInDays/],
    ["a signing key", KEY, { keyUsage: "SIGN_VERIFY" }, /keyUsage/],
    ["an alias without alias/", ALIAS, { name: "logs", targetKeyId: "x" }, /name: expected alias\//],
    [
      "an alias of AWS",
      ALIAS,
      { name: "alias/aws/logs", targetKeyId: "x" },
      /name: expected a name that does not begin/,
    ],
    [
      "an alias of no key",
      ALIAS,
      { name: "alias/logs", targetKeyId: "none" },
      /NotFoundException: Key .*key\/none' does not exist/,
    ],
  ];
  for (const [what, type, inputs, message] of REFUSED) {
    it(`refuse ${what}`, async () => {
      await assert.rejects(openTestAccount().provider.create(type, inputs), message);
    });
  }

  it("take a policy that locks the account out if they are told to", async () => {
    const { provider } = openTestAccount();
    const policy = policyFor({ Service: "logs.eu-west-1.amazonaws.com" });
    await provider.create(KEY, { policy, bypassPolicyLockoutSafetyCheck: true });
  });

  it("refuse an alias twice", async () => {
    const { provider } = openTestAccount();
    const { id } = await provider.create(KEY, {});
    await provider.create(ALIAS, { name: "alias/logs", targetKeyId: id });
    await assert.rejects(provider.create(ALIAS, { name: "alias/logs", targetKeyId: id }), /AlreadyExistsException/);
  });

  it("let a log group use a key of somebody else's, in an account that has such", async () => {
    const kmsKeyId = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    const { provider } = openTestAccount({ hasForeignKeys: true });
    await provider.create(GROUP, { name: "orders", kmsKeyId });
    const elsewhere = kmsKeyId.replace("eu-west-1", "us-east-1");
    await assert.rejects(() => provider.create(GROUP, { name: "more", kmsKeyId: elsewhere }), /does not exist/);
    await assert.rejects(
      () => openTestAccount().provider.create(GROUP, { name: "orders", kmsKeyId }),
      /does not exist/,
    );
  });
});
