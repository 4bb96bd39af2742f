import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { Agent, request } from "node:https";
import { text } from "node:stream/consumers";

import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordCommand,
  type ResourceNotFoundException,
} from "@aws-sdk/client-kinesis";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { NodeHttpHandler } from "@smithy/node-http-handler";

import { type LocalAws, startLocalAws } from "../src";

describe("the endpoint for AWS SDKs", () => {
  let aws: LocalAws;
  const clients: { destroy(): void }[] = [];

  before(async () => {
    aws = await startLocalAws({ store: "memory" });
    await aws.kinesis.send("ap-south-1", "CreateStream", {
      StreamName: "orders",
      StreamModeDetails: { StreamMode: "ON_DEMAND" },
    });
  });

  after(async () => {
    clients.forEach((client) => {
      client.destroy();
    });
    await aws.stop();
  });

  it("is trusted by the clock of this machine, whatever time the account has", async () => {
    const past = await startLocalAws({ store: "memory", clock: () => Date.UTC(2020, 0, 1) });
    try {
      const sent = request(past.endpoint, { agent: new Agent({ ca: past.ca }) });
      sent.end();
      const [response] = (await once(sent, "response")) as [IncomingMessage];
      response.resume();
      assert.ok(response.statusCode);
    } finally {
      await past.stop();
    }
  });

  function settings(ca: string | undefined) {
    return {
      endpoint: aws.endpoint,
      region: "ap-south-1",
      credentials: { accessKeyId: "any", secretAccessKey: "any" },
      requestHandler: new NodeHttpHandler({ httpsAgent: new Agent({ keepAlive: true, ca }) }),
      maxAttempts: 1,
    };
  }

  function kinesis(options: { region?: string } = {}): KinesisClient {
    const client = new KinesisClient({ ...settings(aws.ca), ...options });
    clients.push(client);
    return client;
  }

  it("stores and reads records", async () => {
    const client = kinesis();
    const Data = Buffer.from([0, 255, 128, 10]);
    const stored = await client.send(new PutRecordCommand({ StreamName: "orders", PartitionKey: "k", Data }));
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamName: "orders",
        ShardId: stored.ShardId,
        ShardIteratorType: "AT_SEQUENCE_NUMBER",
        StartingSequenceNumber: stored.SequenceNumber,
      }),
    );
    const { Records, MillisBehindLatest } = await client.send(new GetRecordsCommand({ ShardIterator }));
    assert.deepEqual(
      Records?.map((record) => Buffer.from(record.Data ?? [])),
      [Data],
    );
    assert.ok(Records[0]?.ApproximateArrivalTimestamp instanceof Date);
    assert.equal(MillisBehindLatest, 0);
  });

  it("describes streams and lists shards", async () => {
    const { StreamDescriptionSummary } = await kinesis().send(
      new DescribeStreamSummaryCommand({ StreamName: "orders" }),
    );
    assert.equal(StreamDescriptionSummary?.StreamStatus, "ACTIVE");
    const { Shards } = await kinesis().send(new ListShardsCommand({ StreamName: "orders" }));
    assert.equal(Shards?.length, 4);
  });

  it("takes the region from the credentials' scope", async () => {
    const elsewhere = kinesis({ region: "eu-west-1" });
    await assert.rejects(elsewhere.send(new ListShardsCommand({ StreamName: "orders" })), {
      name: "ResourceNotFoundException",
    });
  });

  it("answers with errors that the SDK knows", async () => {
    const put = new PutRecordCommand({ StreamName: "nope", PartitionKey: "k", Data: Buffer.from("x") });
    await assert.rejects(kinesis().send(put), (error: ResourceNotFoundException) => {
      assert.deepEqual([error.name, error.$metadata.httpStatusCode], ["ResourceNotFoundException", 400]);
      assert.match(error.message, /^Stream nope under account 123456789012 not found/);
      return true;
    });
  });

  it("gives secrets", async () => {
    const client = new SecretsManagerClient(settings(aws.ca));
    clients.push(client);
    await assert.rejects(client.send(new GetSecretValueCommand({ SecretId: "none" })), {
      name: "ResourceNotFoundException",
    });
  });

  it("is not trusted by a client that was not given its certificate", async () => {
    const client = new KinesisClient(settings(undefined));
    clients.push(client);
    await assert.rejects(client.send(new ListShardsCommand({ StreamName: "orders" })), {
      code: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
  });

  it("is trusted as localhost too", async () => {
    const { port } = new URL(aws.endpoint);
    const call = request(`https://localhost:${port}/`, { method: "POST", ca: aws.ca });
    call.end("{}");
    const [response] = (await once(call, "response")) as [IncomingMessage];
    assert.equal(response.statusCode, 400);
    assert.match(await text(response), /MissingAuthenticationTokenException/);
  });
});
