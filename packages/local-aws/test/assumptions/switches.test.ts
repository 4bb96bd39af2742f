import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";

import {
  type Assumption,
  type AssumptionName,
  ASSUMPTIONS,
  type Assumptions,
  DEFAULT_ASSUMPTIONS,
} from "../../src/assumptions/assumptions";
import { deserialize } from "../../src/kinesis/deserialize";
import { shapeOf } from "../../src/kinesis/shapes";
import { backendResponse, type Sent, startTestGateway, type TestGateway } from "../support/api-gateway";

const MIB_10 = 10_485_760;
const SPREAD_MS = 10_000;

/** Shows what a template sees of the request, in place of a PutRecord. */
const showing = (template: string, more: object = {}) => ({
  path: "x/{name}",
  integration: { passthroughBehavior: "NEVER", requestTemplates: { "application/json": template }, ...more },
});
/** Shows what a template makes of the answer. */
const answering = (template: string) => ({
  path: "x/{name}",
  responses: { "200": { integration: { responseTemplates: { "application/json": template } } } },
});

const HEADERS =
  "#foreach($name in $input.params().header.keySet())#if($name.toLowerCase().startsWith('x-'))$name #end#end";
const STATUSES = {
  "200": { integration: {} },
  "400": { integration: { selectionPattern: "4\\d\\d" } },
  "404": { integration: { selectionPattern: "40\\d" } },
};

describe("an assumption of the local AWS: each of its values is something else that a client or Kinesis can see", function () {
  this.timeout(30_000);
  let aws: TestGateway;
  let assumptions: Assumptions;

  before(async () => {
    aws = await startTestGateway({ assume: (name) => assumptions[name] });
  });
  after(() => aws.stop());
  beforeEach(() => {
    assumptions = DEFAULT_ASSUMPTIONS;
    aws.answer = () => Promise.resolve(backendResponse(200, { a: 1 }));
  });

  /** What Kinesis gets of a request, or the status if it gets nothing. */
  const sees =
    (method: object, sent: Sent = {}, api: object = {}) =>
    async (): Promise<string> => {
      const { url } = await aws.deploy([{ ...method }], api);
      const before = aws.calls.length;
      const { status } = await aws.send(`${url}/x/a%20b`, sent);
      return aws.calls.length > before
        ? String(aws.calls.at(-1)!.body.length > 99 ? "large" : aws.calls.at(-1)!.body)
        : String(status);
    };
  /** What a client gets. */
  const gets =
    (method: object, sent: Sent = {}) =>
    async (): Promise<string> => {
      const { url } = await aws.deploy([{ ...method }]);
      const { status, text } = await aws.send(`${url}/x/a`, sent);
      return `${status} ${text}`;
    };
  const answered =
    (body: string, template: string, status = 200) =>
    async (): Promise<string> => {
      aws.answer = () => Promise.resolve(backendResponse(status, body));
      return gets(answering(template))();
    };
  const octets = (headers: Sent["headers"]): Sent => ({ headers: { ...headers }, body: Buffer.from([0xff]) });
  const BINARY = { binaryMediaTypes: ["application/octet-stream"] };
  const asText = showing("$input.body", {
    contentHandling: "CONVERT_TO_TEXT",
    requestTemplates: { "application/octet-stream": "$input.body", "application/octet-stream; x=y": "$input.body" },
  });

  /** What is done under each value. */
  const experiments: Readonly<Record<AssumptionName, () => Promise<string>>> = {
    "header-case": sees(showing(`${HEADERS}$input.params("x-one")`), { headers: { "X-One": "1" } }),
    "repeated-header": sees(showing(`$input.params("x-one")`), { headers: { "x-one": ["1", "2"] } }),
    "header-order": sees(showing(HEADERS), { headers: { "x-one": "1", "x-two": "2" } }),
    "content-length-header": sees(
      showing("$input.params().header.containsKey('content-length')$input.params('content-length')"),
      { body: "12345" },
    ),
    "content-type-parameters": sees(showing("found"), { headers: { "content-type": "application/json; x=y" } }),
    "content-type-case": sees(showing("found"), { headers: { "content-type": "Application/JSON" } }),
    "binary-type-parameters": sees(asText, octets({ "content-type": "application/octet-stream; x=y" }), BINARY),
    "binary-payload": sees(asText, octets({ "content-type": "application/octet-stream" }), BINARY),
    "content-encoding": sees(showing("$input.params('content-encoding')$input.body.length()"), {
      headers: { "content-encoding": "gzip" },
      body: gzipSync("1234567"),
    }),
    "decoded-body-limit": async () => {
      assumptions = { ...assumptions, "content-encoding": "decoded" };
      const body = gzipSync(Buffer.alloc(MIB_10 + 1, "1"));
      return sees(showing("taken"), { headers: { "content-encoding": "gzip" }, body })();
    },
    "body-limit": sees(showing("taken"), { body: Buffer.alloc(10_000_001, "1") }),
    "rendered-limit": sees(showing("$util.base64Encode($input.body)"), { body: Buffer.alloc(8_000_000, "1") }),
    "empty-body": sees(showing("[$input.body]")),
    "path-parameters": sees(showing("$input.params('name')")),
    "answer-body": answered("raw", "[$input.body]"),
    "json-reader": answered("{a:'1',}", "$input.path('$.a')"),
    "json-duplicates": answered(`{"a":1,"a":2}`, "$input.path('$.a')"),
    "json-slash": answered(`{"a":"/"}`, "$input.json('$.a')"),
    "matching-response": async () => {
      aws.answer = () => Promise.resolve(backendResponse(400));
      return gets({ path: "x/{name}", responses: STATUSES })();
    },
    "default-response-type": async () => {
      const { url, id } = await aws.deploy([{ path: "x" }]);
      const responseTemplates = { "application/json": "$context.error.responseType" };
      await aws.create("Response", { restApiId: id, responseType: "DEFAULT_4XX", responseTemplates });
      await aws.redeploy(id);
      return (await aws.send(`${url}/nowhere`)).text;
    },
    "broken-backend": async () => {
      aws.answer = () => Promise.reject(new Error("socket hang up"));
      return gets({ path: "x/{name}" })();
    },
    "key-spread": async () => {
      const { url, id } = await aws.deploy([{ path: "x", method: { apiKeyRequired: true } }]);
      const headers = { "x-api-key": await aws.key(id) };
      const { status } = await aws.send(`${url}/x`, { headers });
      aws.environment.advance(SPREAD_MS);
      assert.equal((await aws.send(`${url}/x`, { headers })).status, 200);
      return String(status);
    },
    "deployment-spread": async () => {
      const { url, id } = await aws.deploy([{ path: "x" }]);
      await aws.create("Response", { restApiId: id, responseType: "DEFAULT_4XX", statusCode: "410" });
      await aws.redeploy(id);
      const statuses = [];
      for (let number = 0; number < 2; number += 1) statuses.push((await aws.send(`${url}/nowhere`)).status);
      aws.environment.advance(SPREAD_MS);
      assert.equal((await aws.send(`${url}/nowhere`)).status, 410);
      return statuses.join(" ");
    },
    "misplaced-structure": () => {
      try {
        deserialize(shapeOf("PutRecord")!, Buffer.from(`{"StreamName":{}}`), (name) => assumptions[name]);
      } catch (error) {
        return Promise.resolve((error as { type: string }).type);
      }
      return Promise.resolve("taken");
    },
  };

  for (const [name, experiment] of Object.entries(experiments)) {
    it(name, async () => {
      const { values } = (ASSUMPTIONS as Readonly<Record<string, Assumption>>)[name]!;
      const seen = new Map<string, string>();
      for (const value of Object.keys(values)) {
        assumptions = { ...DEFAULT_ASSUMPTIONS, [name]: value };
        seen.set(await experiment(), value);
      }
      assert.equal(seen.size, Object.keys(values).length, JSON.stringify([...seen]));
    });
  }
});
