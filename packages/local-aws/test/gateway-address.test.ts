import assert from "node:assert/strict";
import { once } from "node:events";
import { networkInterfaces } from "node:os";
import { connect } from "node:tls";

import { Agent, request } from "undici";

import { type LocalAws, startLocalAws } from "../src/index";

const has = (wanted: string): boolean =>
  Object.values(networkInterfaces()).some((addresses = []) => addresses.some(({ address }) => address === wanted));

describe("startLocalAws with gatewayAddress", () => {
  const failures: Error[] = [];
  const address = has("::1") ? "::1" : "127.0.0.1";
  let aws: LocalAws;

  before(async () => {
    const onHandshakeFailed = (error: Error) => failures.push(error);
    aws = await startLocalAws({ store: "memory", gatewayAddress: address, gatewayHooks: { onHandshakeFailed } });
  });
  after(() => aws.stop());

  it("serves API Gateway there, and AWS's own APIs on 127.0.0.1 only", async () => {
    assert.equal(new URL(aws.origin).hostname, address === "::1" ? "[::1]" : address);
    assert.equal(new URL(aws.endpoint).hostname, "127.0.0.1");
    const dispatcher = new Agent({ connect: { ca: aws.ca } });
    const answer = await request(aws.origin, { dispatcher });
    await answer.body.dump();
    assert.equal(answer.statusCode, 403);
    await dispatcher.close();
  });

  it("tells of a TLS handshake that failed", async () => {
    const port = Number(new URL(aws.origin).port);
    const socket = connect({ host: address, port, ca: aws.ca, ALPNProtocols: ["no-such-protocol"] });
    await once(socket, "error");
    assert.equal(failures.length, 1);
  });
});
