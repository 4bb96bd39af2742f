import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";

import { digestOf, readConfiguration, readNotifications, SAMPLES } from "@aerospike-kinesis/esp-simulator";
import type { HttpResponse } from "@aerospike-kinesis/local-aws";
import { openFirst } from "@aerospike-kinesis/test-support";

import { awsClients } from "../../commands/shared/clients";
import { readSecretText } from "../../commands/shared/connector-file";
import { deliver, verify } from "../../commands/start/deliver";
import { BINARY_TYPES } from "../../components/api/media-types";
import { ALONE, nameOf, PAIRS, type Turned } from "../support/assumptions";
import { openPipeline, type Post } from "../support/pipeline";

const JSON_TYPE = "application/json";
const OCTETS = "application/octet-stream";
const PLAIN = Buffer.from(`{"data":"é"}`);
const GZIP = gzipSync(PLAIN);
const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const DIGEST = "WVp7Y+sYXb69hCVTpEgCsaMOwVk=";
const STREAMS = ["first", "second"];
/** Bytes that could be Base64 of other bytes. */
const LOOKS_LIKE_BASE64 = Buffer.from("AAAA");

interface Case {
  readonly type?: string | string[];
  readonly body?: Buffer;
  readonly headers?: Post["headers"];
  /** What may be stored, if anything is. @defaultValue the body */
  readonly stored?: readonly Buffer[];
  /** @defaultValue the first stream */
  readonly streams?: readonly string[];
}

/** What a connector sends, and gets stored whatever AWS does. */
const ORDINARY: Case = { type: JSON_TYPE, body: PLAIN };
const MESSAGE_PACK: Case = { type: "application/x-msgpack", body: Buffer.from([0x81, 0xa1, 0x61, 0xc4, 0x01, 0xff]) };

const both = (one: string, other: string): string[] => [one, other];

const CASES: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(BINARY_TYPES.map((type) => [`every byte as ${type}`, { type, body: EVERY_BYTE }])),
  "no type": { body: PLAIN },
  "a type of the same charset": { type: "application/json; charset=utf-8" },
  "another charset": { type: "application/json; charset=iso-8859-1", body: Buffer.from([0x22, 0xe9, 0x22]) },
  "another charset of NDJSON": {
    type: "application/x-ndjson;charset=utf-16",
    body: Buffer.from([0xff, 0xfe, 0x22, 0]),
  },
  "a type in capitals": { type: "APPLICATION/JSON" },
  "octets in capitals that look like Base64": { type: "Application/Octet-Stream", body: LOOKS_LIKE_BASE64 },
  "octets with a parameter that look like Base64": { type: `${OCTETS}; x=y`, body: LOOKS_LIKE_BASE64 },
  "octets that look like Base64": { type: OCTETS, body: LOOKS_LIKE_BASE64 },
  "two types": { type: both(JSON_TYPE, OCTETS) },
  "two types, the other way round": { type: both(OCTETS, JSON_TYPE) },
  "no text": { type: JSON_TYPE, body: Buffer.alloc(0) },
  "no octets": { type: OCTETS, body: Buffer.alloc(0) },
  "two braces": { type: JSON_TYPE, body: Buffer.from("{}") },
  "octets that are two braces": { type: OCTETS, body: Buffer.from("{}") },
  gzip: { type: JSON_TYPE, body: GZIP, headers: { "Content-Encoding": "gzip" }, stored: [PLAIN] },
  "gzip in other case": { type: JSON_TYPE, body: GZIP, headers: { "content-ENCODING": "GZIP" }, stored: [PLAIN] },
  "gzip of octets": { type: OCTETS, body: GZIP, headers: { "Content-Encoding": "gzip" }, stored: [PLAIN] },
  // The one exception of docs/decisions/006-text-and-bytes.md: the template sees one of the two.
  "octets that are gzip and identity": {
    type: OCTETS,
    body: GZIP,
    headers: { "Content-Encoding": both("gzip", "identity") },
    stored: [PLAIN, GZIP],
  },
  "the other stream": { headers: { streamname: undefined, StreamName: "second" }, streams: ["second"] },
  "both streams": { headers: { streamname: both("first", "second") }, streams: STREAMS },
  "both streams in two cases": { headers: { streamname: "first", StreamName: "second" }, streams: STREAMS },
  "no stream": { headers: { streamname: undefined }, streams: [] },
  "a stream of nobody": { headers: { streamname: "nobody" }, streams: [] },
  "two digests": { headers: { "aerospike-digest": both(DIGEST, `p","StreamName":"second`) } },
  "a digest in other case": { headers: { "aerospike-digest": undefined, "Aerospike-Digest": DIGEST } },
  "no digest": { headers: { "aerospike-digest": undefined } },
};

/** What the promise of binary-payload excepts. */
const EXCEPTIONS: readonly string[] = ["octets that look like Base64", "octets that are two braces"];

const kinesisAnswer = (status: number, body: string): HttpResponse => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.1" },
  body: Buffer.from(body),
});
const PLACE = `"ShardId":"shardId-000000000000","SequenceNumber":"4959"`;
const errorOf = (type: string): string => JSON.stringify({ __type: type });

/** What Kinesis really says, and the status of the answer whatever AWS does. */
const ERRORS: readonly (readonly [status: number, body: string, answer: number])[] = [
  [400, errorOf("ProvisionedThroughputExceededException"), 429],
  [400, errorOf("com.amazonaws.kinesis#KMSThrottlingException"), 429],
  [400, errorOf("AccessDeniedException"), 502],
  [400, errorOf("ValidationException"), 400],
  [500, errorOf("InternalFailure"), 503],
];
/** What it is not known to say. */
const STRANGE: readonly (readonly [status: number, body: string])[] = [
  [200, ""],
  [200, "<html>"],
  [200, "{}"],
  [200, `{${PLACE}`],
  [200, `{"SequenceNumber":"1"}`],
  [200, `{__type:'InternalFailure',${PLACE}}`],
  [302, `{${PLACE}}`],
  [400, `{${PLACE}}`],
  [400, `{"__type":'x',${PLACE}}`],
  [400, `{"__type":"x","__type":"",${PLACE}}`],
  [400, "<html>"],
  [500, `{${PLACE},}`],
];

describe("whatever AWS does where its documents are silent, the deployed pipeline stores what it acknowledges", function () {
  this.timeout(60_000);
  let lateBy = 0;
  const config = {
    "aerospike-kinesis:streams": STREAMS.map((name) => ({ name })),
    // All requests of a pair are sent at once, more than stage dev allows.
    "aerospike-kinesis:api": { throttle: { ratePerSecond: 10_000, burst: 5000 } },
  };
  const pipeline = openFirst(() =>
    openPipeline({ config }, { clock: () => Date.now() + lateBy, log: () => undefined }),
  );

  beforeEach(() => {
    // A key and a deployment are old enough, however slowly they spread.
    lateBy += 60_000;
  });
  afterEach(() => {
    pipeline.replaceKinesis(undefined);
    pipeline.aws.assume({});
  });

  const postOf = ({ type, body = PLAIN, headers = {} }: Case): Post => ({
    headers: { "Content-Type": type, "aerospike-digest": DIGEST, ...headers },
    body,
  });

  /** Sends a case, and judges the answer by what reached Kinesis. */
  async function judge(name: string, one: Case): Promise<number> {
    const { body = PLAIN, stored = [body], streams = ["first"] } = one;
    const puts: Readonly<Record<string, unknown>>[] = [];
    pipeline.replaceKinesis((call) => {
      puts.push(call.input);
      return Promise.resolve(kinesisAnswer(200, `{${PLACE}}`));
    });
    const { status, text } = await pipeline.send(postOf(one));
    assert.equal(puts.length, status === 200 ? 1 : 0, `${name}: ${status} ${text}`);
    assert.ok(status === 200 || (status >= 400 && status < 600), `${name}: ${status}`);
    for (const put of puts) {
      const data = Buffer.from(String(put.Data), "base64");
      assert.ok(
        stored.some((expected) => data.equals(expected)),
        `${name}: stored ${data.toString("latin1")}`,
      );
      assert.ok(streams.includes(String(put.StreamName)), `${name}: into ${String(put.StreamName)}`);
    }
    return status;
  }

  async function judgeAnswers(): Promise<void> {
    for (const [status, body, expected] of ERRORS) {
      pipeline.replaceKinesis(() => Promise.resolve(kinesisAnswer(status, body)));
      assert.equal((await pipeline.send()).status, expected, `${status} ${body}`);
    }
    for (const [status, body] of STRANGE) {
      pipeline.replaceKinesis(() => Promise.resolve(kinesisAnswer(status, body)));
      const answer = await pipeline.send();
      assert.ok(answer.status >= 400, `${status} ${body} is answered ${answer.status}`);
    }
    pipeline.replaceKinesis(() => Promise.reject(new Error("socket hang up")));
    assert.ok((await pipeline.send()).status >= 500);
    pipeline.replaceKinesis(undefined);
    const before = pipeline.puts();
    assert.ok((await pipeline.send({ headers: { streamname: "nobody" } })).status >= 400);
    assert.equal((await pipeline.send({ headers: { "x-api-key": "wrong" } })).status, 403);
    assert.equal(pipeline.puts(), before);
  }

  const isBroken = (turned: Turned): boolean => turned["binary-payload"] === "text";

  async function judgeRequests(turned: Turned): Promise<void> {
    assert.equal(await judge("what a connector sends", ORDINARY), 200);
    const ofBytes = await judge("message-pack", MESSAGE_PACK);
    assert.equal(ofBytes === 200, (turned["binary-payload"] ?? "base64") === "base64", `message-pack: ${ofBytes}`);
    for (const [name, one] of Object.entries(CASES)) {
      // The list of assumptions says that this promise depends on it.
      if (isBroken(turned) && EXCEPTIONS.includes(name)) continue;
      await judge(name, one);
    }
  }

  for (const turned of [{}, ...ALONE]) {
    it(`with ${nameOf(turned) || "every default"}`, async () => {
      pipeline.aws.assume(turned);
      await judgeRequests(turned);
      await judgeAnswers();
    });
  }

  for (const [what, judgePair] of [
    ["requests", judgeRequests],
    ["answers", judgeAnswers],
  ] as const) {
    it(`with each pair that ${what} can meet`, async () => {
      for (const pair of PAIRS[what]) {
        pipeline.aws.assume(pair);
        await judgePair(pair).catch((error: unknown) => {
          throw new Error(nameOf(pair), { cause: error });
        });
      }
    });
  }

  it("but for octets that look like Base64, if AWS does not convert binary bodies", async () => {
    pipeline.aws.assume({ "binary-payload": "text" });
    await assert.rejects(judge("octets", { type: OCTETS, body: LOOKS_LIKE_BASE64 }), /stored \0\0\0/);
  });

  it("in a short soak, in which each value holds for a while", async () => {
    const { aws, chosen } = pipeline;
    const clients = awsClients(chosen.region, aws);
    try {
      const secret = await readSecretText(clients.secretsManager, chosen.outputs.connectorSecretArn);
      const configuration = readConfiguration(secret);
      const samples = await readNotifications(SAMPLES, Date.now());
      const notifications = ALONE.flatMap((_turned, round) =>
        samples.map((sample, index) => ({ ...sample, digest: digestOf("set", `${round}-${index}`) })),
      );
      let puts = 0;
      pipeline.replaceKinesis(async (call, kinesis) => {
        puts += 1;
        // Records are sent again, so every value has its turn before all are acknowledged.
        aws.assume(ALONE[Math.floor(puts / samples.length)] ?? {});
        if (puts % 5 === 1) return kinesisAnswer(400, errorOf("ProvisionedThroughputExceededException"));
        const answer = await kinesis(call);
        if (puts % 5 === 3) throw new Error("socket hang up after it was stored");
        return answer;
      });
      const { deliveries } = await deliver({
        configuration,
        ca: aws.ca,
        notifications,
        onRetry: () => undefined,
        onAcknowledged: () => undefined,
        signal: new AbortController().signal,
      });
      assert.ok(puts >= ALONE.length * samples.length);
      for (const delivery of deliveries) {
        const outcome = await verify(delivery, clients.kinesis, "first", configuration);
        assert.equal(outcome.kind, "stored", JSON.stringify(outcome));
      }
    } finally {
      clients.close();
    }
  });
});
