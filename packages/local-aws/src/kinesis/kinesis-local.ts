import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";

import { Pool } from "undici";

import { AwsError, StoreError } from "../errors";
import type { HttpResponse } from "../http-response";
import { errorResponse, JSON_1_1 } from "../json-response";
import { TARGET_PREFIX } from "./integration";
import { keepLargeData } from "./large-data";
import type { KinesisRequest, KinesisStore } from "./request";

/** 256 MB are enough for about 20,000 small records; large data is not kept there. The process uses more only if it needs it. */
const HEAP_MB = 1024;
const CONNECTIONS = 64;

/** kinesis-local asks for these ports. `kinesis-local-child.cjs` replaces each by a free one; the number says which it was. */
const PLAIN_PORT = 1;
const TLS_PORT = 2;

/** kinesis-local makes each of these wait half a second, as if AWS were at work. */
const IMMEDIATE = [
  "CREATE_STREAM",
  "DELETE_STREAM",
  "START_STREAM_ENCRYPTION",
  "STOP_STREAM_ENCRYPTION",
  "UPDATE_SHARD_COUNT",
  "UPDATE_STREAM_MODE",
];

/**
 * The account's quotas, raised so that none is met: kinesis-local takes 10 on-demand streams and 50 shards. AWS takes more, and
 * raises its quotas on request (https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html).
 */
const QUOTAS = { SHARD_LIMIT: "100000", ON_DEMAND_STREAM_COUNT_LIMIT: "100000" };

/** kinesis-local, running. */
export interface KinesisLocal extends KinesisStore {
  /** Where it listens, over HTTP, on 127.0.0.1. */
  readonly port: number;
  /** Of its process. */
  readonly pid: number | undefined;
}

/**
 * Starts kinesis-local, an implementation of Kinesis that is not ours, as a process of its own that ends with this
 * one. It takes 170 to 320 records a second and keeps them in memory.
 * @param accountId 12 digits
 * @param onBroken called if it ends before it is stopped; its records are lost then
 * @returns the running store
 * @throws Error if it ends before it listens
 */
export async function startKinesisLocal(
  accountId: string,
  onBroken: (error: Error) => void = () => undefined,
): Promise<KinesisLocal> {
  const child = spawnStore(accountId);
  const ended = once(child, "exit");
  let isStopped = false;
  const port = await Promise.race([
    portOf(child),
    ended.then(([code]) => {
      throw new Error(`kinesis-local ended with code ${String(code)} before it listened`);
    }),
  ]);
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 });
  void ended.then(([code, signal]) => {
    if (!isStopped) onBroken(brokenStoreError(code ?? signal));
  });
  const store = {
    port,
    pid: child.pid,
    call: keepLargeData((request) => forward(pool, request)),
    stop: async () => {
      isStopped = true;
      child.kill("SIGKILL");
      await Promise.all([pool.destroy(), ended]);
    },
  };
  try {
    await warm(store);
  } catch (error) {
    await store.stop();
    throw error;
  }
  return store;
}

const brokenStoreError = (how: unknown): StoreError =>
  new StoreError(
    `kinesis-local, which keeps the records, ended by itself (${String(how)}), and they are gone. Most likely its heap of ` +
      `${HEAP_MB} MB was full: send fewer records, or use the memory store.`,
  );

function spawnStore(accountId: string): ChildProcess {
  const directory = dirname(require.resolve("kinesis-local/package.json"));
  const preload = join(__dirname, "kinesis-local-child.cjs");
  return spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, `--require=${preload}`, "main.js"], {
    cwd: directory,
    // Ctrl-C in the terminal must not end it: its parent may still have something to store.
    detached: true,
    env: {
      ...process.env,
      // The options of this process, such as a TypeScript loader, would only slow that one down.
      NODE_OPTIONS: "",
      KINESIS_MOCK_PLAIN_PORT: String(PLAIN_PORT),
      KINESIS_MOCK_TLS_PORT: String(TLS_PORT),
      AWS_ACCOUNT_ID: accountId,
      LOG_LEVEL: "ERROR",
      ...QUOTAS,
      ...Object.fromEntries(IMMEDIATE.map((step) => [`${step}_DURATION`, "0ms"])),
    },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}

async function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.on("message", ({ requested, port }: { requested: number; port: number }) => {
      if (requested === PLAIN_PORT) {
        resolve(port);
      }
    });
  });
}

/** Makes the first call alone: two first calls at the same time can fail. */
async function warm(store: KinesisStore): Promise<void> {
  await store.call({
    region: "us-east-1",
    action: "ListStreams",
    input: {},
    signal: new AbortController().signal,
  });
}

async function forward(pool: Pool, { region, action, input, signal }: KinesisRequest): Promise<HttpResponse> {
  const response = await pool.request({
    method: "POST",
    path: "/",
    headers: {
      "content-type": JSON_1_1,
      "x-amz-target": `${TARGET_PREFIX}.${action}`,
      // The region of the credential's scope chooses the streams. The signature is not checked.
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/${region}/kinesis/aws4_request, SignedHeaders=host, Signature=none`,
      "x-amz-date": "20260101T000000Z",
    },
    body: JSON.stringify(input),
    signal,
  });
  const responseBody = Buffer.from(await response.body.arrayBuffer());
  if (action === "GetRecords" && response.statusCode === 500 && responseBody.length === 0) {
    // It cannot decrypt the iterator. AWS answers this with an error of the caller.
    return errorResponse(new AwsError("InvalidArgumentException", "Invalid ShardIterator."));
  }
  const headers = Object.entries(response.headers).filter(
    ([name]) => name !== "transfer-encoding" && name !== "connection",
  );
  return {
    status: response.statusCode,
    headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
    body: responseBody,
  };
}
