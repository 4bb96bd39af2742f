import { apiBodyReadable } from "../../../policies/rules/api-body-readable";
import { awsAssigns } from "../../support/policy";
import { inBody } from "../../support/policy-body";
import { change, pipeline, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const fault = (what: string) => `body could not be read, so no rule judges what it declares: ${what}.`;
const NO_DEFINITION = fault("it is no OpenAPI 3 and no Swagger 2.0");
const nested = (depth: number) => `{"openapi": "3.0.1", "x": ${"[".repeat(depth)}${"]".repeat(depth)}}`;
const definition = (rest: object) => JSON.stringify({ openapi: "3.0.1", ...rest });

describeRule(apiBodyReadable, {
  finds: {
    "a map that is no definition": { stack: change("api", { body: "{}" }), found: { api: [NO_DEFINITION] } },
    "a text that is none": { stack: change("api", { body: "a text" }), found: { api: [NO_DEFINITION] } },
    "a version that nobody knows": {
      stack: change("api", { body: '{"openapi": "4.0"}' }),
      found: { api: [NO_DEFINITION] },
    },
    "a body that is known late": {
      stack: change("api", { body: awsAssigns("{}") }),
      found: { api: [NO_DEFINITION] },
      phases: ["up"],
    },
    "brackets in brackets": {
      stack: change("api", { body: nested(20_000) }),
      found: { api: [fault("it nests more than 100 levels deep")] },
    },
    "lists in lists of YAML": {
      stack: change("api", { body: `openapi: 3.0.1\nx:\n  ${"- ".repeat(20_000)}x` }),
      found: { api: [fault("it nests more than 100 levels deep")] },
    },
    "aliases of aliases": {
      stack: change("api", {
        body: `openapi: 3.0.1\na0: &a0 [x]\n${Array.from({ length: 20 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`).join("\n")}`,
      }),
      found: { api: [fault("its aliases stand for more than 200000 values")] },
    },
    "more than AWS takes": {
      stack: change("api", { body: definition({ x: "x".repeat(6 * 1024 * 1024) }) }),
      found: { api: [fault("it is longer than 6291456 characters")] },
    },
    "a method in another document": {
      stack: change("api", { body: definition({ paths: { "/a": { $ref: "https://example.com/a.json" } } }) }),
      found: { api: [fault("#/paths/~1a refers to another document")] },
    },
    "references in a circle": {
      stack: change("api", { body: definition({ paths: { "/a": { $ref: "#/paths/~1a" } } }) }),
      found: { api: [fault("#/paths/~1a leads through more than 20 references")] },
    },
    "OpenAPI that is put over an API": {
      stack: plus({
        type: "aws:apigateway/restApiPut:RestApiPut",
        name: "put",
        inputs: { region: "eu-west-1", restApiId: awsAssigns("a1b2c3"), body: "{}" },
        edges: { restApiId: ["api"] },
      }),
      found: { put: [NO_DEFINITION] },
    },
    "the body of an HTTP API": {
      stack: plus({
        type: "aws:apigatewayv2/api:Api",
        name: "http-api",
        inputs: { region: "eu-west-1", protocolType: "HTTP", body: "{}" },
      }),
      found: { "http-api": [NO_DEFINITION] },
    },
  },
  accepts: {
    "an API that is described by what looks like one": { stack: change("api", { description: "{}" }) },
    "the whole pipeline in a body": { stack: inBody(pipeline)?.stack ?? [] },
  },
});
