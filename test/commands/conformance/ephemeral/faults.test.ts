import assert from "node:assert/strict";

import { type HttpResponse, successResponse } from "@aerospike-kinesis/local-aws";
import { openFirst } from "@aerospike-kinesis/test-support";

import { insideParts } from "../../../../commands/conformance/ephemeral/inside";
import { openTestStack, type TestStack } from "../../../support/ephemeral";

type Fault = Parameters<TestStack["setFault"]>[0];

const MADE_UP = {
  ShardId: "shardId-000000000000",
  SequenceNumber: "49590338271490256608559692538361571095921575989136588898",
};

const errorResponse = (type: string): HttpResponse => ({
  status: 400,
  headers: { "content-type": "application/x-amz-json-1.1" },
  body: Buffer.from(JSON.stringify({ __type: type })),
});

/** What Kinesis, or a role that cannot be assumed, says is replaced if it holds these words. */
const replacing =
  (words: string, replacement: HttpResponse): NonNullable<Fault["inPlaceOfBackend"]> =>
  async (call, backend) => {
    try {
      const answer = await backend(call);
      return answer.body.toString().includes(words) ? replacement : answer;
    } catch (error) {
      if ((error as Error).message.includes(words)) return replacement;
      throw error;
    }
  };

const ACKNOWLEDGED = successResponse(MADE_UP);
const REFUSED = errorResponse("ValidationException");

describe("the checks from inside an ephemeral stack", function () {
  this.timeout(120_000);
  const test = openFirst(openTestStack);

  /** The lines of the failed checks, of one check alone. */
  async function failures(name: string, fault: Fault): Promise<string> {
    const parts = insideParts(await test.insideAt({ patienceMs: 1000 }));
    const checks = parts.flatMap((part) => part.checks).filter((check) => check.name.startsWith(name));
    assert.equal(checks.length, 1);
    test.setFault(fault);
    const result = await test.run({ checks, experiments: [] });
    test.setFault({});
    return result.checks.flatMap(({ ok, found }) => (ok ? [] : [found])).join("\n");
  }

  const ROLE = "the role's policy denies";
  const TRUST = "API Gateway cannot assume";
  const HOT_KEY = "one partition key";
  const PLAN = "the usage plan";
  const KEY = "the API key";
  const STREAM = "the stream is deleted";

  const NOT_STORED = /acknowledged, and not in the stream/;
  const cases: readonly (readonly [fault: string, name: string, fault: () => Fault, found: RegExp])[] = [
    [
      "a denied record is acknowledged",
      ROLE,
      () => ({ inPlaceOfBackend: replacing("AccessDenied", ACKNOWLEDGED) }),
      NOT_STORED,
    ],
    [
      "a denied record is the client's fault",
      ROLE,
      () => ({ inPlaceOfBackend: replacing("AccessDenied", REFUSED) }),
      /got 400 Validation/,
    ],
    [
      "a record without a role is acknowledged",
      TRUST,
      () => ({ inPlaceOfBackend: replacing("assume", ACKNOWLEDGED) }),
      NOT_STORED,
    ],
    [
      "a record without a role is the client's fault",
      TRUST,
      () => ({ inPlaceOfBackend: replacing("assume", REFUSED) }),
      /got 400 Validation/,
    ],
    [
      "a throttled record is acknowledged",
      HOT_KEY,
      () => ({ inPlaceOfBackend: replacing("Throughput", ACKNOWLEDGED) }),
      NOT_STORED,
    ],
    [
      "a throttled record is the client's fault",
      HOT_KEY,
      () => ({ inPlaceOfBackend: replacing("Throughput", REFUSED) }),
      /got 400 Validation/,
    ],
    ["a wide plan stays narrow", PLAN, () => ({ atAdmission: () => "THROTTLED" }), /still refused/],
    [
      "a new key never opens the API",
      KEY,
      () => ({ atAdmission: () => "INVALID_API_KEY" }),
      /new key is still refused/,
    ],
    [
      "a record for a deleted stream is acknowledged",
      STREAM,
      () => ({ inPlaceOfBackend: replacing("ResourceNotFound", ACKNOWLEDGED) }),
      /expected 502 ResourceNotFound, got 200/,
    ],
  ];
  for (const [what, name, fault, found] of cases) {
    it(`find that ${what}`, async () => {
      assert.match(await failures(name, fault()), found);
    });
  }
});
