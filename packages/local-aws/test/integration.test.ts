import assert from "node:assert/strict";

import { AssumeRoleDenied, type IntegrationCall } from "../src/backend";
import { realEnvironment } from "../src/environment";
import { Roles } from "../src/iam/roles";
import { createMemoryStore } from "../src/kinesis/memory/store";
import { createServices } from "../src/services";

const ACCOUNT = "123456789012";
const REGION = "ap-south-1";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/ingest/writer`;

const record = { StreamName: "orders", PartitionKey: "k", Data: "aGVsbG8=" };

async function setUp(options: { condition?: object; action?: string; resource?: string } = {}) {
  const roles = new Roles();
  const services = createServices({
    accountId: ACCOUNT,
    environment: realEnvironment,
    roles,
    kinesisStore: createMemoryStore(ACCOUNT, realEnvironment),
    kinesisLayers: [],
  });
  const { kinesis } = services.kinesis;
  const { backend } = services.apigateway.apiGateway;
  await kinesis.send(REGION, "CreateStream", { StreamName: "orders", StreamModeDetails: { StreamMode: "ON_DEMAND" } });
  const trust = {
    Effect: "Allow",
    Principal: { Service: "apigateway.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: options.condition,
  };
  roles.add("writer", ROLE, JSON.stringify({ Version: "2012-10-17", Statement: [trust] }));
  const {
    action: Action = "kinesis:PutRecord",
    resource: Resource = `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/orders`,
  } = options;
  const allow = { Effect: "Allow", Action, Resource };
  roles.putPolicy("writer", "put", JSON.stringify({ Version: "2012-10-17", Statement: allow }));
  const call = async (changes: Partial<IntegrationCall> & { input?: unknown } = {}) => {
    const { input = record, ...rest } = changes;
    const { status, body } = await backend({
      region: REGION,
      service: "kinesis",
      action: "PutRecord",
      roleArn: ROLE,
      headers: { "content-type": "application/x-amz-json-1.1" },
      body: Buffer.from(JSON.stringify(input)),
      signal: new AbortController().signal,
      ...rest,
    });
    return { status, text: body.toString() };
  };
  return { call, roles };
}

describe("a call of an integration", () => {
  it("stores the record as the integration's role", async () => {
    const { call } = await setUp();
    const { status, text } = await call();
    assert.equal(status, 200);
    assert.match(text, /^{"ShardId":"shardId-\d{12}","SequenceNumber":"\d{56}"}$/);
  });

  it("fails when the role does not exist, or does not trust API Gateway", async () => {
    const { call } = await setUp();
    await assert.rejects(call({ roleArn: `${ROLE}-2` }), AssumeRoleDenied);
    const conditional = await setUp({ condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } });
    await assert.rejects(conditional.call(), AssumeRoleDenied);
  });

  it("is denied without the permission on that stream, in AWS's words", async () => {
    for (const options of [
      { action: "kinesis:GetRecords" },
      { resource: `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/other` },
    ]) {
      const { call } = await setUp(options);
      const { status, text } = await call();
      assert.equal(status, 400);
      assert.deepEqual(JSON.parse(text), {
        __type: "AccessDeniedException",
        message:
          `User: arn:aws:sts::${ACCOUNT}:assumed-role/writer/BackplaneAssumeRoleSession is not authorized to perform: ` +
          `kinesis:PutRecord on resource: arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/orders ` +
          "because no identity-based policy allows the kinesis:PutRecord action",
      });
    }
  });

  it("is denied for a stream in another region", async () => {
    const { call } = await setUp();
    assert.match((await call({ region: "eu-west-1" })).text, /AccessDeniedException/);
  });

  it("is told what is wrong with the request before it is told that it may not make it", async () => {
    const { call } = await setUp({ action: "kinesis:GetRecords" });
    assert.match((await call({ input: { ...record, StreamName: {} } })).text, /SerializationException/);
    assert.match((await call({ input: { ...record, PartitionKey: "" } })).text, /ValidationException/);
  });

  it("is told that it may not before it is told that there is no such stream", async () => {
    const { call } = await setUp();
    assert.match((await call({ input: { ...record, StreamName: "nope" } })).text, /AccessDeniedException/);
    const everywhere = await setUp({ resource: "*" });
    assert.match(
      (await everywhere.call({ input: { ...record, StreamName: "nope" } })).text,
      /ResourceNotFoundException/,
    );
  });

  it("follows a policy that is changed", async () => {
    const { call, roles } = await setUp();
    roles.get("writer").policies.delete("put");
    assert.equal((await call()).status, 400);
  });

  it("is not understood in a media type that a client sent and the integration passed on", async () => {
    const { call } = await setUp();
    const statuses = [
      "application/json",
      "x-amz-json-1.1",
      "application/x-amz-json-1.1; charset=utf-8",
      "application/octet-stream",
    ];
    const found = await Promise.all(
      statuses.map(async (type) => (await call({ headers: { "content-type": type } })).status),
    );
    assert.deepEqual(found, [200, 200, 200, 404]);
  });

  it("fails loudly for a service that is not modelled", async () => {
    const { call } = await setUp();
    await assert.rejects(
      call({ service: "sqs" }),
      /no integration with sqs: give the service an integrationTarget in packages\/local-aws\/src\/sqs\/index\.ts/,
    );
  });
});
