import assert from "node:assert/strict";

import { renderTemplate } from "@aerospike-kinesis/local-aws/testing";

import {
  CLIENT_ERROR_TEMPLATE,
  SERVER_ERROR_TEMPLATE,
  SUCCESS_TEMPLATE,
  UNEXPECTED_TEMPLATE,
} from "../../../components/api/response-templates";

interface Answer {
  readonly status?: number;
  readonly header: Record<string, unknown>;
  readonly body: Record<string, unknown>;
}

/** What a template answers to Kinesis' body; the status only where it overrides the mapping's own. */
function answer(template: string, body: string): Answer {
  const { text, context } = renderTemplate(template, { body, context: { requestId: "the-id" } });
  assert.ok(text.length < 200, "an answer is a few bytes");
  const { header, ...override } = context.responseOverride as Omit<Answer, "body">;
  return { ...override, header: { ...header }, body: JSON.parse(text) as Answer["body"] };
}

const failed = (error: string, override: Partial<Answer> = {}): Answer => ({
  header: {},
  ...override,
  body: { error, requestId: "the-id" },
});
const later = { status: 429, header: { "Retry-After": "1" } };
const ours = { status: 502 };

const kinesis = (
  type: unknown,
  message = "Rate exceeded for shard in stream arn:aws:kinesis:x:123456789012:stream/s",
) => JSON.stringify({ __type: type, message });

describe("the answer to Kinesis' 4xx", () => {
  const table: Record<string, Answer> = {
    ProvisionedThroughputExceededException: failed("ProvisionedThroughputExceeded", later),
    KMSThrottlingException: failed("KMSThrottling", later),
    LimitExceededException: failed("LimitExceeded", later),
    ThrottlingException: failed("Throttling", later),
    AccessDeniedException: failed("AccessDenied", ours),
    KMSAccessDeniedException: failed("KMSAccessDenied", ours),
    KMSDisabledException: failed("KMS", ours),
    KMSInvalidStateException: failed("KMS", ours),
    KMSNotFoundException: failed("KMS", ours),
    KMSOptInRequired: failed("KMS", ours),
    ResourceNotFoundException: failed("ResourceNotFound", ours),
    ExpiredTokenException: failed("ExpiredToken", ours),
    UnrecognizedClientException: failed("UnrecognizedClient", ours),
    ValidationException: failed("Validation"),
    InvalidArgumentException: failed("InvalidArgument"),
    SerializationException: failed("Serialization"),
    SomethingNewException: failed("UnexpectedAnswer", ours),
  };
  for (const [type, expected] of Object.entries(table)) {
    it(`names ${type} without Kinesis' own text`, () => {
      assert.deepEqual(answer(CLIENT_ERROR_TEMPLATE, kinesis(type)), expected);
      assert.deepEqual(answer(CLIENT_ERROR_TEMPLATE, kinesis(`com.amazonaws.kinesis.v20131202#${type}`)), expected);
    });
  }

  it("goes by the type, whatever the message repeats of the request", () => {
    const message = `Value '"__type":"ProvisionedThroughputExceededException"' at 'partitionKey' failed`;
    assert.deepEqual(answer(CLIENT_ERROR_TEMPLATE, kinesis("ValidationException", message)), failed("Validation"));
  });

  const strange: Record<string, string> = {
    "an empty body": "",
    HTML: "<html><body>ProvisionedThroughputExceededException</body></html>",
    "JSON that is cut short": `{"__type":"ProvisionedThroughputExceededException","mess`,
    "JSON without a type": `{"message":"no"}`,
    "a number as the type": kinesis(400),
    "no type": kinesis(null),
    "an object as the type": kinesis({ a: 1 }),
    "a list": `["ThrottlingException"]`,
    "a text": `"ThrottlingException"`,
    "1 MB of no type": JSON.stringify({ message: "x".repeat(1_000_000) }),
  };
  for (const [name, body] of Object.entries(strange)) {
    it(`is 502 for ${name}`, () => {
      assert.deepEqual(answer(CLIENT_ERROR_TEMPLATE, body), failed("UnexpectedAnswer", ours));
    });
  }

  it("finds the type in 1 MB", () => {
    const body = kinesis("ValidationException", "x".repeat(1_000_000));
    assert.deepEqual(answer(CLIENT_ERROR_TEMPLATE, body), failed("Validation"));
  });
});

describe("the answer to Kinesis' 2xx", () => {
  const place = {
    ShardId: "shardId-000000000003",
    SequenceNumber: "49590338271490256608559692538361571095921575989136588898",
  };
  const stored = JSON.stringify({ EncryptionType: "KMS", ...place });

  it("names the record's place, and nothing else of Kinesis' answer", () => {
    assert.deepEqual(answer(SUCCESS_TEMPLATE, stored), { header: {}, body: place });
    assert.deepEqual(answer(SUCCESS_TEMPLATE, `\n${stored}\n`), { header: {}, body: place });
  });

  it("is 502 wherever it was cut short", () => {
    for (let end = 1; end < stored.length; end += 1) {
      assert.deepEqual(answer(SUCCESS_TEMPLATE, stored.slice(0, end)), failed("UnexpectedAnswer", ours));
    }
  });

  const nowhere: Record<string, string> = {
    "an empty body": "",
    HTML: "<html>OK</html>",
    "an empty object": "{}",
    "no shard": `{"SequenceNumber":"1"}`,
    "no sequence number": `{"ShardId":"shardId-000000000000"}`,
    "an empty sequence number": `{"ShardId":"shardId-000000000000","SequenceNumber":""}`,
    "a sequence number that is none": `{"ShardId":"shardId-000000000000","SequenceNumber":{"a":1}}`,
    "a sequence number with more in it": `{"ShardId":"shardId-000000000000","SequenceNumber":"1\\",\\"x\\":\\""}`,
    "a sequence number that is a number": `{"ShardId":"shardId-000000000000","SequenceNumber":4959}`,
    "a sequence number with a zero before it": `{"ShardId":"shardId-000000000000","SequenceNumber":"0495"}`,
    "a sequence number of 130 digits": `{"ShardId":"shardId-000000000000","SequenceNumber":"${"9".repeat(130)}"}`,
    "a shard that is a number": `{"ShardId":0,"SequenceNumber":"4959"}`,
    "an error beside it": JSON.stringify({ __type: "InternalFailure", ...place }),
    "a list": "[]",
  };
  for (const [name, body] of Object.entries(nowhere)) {
    it(`is 502 where the record has no place: ${name}`, () => {
      assert.deepEqual(answer(SUCCESS_TEMPLATE, body), failed("UnexpectedAnswer", ours));
    });
  }
});

describe("the answer to anything else", () => {
  for (const body of ["", "<html>", `{"__type":"InternalFailure","message":"arn:aws:x"}`, "x".repeat(1_000_000)]) {
    it(`says nothing of ${JSON.stringify(body.slice(0, 20))}`, () => {
      assert.deepEqual(answer(SERVER_ERROR_TEMPLATE, body), failed("Unavailable"));
      assert.deepEqual(answer(UNEXPECTED_TEMPLATE, body), failed("UnexpectedAnswer"));
    });
  }
});
