import { integrationPutRecord } from "../../../policies/rules/integration-put-record";
import { change, changeFixture, ELSEWHERE } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const template = (...texts: readonly string[]) =>
  change("post-integration", {
    requestTemplates: Object.fromEntries(texts.map((text, index) => [TYPES[index], text])),
  });
const TYPES = ["application/json", "application/x-ndjson", "text/plain"];
/** One whose URI says what it is: the template does not. */
const call = (text: string) =>
  change("post-integration", {
    uri: "arn:aws:apigateway:eu-west-1:kinesis:action/PutRecord",
    requestTemplates: { "application/json": text },
  });
const KEY = `"PartitionKey": "$context.requestId"`;
const DATA = `"Data": "$util.base64Encode($input.body)"`;
const WHOLE = `{"StreamName": "orders", ${KEY}, ${DATA}}`;
const found = (message: string, line: number | null = 1) => ({
  "post-integration": [`the template for application/json${line === null ? "" : `, line ${line},`} ${message}`],
});
const PART = "prints Data that is not the whole body: what consumers read is not what was sent.";

describeRule(integrationPutRecord, {
  finds: {
    "a name that no stream can have": {
      stack: template(`#set($stream = "orders"){"StreamName": "$stream ", ${KEY}, ${DATA}}`),
      found: found(
        "prints no name that a stream can have, letters, digits and _.- alone: Kinesis refuses every record, for ever.",
        null,
      ),
    },
    "a part of the body": {
      stack: template(`{"StreamName": "orders", ${KEY}, "Data": "$util.base64Encode($input.json('$.data'))"}`),
      found: found(PART),
    },
    "a part of the body of deletes": {
      stack: template(
        `#set($op = $input.path('$.msg'))\n#if($op == "delete")\n{"StreamName": "orders", ${KEY}, "Data": "$util.base64Encode($input.json('$.metadata'))"}\n#else\n${WHOLE}\n#end`,
      ),
      found: found(PART, 3),
    },
    "the same of several types, once": {
      stack: template(...Array<string>(3).fill(WHOLE.replace("$input.body", "$input.body.trim()"))),
      found: {
        "post-integration": [`the template for application/json (and 2 other types), line 1, ${PART}`],
      },
    },
    "one key for every record": {
      stack: template(`{"StreamName": "orders", "PartitionKey": "1", ${DATA}}`),
      found: found("prints the same PartitionKey for every record: one shard gets them all."),
    },
    "a key that may be a prefix alone": {
      stack: template(
        `#set($k = "")#if($input.params('k') == "a")#set($k = $input.params('n'))#end{"StreamName": "orders", "PartitionKey": "k-$util.base64Encode($k)", ${DATA}}`,
      ),
      found: found(
        "prints a PartitionKey that may have no value of the record in it: one shard gets all such records.",
      ),
    },
    "a member that Kinesis does not know": {
      stack: template(`{"StreamName": "orders", ${KEY}, ${DATA},\n"Ttl": 1}`),
      found: found("prints a member that such a request of Kinesis does not have.", 2),
    },
    "a member twice": {
      stack: template(`{"StreamName": "orders", ${KEY}, "Data": "", ${DATA}}`),
      found: found("prints a member twice: which of both counts is not documented."),
    },
    "a body that is the call": {
      stack: call("$input.json('$')"),
      found: found("prints $input.json as the request: a caller writes the call."),
    },
    "a body that is the call, as it came": {
      stack: call("$input.body"),
      found: found("prints $input.body as the request: a caller writes the call."),
    },
    "a body that is the call on one branch": {
      stack: template(`#if($x)${WHOLE}#else$input.json('$')#end`),
      found: found("prints $input.json as the request: a caller writes the call."),
    },
    "a name of a member that the caller ends": {
      stack: call(`{"StreamName$util.urlEncode($input.params('s'))": "orders", ${KEY}, ${DATA}}`),
      found: found("prints a value in the name of a member."),
    },
    "members that the caller writes": {
      stack: template(`{"StreamName": "orders", ${KEY}, ${DATA}, "ExplicitHashKey": $input.params('h')}`),
      found: found("prints $input.params outside of any JSON string: a caller writes the call."),
    },
    "what is no JSON": {
      stack: template(`{"StreamName": "orders", ${KEY}, ${DATA},}`),
      found: found("prints what is no JSON: what Kinesis makes of it is not certain."),
    },
    "a request that Kinesis always refuses": {
      stack: call(`{"StreamName": {}}`),
      found: found("prints no PutRecord on any branch: Kinesis refuses every record, for ever.", null),
    },
    "a macro": {
      stack: template(`#macro(key)$context.requestId#end\n{"StreamName": "orders", "PartitionKey": "#key()", ${DATA}}`),
      found: found("could not be read: it has a #macro, which this pack does not follow."),
    },
    "an empty text for a body of text": {
      stack: template(
        `{"StreamName": "orders", ${KEY}, "Data": "#if($input.body != '{}')$util.base64Encode($input.body)#end"}`,
      ),
      found: found(PART),
    },
  },
  accepts: {
    "the whole body": { stack: template(WHOLE) },
    "the whole body, or nothing that Kinesis takes": {
      stack: template(`#if($input.params('x') == "")${WHOLE}#else{"StreamName": {}}#end`),
    },
    "an empty text for an empty body of bytes": {
      stack: change("post-integration", {
        requestTemplates: {
          "application/avro": `{"StreamName": "orders", ${KEY}, "Data": "#if($input.body != '{}')$input.body#end"}`,
        },
      }),
    },
    "any template of another service": {
      stack: changeFixture("post-integration", (fixture) => ({
        ...fixture,
        inputs: {
          ...fixture.inputs,
          uri: "arn:aws:apigateway:eu-west-1:sqs:path/123456789012/orders",
          requestTemplates: { "application/json": "Action=SendMessage&MessageBody=$input.body#foreach($a in $b)x#end" },
        },
      })),
      also: ELSEWHERE,
    },
  },
});
