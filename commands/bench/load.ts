import { randomBytes } from "node:crypto";

import { Pool } from "undici";

import type { Served } from "./serve";
import { quantile } from "./statistics";

/** The results of a load. */
export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Makes one request of a load and resolves when it is answered; rejects if the record was not stored. */
export type Send = () => Promise<void>;

/**
 * Keeps `connections` requests under way until `count` are answered.
 * @param send makes one request
 * @param connections how many requests at once
 * @param count how many requests in all
 * @returns requests a second, and latencies in milliseconds
 * @throws what `send` rejects with
 */
export async function drive(send: Send, connections: number, count: number): Promise<Load> {
  const latencies: number[] = [];
  let begun = 0;
  const started = performance.now();
  const worker = async (): Promise<void> => {
    while (begun < count) {
      begun += 1;
      const sent = performance.now();
      await send();
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: count / seconds, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) };
}

/** A record of 500 bytes, as in the measurements of kinesis-local. */
const BODY = JSON.stringify({ msg: "write", bin: "x".repeat(475) });

export interface LoadClient {
  readonly send: Send;
  readonly close: () => Promise<void>;
}

/**
 * A client that posts records through the whole pipeline.
 * @param served the pipeline
 * @param connections how many requests at once
 * @returns a client; its `send` rejects if the answer is not 200
 */
export function openPipelineClient({ endpoint, headers, ca }: Served, connections: number): LoadClient {
  const url = new URL(endpoint);
  const pool = new Pool(url.origin, { connections, connect: { ca } });
  return {
    send: async () => {
      const digest = randomBytes(20).toString("base64");
      const { statusCode, body } = await pool.request({
        path: url.pathname,
        method: "POST",
        headers: { ...headers, "aerospike-digest": digest },
        body: BODY,
      });
      await body.dump();
      if (statusCode !== 200) throw new Error(`the pipeline answered ${statusCode}`);
    },
    close: () => pool.close(),
  };
}

/**
 * A client that calls PutRecord on kinesis-local itself, with nothing of ours between.
 * @param served the pipeline, with kinesis-local as its store
 * @param connections how many requests at once
 * @returns a client; its `send` rejects if the answer is not 200
 */
export const openStoreClient = (served: Required<Served>, connections: number): LoadClient =>
  putRecordClient(served, new Pool(`http://127.0.0.1:${served.kinesis.port}`, { connections }));

/**
 * A client that calls PutRecord on kinesis-local through a relay.
 * @param served the pipeline, with kinesis-local as its store
 * @param connections how many requests at once
 * @returns a client; its `send` rejects if the answer is not 200
 */
export function openRelayClient(served: Required<Served>, connections: number): LoadClient {
  const { origin, ca } = served.kinesis.relay;
  return putRecordClient(served, new Pool(origin, { connections, connect: { ca } }));
}

function putRecordClient({ region, stream }: Served, pool: Pool): LoadClient {
  const scope = `Credential=bench/20260101/${region}/kinesis/aws4_request`;
  return {
    send: async () => {
      const { statusCode, body } = await pool.request({
        path: "/",
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": "Kinesis_20131202.PutRecord",
          "x-amz-date": "20260101T000000Z",
          authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=none`,
        },
        body: JSON.stringify({
          StreamName: stream,
          PartitionKey: randomBytes(20).toString("base64"),
          Data: Buffer.from(BODY).toString("base64"),
        }),
      });
      await body.dump();
      if (statusCode !== 200) throw new Error(`kinesis-local answered ${statusCode}`);
    },
    close: () => pool.close(),
  };
}
