import { integrationEncodesOnce } from "../../../policies/rules/integration-encodes-once";
import { change, changeFixture, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const templates = (pipeline.find(({ name }) => name === "post-integration")?.inputs.requestTemplates ?? {}) as Record<
  string,
  string
>;
const text = templates["application/json"];
const binary = templates["application/avro"];
const only = (requestTemplates: object, more = {}) => change("post-integration", { requestTemplates, ...more });
/** An API whose binary media types are a pattern, and the templates of its integration. */
const binaryBy = (pattern: string, requestTemplates: object) =>
  changeFixture("api", (api) => ({ ...api, inputs: { ...api.inputs, binaryMediaTypes: [pattern] } })).map((fixture) =>
    fixture.name === "post-integration" ? { ...fixture, inputs: { ...fixture.inputs, requestTemplates } } : fixture,
  );
const data = (expression: string, before = "") =>
  `${before}{"StreamName": "orders", "PartitionKey": "$context.requestId", "Data": "${expression}"}`;

const TWICE = "the template for application/json, line 1, encodes Data more than once: consumers get it encoded twice.";

describeRule(integrationEncodesOnce, {
  finds: {
    "a binary type encoded twice": {
      stack: only({ "application/avro": text }),
      found: {
        "post-integration": [
          "the template for application/avro, line 5, is for a binary media type, and encodes what is Base64 already: consumers get it encoded twice.",
        ],
      },
    },
    "a type that a pattern makes binary": {
      stack: binaryBy("image/*", { "image/png": text }),
      found: {
        "post-integration": [
          "the template for image/png, line 5, is for a binary media type, and encodes what is Base64 already: consumers get it encoded twice.",
        ],
      },
    },
    "a binary type encoded through a variable": {
      stack: only({ "application/avro": data("$util.base64Encode($b)", "#set($b = $input.body)") }),
      found: {
        "post-integration": [
          "the template for application/avro, line 1, is for a binary media type, and encodes what is Base64 already: consumers get it encoded twice.",
        ],
      },
    },
    "a text type encoded twice": {
      stack: only({ "application/json": data("$util.base64Encode($util.base64Encode($input.body))") }),
      found: { "post-integration": [TWICE] },
    },
    "a text type encoded twice on one branch": {
      stack: only({
        "application/json": data(
          "$util.base64Encode($b)",
          "#set($b = $input.body)#if($x)#set($b = $util.base64Encode($b))#end",
        ),
      }),
      found: { "post-integration": [TWICE] },
    },
    "a text type that a variable holds and nothing encodes": {
      stack: only({ "application/json": data("$b", "#set($b = $input.body)") }),
      found: {
        "post-integration": [
          "the template for application/json, line 1, prints the body as Data without encoding it: Kinesis takes Base64 only.",
        ],
      },
    },
    "a text type that is not encoded": {
      stack: only({ "application/json": binary }),
      found: {
        "post-integration": [
          "the template for application/json, line 5, prints the body as Data without encoding it: Kinesis takes Base64 only.",
        ],
      },
    },
    "a binary type that the template cannot read": {
      stack: only({ "application/avro": binary }, { contentHandling: undefined }),
      found: {
        "post-integration": [
          "the template for application/avro is for a binary media type, and contentHandling is not set: it cannot read the bytes, every such record is answered 500.",
        ],
      },
    },
    "a body that API Gateway decodes": {
      stack: only({ "application/json": text }, { contentHandling: "CONVERT_TO_BINARY" }),
      found: {
        "post-integration": [
          'the template for application/json gets no body: contentHandling is "CONVERT_TO_BINARY", so API Gateway decodes it, and refuses one that is not Base64.',
        ],
      },
    },
    "the same of several types, once": {
      stack: only({ "application/avro": binary, "application/octet-stream": binary }, { contentHandling: undefined }),
      found: {
        "post-integration": [
          "the template for application/avro (and 1 other type) is for a binary media type, and contentHandling is not set: it cannot read the bytes, every such record is answered 500.",
        ],
      },
    },
    "bytes that are read as text": {
      stack: only({ "application/x-msgpack": text }),
      found: {
        "post-integration": [
          "the template for application/x-msgpack is for bytes, and its type is not among the API's binaryMediaTypes: API Gateway reads them as text and replaces what is not UTF-8.",
        ],
      },
    },
  },
  accepts: {
    "a binary type that a pattern covers": {
      stack: binaryBy("*/*", { "application/json": binary }),
    },
    "a body that is encoded in a variable": {
      stack: only({ "application/json": data("$data", "#set($data = $util.base64Encode($input.body))") }),
    },
    "text types alone, with nothing converted": {
      stack: only({ "application/json": text }, { contentHandling: undefined }),
    },
  },
});
