import * as apigateway from "@pulumi/aws/apigateway";
import * as iam from "@pulumi/aws/iam";

import type { ApiModel } from "../../../../components/api/model";
import type { Attack } from "../harness/attack";
import {
  answer,
  beforeRecord,
  data,
  INTEGRATION,
  mapping,
  ofPost,
  partitionKey,
  replaced,
  templates,
} from "../harness/changes";
import type { Mine } from "../mine";
import { props, set } from "../second-round/support";
import { allow, policyOf, streamArn } from "../shared";
import { attackOf, KEY_ARN, pipelineWith } from "./support";

const attack = attackOf("pair", "two changes that are each harmless break a promise together");

/** A policy of the writer's role more. */
const rolePolicy = (b: Mine, ...statements: object[]) =>
  new iam.RolePolicy(`${b.name}-policy`, { role: b.resource("access-role").id, policy: policyOf(...statements) });

const modelAttack = (name: string, breaks: string, change: (model: ApiModel) => ApiModel, at: string[]): Attack => {
  const made = attack(name, breaks, { own: true, at });
  return {
    ...made,
    apply: ({ model }) => {
      model(change);
    },
  };
};

export const pairs: readonly Attack[] = [
  attack("json-as-bytes", "JSON reaches the template as Base64, which encodes it once more", {
    changes: {
      api: props((given) => ({
        ...given,
        binaryMediaTypes: [...(given.binaryMediaTypes as string[]), "application/json"],
      })),
    },
    at: [INTEGRATION],
  }),
  attack("everything-as-bytes", "every type reaches the template as Base64, and JSON is encoded twice", {
    changes: { api: set({ binaryMediaTypes: ["*/*"] }) },
    at: [INTEGRATION],
  }),
  attack("bytes-as-text", "bytes are read as UTF-8 text, and a text that looks like Base64 is stored decoded", {
    changes: { api: set({ binaryMediaTypes: [] }) },
    at: [INTEGRATION],
  }),
  attack("bytes-into-template", "the bytes of a record reach the template as bytes, which it cannot read", {
    changes: { [INTEGRATION]: set({ contentHandling: "CONVERT_TO_BINARY" }) },
  }),
  attack("key-from-nowhere", "the API asks an authorizer for the key, which the method does not have", {
    changes: { api: set({ apiKeySource: "AUTHORIZER" }) },
    at: ["api-post"],
  }),
  attack("private-without-door", "the API is private, and no policy lets anybody in", {
    changes: { api: set({ endpointConfiguration: { types: "PRIVATE" } }) },
  }),
  attack("policies-taken-away", "the list of the role's policies is kept empty, and the role may write nothing", {
    phase: "preview",
    own: true,
    at: ["access-role", "access-policy"],
    add: (b) =>
      new iam.RolePoliciesExclusive(`${b.name}-policies`, {
        roleName: b.resource("access-role").id,
        policyNames: [],
      }),
  }),
  attack("empty-inline-policy", "an empty list of inline policies removes what the role may do", {
    changes: { "access-role": set({ inlinePolicies: [{}] }) },
  }),
  attack("boundary-of-logs", "the role's boundary leaves logs alone, and no record is written", {
    own: true,
    changes: {
      "access-role": props((given) => ({
        ...given,
        permissionsBoundary: new iam.Policy("r3-pair-boundary-of-logs-made-boundary", {
          policy: policyOf(allow("logs:PutLogEvents", "*")),
          tags: { service: "r3-pair", stage: "prod", "managed-by": "pulumi" },
        }).arn,
      })),
    },
    at: ["made-boundary", "access-policy"],
  }),
  attack("denies-all-but-put", "all but PutRecord is denied, and so is the stream's KMS key", {
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }],
        changes: {
          "access-role": set({
            inlinePolicies: [
              {
                name: "only-put",
                policy: policyOf({ Effect: "Deny", NotAction: "kinesis:PutRecord", Resource: "*" }),
              },
            ],
          }),
        },
      }),
  }),
  attack("denied-elsewhere", "all streams but another team's are denied to the role", {
    own: true,
    add: (b) =>
      rolePolicy(b, {
        Effect: "Deny",
        Action: "kinesis:*",
        NotResource: "arn:aws:kinesis:ap-south-1:123456789012:stream/payments",
      }),
  }),
  attack("denied-by-attachment", "a managed policy, attached by another resource, denies the role its stream", {
    own: true,
    add: (b) => {
      const policy = new iam.Policy(`${b.name}-policy`, {
        policy: policyOf({ Effect: "Deny", Action: "kinesis:Put*", Resource: "*" }),
        tags: b.tags,
      });
      return new iam.PolicyAttachment(`${b.name}-attachment`, {
        roles: [b.resource("access-role").id],
        policyArn: policy.arn,
      });
    },
  }),
  attack("until-new-year", "the role may write until a day that has passed", {
    changes: {
      "access-policy": props((given) => ({
        ...given,
        policy: policyOf(
          allow("kinesis:PutRecord", "*", {
            Condition: { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
          }),
        ),
      })),
    },
  }),
  attack("hot-shard", "every record has the stage as its partition key", {
    changes: { [INTEGRATION]: props(partitionKey("$context.stage")) },
  }),
  attack("key-id-as-partition", "every record of a connector has its API key's id as the partition key", {
    changes: { [INTEGRATION]: props(partitionKey("$context.identity.apiKeyId")) },
  }),
  attack("explicit-hash", "an explicit hash key sends every record to one shard", {
    changes: {
      [INTEGRATION]: props(templates(replaced('"PartitionKey":', '"ExplicitHashKey": "0", "PartitionKey":'))),
    },
  }),
  attack("second-data", "a second member of the same name replaces the body", {
    changes: { [INTEGRATION]: props(templates((text) => text.replace(/\}\n#end$/, ', "Data": "eA=="}\n#end'))) },
  }),
  attack("escaped-second-data", "a second member, spelled with an escape, replaces the body", {
    changes: {
      [INTEGRATION]: props(
        templates((text) => text.replace(/\}\n#end$/, String.raw`, "D\u0061ta": "eA=="}` + "\n#end")),
      ),
    },
  }),
  attack("target-overridden", "the template overrides the header that names the call of Kinesis", {
    changes: {
      [INTEGRATION]: props(
        beforeRecord('#set($context.requestOverride.header["X-Amz-Target"] = "Kinesis_20131202.DeleteStream")'),
      ),
    },
  }),
  attack("path-overridden", "the template overrides the path of the call", {
    changes: { [INTEGRATION]: props(beforeRecord('#set($context.requestOverride.path.proxy = "x")')) },
  }),
  attack("body-overwritten", "a template makes the body shorter before it is encoded", {
    changes: { [INTEGRATION]: props(data("$util.base64Encode($input.body.replaceFirst('\"bins\".*', ''))")) },
  }),
  attack("status-by-arithmetic", "the template for refusals calculates a success", {
    changes: {
      [mapping(400)]: set(answer('#set($code = 400 - 200)#set($context.responseOverride.status = $code){"ok": 1}')),
    },
  }),
  attack("status-of-kinesis", "the status of the answer is whatever the body of Kinesis says", {
    changes: {
      [mapping(503)]: set(answer("#set($context.responseOverride.status = $input.path('$.status')){}")),
    },
  }),
  attack("answer-by-accept", "who asks for text gets a success, whatever Kinesis said", {
    changes: {
      [mapping(200)]: props((given) => ({
        ...given,
        responseTemplates: { ...(given.responseTemplates as object), "text/plain": "stored" },
      })),
    },
  }),
  attack("key-in-gateway-header", "an error sends the key back in a header", {
    changes: {
      "api-throttled": set({
        responseParameters: { "gatewayresponse.header.X-Caller": "method.request.header.x-api-key" },
      }),
    },
  }),
  attack("key-in-gateway-body", "an error prints the caller's key", {
    changes: {
      "api-default-4xx": set({ responseTemplates: { "application/json": '{"error": "$context.identity.apiKey"}' } }),
    },
  }),
  modelAttack(
    "any-mock-only",
    "the health check answers every method, and a POST gets 200 without Kinesis",
    (model) => ({
      ...model,
      methods: model.methods
        .filter(({ httpMethod }) => httpMethod === "GET")
        .map((method) => ({ ...method, httpMethod: "ANY" as "GET" })),
    }),
    ["api-any", "api-any-integration", "api-any-200-mapping"],
  ),
  modelAttack(
    "open-by-second-method",
    "a PUT without a key writes, too",
    (model) => ({
      ...model,
      methods: model.methods.flatMap((method) =>
        method.httpMethod === "POST"
          ? [method, { ...method, httpMethod: "PUT" as "POST", apiKeyRequired: false }]
          : [method],
      ),
    }),
    ["api-put", "api-put-integration"],
  ),
  modelAttack(
    "200-without-pattern",
    "the answer to every other status is the success template's, with 200",
    ofPost((method) => ({
      ...method,
      responses: method.responses.map(({ selectionPattern, ...response }) => ({
        ...response,
        ...(response.statusCode === "502" ? { selectionPattern: "9.." } : {}),
        ...(response.statusCode !== "200" && response.statusCode !== "502" && selectionPattern
          ? { selectionPattern }
          : {}),
        ...(response.statusCode === "200" ? { responseTemplates: { "application/json": '{"ok": true}' } } : {}),
      })),
    })),
    [mapping(200)],
  ),
  attack("health-check-reads", "the health check, which needs no key, asks Kinesis about the stream", {
    changes: {
      "api-get-integration": props((given) => ({
        ...given,
        type: "AWS",
        integrationHttpMethod: "POST",
        uri: "arn:aws:apigateway:ap-south-1:kinesis:action/ListShards",
        credentials: "arn:aws:iam::123456789012:role/reader",
        requestTemplates: { "application/json": '{"StreamName": "orders"}' },
      })),
    },
  }),
  attack("health-check-elsewhere", "the health check, with the connector's headers, goes to another server", {
    changes: {
      "api-get-integration": props((given) => ({
        ...given,
        type: "HTTP_PROXY",
        integrationHttpMethod: "GET",
        uri: "http://status.example.com/",
      })),
    },
  }),
  attack("put-body", "a body imported over the API answers POST without Kinesis", {
    phase: "update",
    own: true,
    add: (b) =>
      new apigateway.RestApiPut(`${b.name}-put`, {
        region: b.region,
        restApiId: b.pipeline.apiId,
        body: JSON.stringify({
          openapi: "3.0.1",
          info: { title: "orders", version: "1" },
          paths: {
            "/kinesis": {
              post: {
                responses: { 200: { description: "ok" } },
                "x-amazon-apigateway-integration": {
                  type: "mock",
                  requestTemplates: { "application/json": '{"statusCode": 200}' },
                  responses: { default: { statusCode: "200" } },
                },
              },
            },
          },
        }),
      }),
  }),
  attack("reader-writes-via-role", "the role of the API is also a function's, so that code writes past the API", {
    own: true,
    add: (b) =>
      new iam.RolePolicy(`${b.name}-policy`, {
        role: "reports",
        policy: policyOf(allow(["kinesis:GetRecords", "kinesis:PutRecords"], streamArn(b))),
      }),
  }),
];
