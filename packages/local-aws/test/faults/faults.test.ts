import assert from "node:assert/strict";

import { createFaultInjector, FAULT_NAMES, type FaultName, parseFaultRules } from "../../src/faults";
import { KINESIS_ERRORS } from "../../src/faults/kinesis-errors";
import type { HttpResponse } from "../../src/http-response";
import { successResponse } from "../../src/json-response";
import type { KinesisRequest } from "../../src/kinesis/request";

const ACCOUNT = "123456789012";
const record: KinesisRequest = {
  region: "eu-west-1",
  action: "PutRecord",
  input: { StreamName: "orders", PartitionKey: "k", Data: "AA==" },
  signal: AbortSignal.abort(),
};

/** Faults over a store that notes what happens, beside what it is waited for. */
function faultsOver({ now = () => 0, random = () => 0 }: { now?: () => number; random?: () => number } = {}) {
  const happened: string[] = [];
  const faults = createFaultInjector({
    environment: {
      now,
      random,
      wait: async (milliseconds) => {
        await Promise.resolve();
        happened.push(`waited ${milliseconds}`);
      },
    },
    accountId: ACCOUNT,
    integrationTimeoutMs: 6000,
    callTimeoutMs: 8000,
  });
  const call = faults.kinesisLayer(async ({ action, signal }) => {
    happened.push(`${action}${signal.aborted ? " aborted" : ""}`);
    return Promise.resolve(successResponse({ ShardId: "shardId-000000000000", SequenceNumber: "1" }));
  });
  return { faults, happened, call };
}

async function strike(fault: FaultName, times: number): Promise<{ answers: HttpResponse[]; happened: string[] }> {
  const { faults, happened, call } = faultsOver();
  faults.set([{ fault }]);
  const answers: HttpResponse[] = [];
  for (let time = 0; time < times; time += 1) answers.push(await call(record));
  return { answers, happened };
}

/** By fault: status, type and message, as AWS answers them. */
const CLIENT_FAULTS: Partial<Record<FaultName, [type: string, message: RegExp]>> = {
  ProvisionedThroughputExceeded: [
    "ProvisionedThroughputExceededException",
    /^Rate exceeded for shard shardId-000000000000 in stream orders under account 123456789012\.$/,
  ],
  LimitExceeded: ["LimitExceededException", /^Rate exceeded for stream orders under account 123456789012\.$/],
  KMSThrottling: ["KMSThrottlingException", /request throttling/],
  KMSDisabled: ["KMSDisabledException", /^arn:aws:kms:eu-west-1:123456789012:key\/\S+ is disabled\.$/],
  KMSAccessDenied: ["KMSAccessDeniedException", /^User: \S+ is not authorized to perform: kms:GenerateDataKey on/],
  AccessDenied: ["AccessDeniedException", /perform: kinesis:PutRecord on resource: \S+:stream\/orders$/],
  ResourceNotFound: ["ResourceNotFoundException", /^Stream orders under account 123456789012 not found\.$/],
};

const SERVER_FAULTS = [
  ["InternalFailure", 500, "InternalFailure"],
  ["ServiceUnavailable", 503, "ServiceUnavailableException"],
] as const;

/** What every error of Kinesis has, and nothing else. */
function assertHeaders(headers: Readonly<Record<string, string>>, contentType: string): void {
  assert.deepEqual(Object.keys(headers).sort(), ["content-type", "x-amz-id-2", "x-amzn-requestid"]);
  assert.equal(headers["content-type"], contentType);
  assert.match(headers["x-amzn-requestid"]!, /^[0-9a-f-]{36}$/);
  assert.match(headers["x-amz-id-2"]!, /^[A-Za-z0-9+/]{64}$/);
}

describe("a fault of Kinesis", () => {
  for (const name of Object.keys(KINESIS_ERRORS)) {
    it(`${name} is tried`, () => {
      const tried = [...Object.keys(CLIENT_FAULTS), ...SERVER_FAULTS.map(([fault]) => fault)];
      const file = "packages/local-aws/test/faults/faults.test.ts";
      assert.ok(tried.includes(name), `${file}: neither CLIENT_FAULTS nor SERVER_FAULTS has ${name}`);
    });
  }

  for (const [fault, [type, message]] of Object.entries(CLIENT_FAULTS)) {
    it(`${fault} answers 400 with its type, in turn without and with a namespace, and stores nothing`, async () => {
      const { answers, happened } = await strike(fault as FaultName, 2);
      const bodies = answers.map(({ body }) => JSON.parse(body.toString()) as { __type: string; message: string });
      assert.deepEqual(
        bodies.map(({ __type }) => __type),
        [type, `com.amazonaws.kinesis.v20131202#${type}`],
      );
      for (const [index, { status, headers }] of answers.entries()) {
        assert.equal(status, 400);
        assertHeaders(headers, "application/x-amz-json-1.1");
        assert.match(bodies[index]!.message, message);
      }
      assert.deepEqual(happened, []);
    });
  }

  for (const [fault, status, type] of SERVER_FAULTS) {
    it(`${fault} answers ${status}, in turn in JSON and in XML, and stores nothing`, async () => {
      const { answers, happened } = await strike(fault, 2);
      assert.deepEqual(
        answers.map((answer) => answer.status),
        [status, status],
      );
      assert.equal(answers[0]!.body.toString(), `{"__type":"${type}"}`);
      assert.equal(answers[1]!.body.toString(), `<${type}/>\n`);
      assertHeaders(answers[0]!.headers, "application/x-amz-json-1.1");
      assertHeaders(answers[1]!.headers, "text/xml");
      assert.deepEqual(happened, []);
    });
  }

  it("garbage answers also with a 2xx, and stores nothing", async () => {
    const { answers, happened } = await strike("garbage", 13);
    const statuses = answers.map(({ status }) => status);
    assert.equal(new Set(answers.map(({ status, body }) => `${status} ${body.toString("latin1")}`)).size, 13);
    for (const { headers } of answers) {
      assert.deepEqual(Object.keys(headers), ["content-type"], "nothing that only Kinesis sends");
      assert.match(headers["content-type"]!, /^(text\/(html|xml)|application\/(json|octet-stream))$/);
    }
    assert.ok(statuses.includes(200) && statuses.includes(204) && statuses.includes(400), statuses.join(" "));
    assert.deepEqual(happened, []);
  });

  it("breaks the connection before or after the record is stored", async () => {
    for (const [fault, stored] of [
      ["reset-before-stored", []],
      ["reset-after-stored", ["PutRecord"]],
    ] as const) {
      const { faults, happened, call } = faultsOver();
      faults.set([{ fault }]);
      await assert.rejects(call(record), { code: "ECONNRESET" });
      assert.deepEqual(happened, stored);
    }
  });

  it("stores and then answers too late, or is too late to store, though nobody waits any more", async () => {
    assert.deepEqual((await strike("answered-too-late", 1)).happened, ["PutRecord", "waited 6100"]);
    assert.deepEqual((await strike("stored-too-late", 1)).happened, ["waited 6100", "PutRecord"]);
  });

  it("leaves alone what Pulumi and readers ask", async () => {
    const { faults, happened, call } = faultsOver();
    faults.set([{ fault: "AccessDenied" }]);
    assert.equal((await call({ ...record, action: "GetRecords" })).status, 200);
    assert.deepEqual(happened, ["GetRecords aborted"]);
  });
});

describe("a fault of API Gateway", () => {
  const ask = async (fault: FaultName, times = 1) => {
    const { faults, happened } = faultsOver();
    faults.set([{ fault }]);
    const before: unknown[] = [];
    const after: unknown[] = [];
    for (let time = 0; time < times; time += 1) {
      before.push(await faults.gatewayHooks.beforeRouting!({} as never));
      after.push(await faults.gatewayHooks.beforeSending!({} as never));
    }
    return { before, after, happened };
  };

  for (const [fault, refusal] of [
    ["key-not-spread", "INVALID_API_KEY"],
    ["plan-throttled", "THROTTLED"],
  ] as const) {
    it(`${fault} has API Gateway itself refuse where it asks for a key, and nothing else`, async () => {
      const { faults } = faultsOver();
      faults.set([{ fault, count: 1 }]);
      const { atAdmission } = faults.gatewayHooks;
      assert.deepEqual([atAdmission!({} as never), atAdmission!({} as never)], [refusal, undefined]);
      assert.deepEqual(await ask(fault), { before: [undefined], after: [undefined], happened: [] });
    });
  }

  it("empty-5xx answers every 5xx in turn, without a body", async () => {
    const { before } = await ask("empty-5xx", 4);
    const answers = before as { status: number; body: Buffer }[];
    assert.deepEqual(
      answers.map(({ status, body }) => [status, body.length]),
      [500, 502, 503, 504].map((status) => [status, 0]),
    );
  });

  it("breaks the connection before a request is looked at, or when its answer is ready", async () => {
    const [before, after] = [await ask("gateway-reset-before"), await ask("gateway-reset-after")];
    assert.deepEqual([before.before, before.after], [["reset"], [undefined]]);
    assert.deepEqual([after.before, after.after], [[undefined], ["reset"]]);
  });

  it("gateway-too-late holds the answer back for longer than the connector waits", async () => {
    assert.deepEqual(await ask("gateway-too-late"), {
      before: [undefined],
      after: [undefined],
      happened: ["waited 8100"],
    });
  });
});

describe("a fault from the command line", () => {
  /** Switches on what a person wrote, and lets one request after the other come, each at its second. */
  async function strikes(text: string, seconds: readonly number[], random?: () => number): Promise<number[]> {
    const clock = { time: 0 };
    const { faults, call } = faultsOver({ now: () => clock.time, ...(random && { random }) });
    const rules = parseFaultRules(text, FAULT_NAMES);
    faults.set(rules);
    const strike: number[] = [];
    for (const second of seconds) {
      clock.time = second * 1000;
      const before = faults.counts()[rules[0]!.fault] ?? 0;
      await faults.gatewayHooks.beforeRouting?.({} as never);
      faults.gatewayHooks.atAdmission?.({} as never);
      await call(record).catch(() => undefined);
      await faults.gatewayHooks.beforeSending?.({} as never);
      strike.push((faults.counts()[rules[0]!.fault] ?? 0) - before);
    }
    return strike;
  }

  for (const fault of FAULT_NAMES) {
    it(`${fault} strikes every request, or by rate, by count, or in a window of time`, async () => {
      const drawn = [0.2, 0.25, 0.99, 0];
      assert.deepEqual(await strikes(fault, [0, 1, 2]), [1, 1, 1]);
      assert.deepEqual(await strikes(`${fault}:rate=0.25`, [0, 0, 0, 0], () => drawn.shift()!), [1, 0, 0, 1]);
      assert.deepEqual(await strikes(`${fault}:count=2`, [0, 1, 2]), [1, 1, 0]);
      assert.deepEqual(await strikes(`${fault}:from=1:until=2.5`, [0.9, 1, 2.4, 2.5]), [0, 1, 1, 0]);
    });
  }
});

it("every fault has a name of its own", () => {
  assert.equal(new Set(FAULT_NAMES).size, FAULT_NAMES.length);
  assert.equal(FAULT_NAMES.length, 20, "packages/local-aws/test/faults/faults.test.ts: how many faults there are");
});
