import assert from "node:assert/strict";

import { Roles } from "../../src/iam/roles";
import { createKinesis } from "../../src/kinesis/kinesis";
import { createMemoryStore } from "../../src/kinesis/memory/store";
import { KeyInputs } from "../../src/kms/inputs/key";
import { defaultKeyPolicy } from "../../src/kms/key-policy";
import { Keys } from "../../src/kms/keys";
import { testEnvironment } from "../environment";

const ACCOUNT = "123456789012";
const REGION = "eu-west-1";
const STREAM = `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/orders`;
const TRUST =
  '{"Statement": {"Effect": "Allow", "Principal": {"Service": "apigateway.amazonaws.com"}, "Action": "sts:AssumeRole"}}';

/** A stream that is encrypted with a key of the account. */
async function encryptedStream() {
  const environment = testEnvironment();
  const keys = new Keys(ACCOUNT, environment);
  const policy = defaultKeyPolicy(REGION, ACCOUNT);
  const key = keys.create({ ...KeyInputs.parse({ region: REGION }), policy });
  const kinesis = createKinesis(createMemoryStore(ACCOUNT, environment), ACCOUNT, [], keys);
  await kinesis.send(REGION, "CreateStream", { StreamName: "orders", StreamModeDetails: { StreamMode: "ON_DEMAND" } });
  const encrypt = (KeyId: string) =>
    kinesis.send(REGION, "StartStreamEncryption", { StreamName: "orders", EncryptionType: "KMS", KeyId });
  await encrypt(key.arn);

  /** Puts a record as a role with these statements. @returns the type and the message of the error, or nothing */
  async function putAs(...statements: readonly object[]): Promise<string> {
    const roles = new Roles();
    const arn = `arn:aws:iam::${ACCOUNT}:role/writer`;
    roles.add("writer", arn, TRUST);
    const put = { Effect: "Allow", Action: "kinesis:PutRecord", Resource: STREAM };
    roles.putPolicy("writer", "policy", JSON.stringify({ Version: "2012-10-17", Statement: [put, ...statements] }));
    const body = Buffer.from(JSON.stringify({ StreamName: "orders", PartitionKey: "p", Data: "" }));
    const caller = roles.assume(arn, "apigateway.amazonaws.com");
    const answer = await kinesis.call({ region: REGION, action: "PutRecord", body, caller });
    if (answer.status === 200) return "";
    const { __type, message } = JSON.parse(answer.body.toString()) as Record<string, string>;
    return `${String(__type)}: ${String(message)}`;
  }
  return { keys, key, kinesis, encrypt, putAs };
}

const use = (Resource: string, condition?: Readonly<Record<string, string>>) => ({
  Effect: "Allow",
  Action: "kms:GenerateDataKey",
  Resource,
  ...(condition && { Condition: { StringLike: condition } }),
});

describe("a stream that is encrypted with a key of the account", () => {
  it("takes records of who may use the key through Kinesis", async () => {
    const { key, putAs } = await encryptedStream();
    assert.equal(await putAs(use(key.arn)), "");
    assert.equal(await putAs(use(key.arn, { "kms:ViaService": `kinesis.${REGION}.*` })), "");
    assert.equal(await putAs(use(key.arn, { "kms:EncryptionContext:aws:kinesis:arn": STREAM })), "");
  });

  it("refuses records of who may not use the key, or only through another service or for another stream", async () => {
    const { key, putAs } = await encryptedStream();
    const refusal =
      `KMSAccessDeniedException: User: arn:aws:sts::${ACCOUNT}:assumed-role/writer/BackplaneAssumeRoleSession is not ` +
      `authorized to perform: kms:GenerateDataKey on resource: ${key.arn}`;
    assert.equal(await putAs(), refusal);
    assert.equal(await putAs(use(`${key.arn}0`)), refusal);
    assert.equal(await putAs(use(key.arn, { "kms:ViaService": `s3.${REGION}.amazonaws.com` })), refusal);
    assert.equal(await putAs(use(key.arn, { "kms:ViaService": "kinesis.us-east-1.*" })), refusal);
    assert.equal(await putAs(use(key.arn, { "kms:EncryptionContext:aws:kinesis:arn": `${STREAM}2` })), refusal);
  });

  it("needs nothing of its writers with AWS' own key, or without encryption", async () => {
    const { key, kinesis, encrypt, putAs } = await encryptedStream();
    await encrypt("alias/aws/kinesis");
    assert.equal(await putAs(), "");
    await encrypt(key.arn);
    await kinesis.send(REGION, "StopStreamEncryption", {
      StreamName: "orders",
      EncryptionType: "KMS",
      KeyId: key.arn,
    });
    assert.equal(await putAs(), "");
  });

  it("takes no record with a key that is disabled, or that will be deleted", async () => {
    const { keys, key, encrypt, putAs } = await encryptedStream();
    key.settings = { ...key.settings, isEnabled: false };
    assert.equal(await putAs(use(key.arn)), `KMSDisabledException: ${key.arn} is disabled.`);
    await assert.rejects(encrypt(key.arn), { type: "KMSDisabledException" });
    keys.scheduleDeletion(key);
    assert.equal(await putAs(use(key.arn)), `KMSInvalidStateException: ${key.arn} is pending deletion.`);
  });

  it("can only have a key of its region", async () => {
    const { key, encrypt } = await encryptedStream();
    await assert.rejects(encrypt(key.arn.replace(REGION, "us-east-1")), { type: "KMSNotFoundException" });
  });
});
