import assert from "node:assert/strict";

import { callSecretsManager } from "../../src/secretsmanager/api";
import { Secrets } from "../../src/secretsmanager/secrets";
import { testEnvironment } from "../environment";

const REGION = "ap-south-1";
const DAY_MS = 24 * 60 * 60 * 1000;

function setUp() {
  const environment = testEnvironment();
  const secrets = new Secrets("123456789012", environment);
  const call = (action: string, input: object): Record<string, unknown> => {
    const { status, body } = callSecretsManager(secrets, REGION, action, Buffer.from(JSON.stringify(input)));
    return { status, ...(JSON.parse(body.toString()) as object) };
  };
  return { environment, secrets, call };
}

describe("Secrets Manager", () => {
  it("gives the current value by name, by ARN, and by ARN without its random end", () => {
    const { secrets, call } = setUp();
    const { arn } = secrets.create(REGION, "esp/config", {});
    assert.match(arn, /^arn:aws:secretsmanager:ap-south-1:123456789012:secret:esp\/config-[A-Za-z0-9]{6}$/);
    secrets.put(REGION, arn, "first");
    for (const SecretId of ["esp/config", arn, arn.slice(0, -7)]) {
      assert.equal(call("GetSecretValue", { SecretId }).SecretString, "first");
    }
  });

  it("makes a new value the current one and keeps the one before", () => {
    const { secrets, call } = setUp();
    secrets.create(REGION, "s", {});
    const [first, , third] = ["one", "two", "three"].map((value) => secrets.put(REGION, "s", value));
    assert.equal(call("GetSecretValue", { SecretId: "s" }).SecretString, "three");
    assert.equal(call("GetSecretValue", { SecretId: "s", VersionStage: "AWSPREVIOUS" }).SecretString, "two");
    assert.equal(call("GetSecretValue", { SecretId: "s", VersionId: first!.id }).SecretString, "one");
    const { VersionIdsToStages } = call("DescribeSecret", { SecretId: "s" });
    assert.deepEqual((VersionIdsToStages as Record<string, unknown>)[third!.id], ["AWSCURRENT"]);
  });

  it("has each region's secrets apart", () => {
    const { secrets } = setUp();
    secrets.create("eu-west-1", "s", {});
    assert.equal(secrets.find(REGION, "s"), undefined);
    secrets.create(REGION, "s", {});
    assert.throws(() => secrets.create(REGION, "s", {}), { type: "ResourceExistsException" });
  });

  it("answers as AWS for a secret or a value that is not there", () => {
    const { secrets, call } = setUp();
    assert.equal(call("GetSecretValue", { SecretId: "s" }).__type, "ResourceNotFoundException");
    secrets.create(REGION, "s", {});
    assert.deepEqual(call("GetSecretValue", { SecretId: "s" }), {
      status: 400,
      __type: "ResourceNotFoundException",
      message: "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    });
    assert.equal(call("GetSecretValue", {}).__type, "ValidationException");
    assert.equal(call("RotateSecret", { SecretId: "s" }).__type, "UnknownOperationException");
  });

  it("keeps a deleted secret's name until its recovery window is over", () => {
    const { secrets, call, environment } = setUp();
    secrets.create(REGION, "s", {});
    secrets.put(REGION, "s", "value");
    secrets.delete(REGION, "s", 7);
    environment.time += 7 * DAY_MS - 1;
    assert.throws(() => secrets.create(REGION, "s", {}), {
      type: "InvalidRequestException",
      message: /scheduled for deletion/,
    });
    assert.equal(call("GetSecretValue", { SecretId: "s" }).__type, "InvalidRequestException");
    environment.time += 1;
    assert.equal(call("GetSecretValue", { SecretId: "s" }).__type, "ResourceNotFoundException");
    secrets.create(REGION, "s", {});
  });

  it("frees the name at once when there is no recovery window", () => {
    const { secrets } = setUp();
    secrets.create(REGION, "s", {});
    secrets.delete(REGION, "s", 0);
    secrets.create(REGION, "s", {});
  });

  it("takes values of 1 to 65,536 bytes", () => {
    const { secrets } = setUp();
    secrets.create(REGION, "s", {});
    secrets.put(REGION, "s", "é".repeat(32_768));
    assert.throws(() => secrets.put(REGION, "s", `${"é".repeat(32_768)}x`), { type: "ValidationException" });
    assert.throws(() => secrets.put(REGION, "s", ""), { type: "ValidationException" });
  });
});
