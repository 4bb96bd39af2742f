import { RequestValidator } from "@pulumi/aws/apigateway/requestValidator";
import * as pulumi from "@pulumi/pulumi";

import type { Attack, Change } from "../harness/attack";
import {
  answer,
  beforeRecord,
  data,
  INTEGRATION,
  mapping,
  partitionKey,
  replaced,
  templates,
  TEXT_DATA,
  textTemplates,
  withParameters,
} from "../harness/changes";
import { ACCOUNT } from "../shared";
import { attackOf, props, set } from "./support";

const EXPECT = "every template renders one record: a literal stream, a key of the request, the whole body";
const made = attackOf("request", EXPECT);
const request = (name: string, breaks: string, change: Change): Attack =>
  made(name, breaks, { changes: { [INTEGRATION]: props(change) } });

/** Statements first, and another Data, in the templates for text. */
const dataAfter = (statements: string, value: string) => (given: Readonly<Record<string, unknown>>) =>
  data(value)(textTemplates((text) => `${statements}\n${text}`)(given));

const NO_FALLBACK = '#if($key == "")#set($key = $context.requestId)#end';

/** What is stored is not what was sent. */
const stored: Attack[] = [
  request(
    "single-quotes",
    "the stored record is the template's own text, because single quotes take no references",
    data("$util.base64Encode('$input.body')"),
  ),
  request("space-behind", "a blank is stored behind each record", data('$util.base64Encode("$input.body ")')),
  request(
    "directive-in-quotes",
    "a directive within a text in quotes chooses an empty record",
    data(`$util.base64Encode("#if($key.startsWith('A')){}#{else}$input.body#end")`),
  ),
  request("input-set-anew", "the body is a constant", beforeRecord('#set($input = {"body": "{}"})')),
  request(
    "list-changed",
    "the body in a list is exchanged",
    dataAfter('#set($l = [$input.body])#set($x = $l.set(0, "{}"))', "$util.base64Encode($l.get(0))"),
  ),
  request(
    "map-property",
    "the body in a map is exchanged by a property",
    dataAfter('#set($m = {"b": $input.body})#set($m.b = "{}")', "$util.base64Encode($m.b)"),
  ),
  request(
    "first-line",
    "of several lines only the first is stored",
    data(String.raw`$util.base64Encode($input.body.split("\n")[0])`),
  ),
  request("dropped-by-loop", "a header of any caller empties the record", (given) =>
    data(`#if($dropped)e30=#else${TEXT_DATA}#end`)(
      textTemplates(
        replaced(
          "#elseif($name == 'content-encoding')",
          "#elseif($name == 'x-drop')#set($dropped = true)\n#elseif($name == 'content-encoding')",
        ),
      )(given),
    ),
  ),
  request(
    "compressed-as-text",
    "bytes of a compressed body are read as text, and stored as what nobody can unpack",
    templates(replaced("$isUnfit || ", "")),
  ),
  request(
    "nothing-as-record",
    "an empty body is stored as the record {}",
    textTemplates(replaced(" || $input.body == '{}'", "")),
  ),
  request("types-swapped", "the template of bytes is taken for JSON, so no JSON is ever stored", (given) => {
    const all = given.requestTemplates as Record<string, string>;
    return { ...given, requestTemplates: { ...all, "application/json": all["application/avro"]! } };
  }),
  request("bytes-as-text", "bytes reach the template as text, and are stored otherwise", {
    contentHandling: undefined,
  }),
  request("secret-text", "the record is a constant in a template that is called secret", (given) => {
    const bad = data("e30=")(given).requestTemplates as Record<string, string>;
    return { ...given, requestTemplates: pulumi.secret(bad) };
  }),
];

/** The record is stored under a key that says nothing, or cannot be stored. */
const keyed: Attack[] = [
  request("key-may-be-empty", "a record without a digest can only fail", templates(replaced(NO_FALLBACK, ""))),
  request("key-is-length", "all records of a table have one partition key", partitionKey("$key.length()")),
  request("key-is-id-length", "all records have one partition key", partitionKey("$context.requestId.length()")),
  request(
    "key-replaced",
    "all records have one partition key",
    beforeRecord('#set($key = $key.replaceAll(".+", "1"))'),
  ),
  request("key-is-method", "all records have one partition key", partitionKey("$context.httpMethod")),
  request(
    "key-is-api-key",
    "the caller's key is the partition key, which every reader sees",
    partitionKey("$util.escapeJavaScript($input.params('x-api-key'))"),
  ),
  request(
    "key-quote-escaped",
    "a record whose digest has a quote can only fail, because JSON knows no escaped quote",
    partitionKey("$util.escapeJavaScript($key)"),
  ),
  request(
    "context-set-anew",
    "all records have one partition key",
    beforeRecord('#set($context = {"requestId": "1"})#set($key = $context.requestId)'),
  ),
  request(
    "stream-in-quotes",
    "a directive within a text in quotes chooses another stream",
    beforeRecord(`#set($stream = "#if($key.startsWith('A'))another-stream#{else}$stream#end")`),
  ),
  request(
    "ordering",
    "the record says after which other one it is to be stored",
    templates(replaced('"StreamName": "$stream"', '"StreamName": "$stream", "SequenceNumberForOrdering": "0"')),
  ),
];

const refused: Attack[] = [
  request(
    "never-stored",
    "no record is ever stored",
    templates(() => '{"StreamName": {}}'),
  ),
  request(
    "until-a-day",
    "from a day on, no record is stored",
    templates((text) => `#if($context.requestTimeEpoch > 1800000000000)\n{"StreamName": {}}\n#else\n${text}\n#end`),
  ),
  made("validator-header", "a record without a digest is refused for ever", {
    changes: {
      "api-post": props((given) => ({
        ...given,
        requestParameters: { "method.request.header.aerospike-digest": true },
        requestValidatorId: new RequestValidator("r2-request-validator-header-check", {
          region: "ap-south-1",
          restApi: given.restApi as pulumi.Input<string>,
          validateRequestParameters: true,
        }).id,
      })),
    },
  }),
  made("validator-model", "a record that does not look as somebody thought is refused for ever", {
    changes: {
      "api-post": props((given) => ({
        ...given,
        requestModels: { "application/json": "Order" },
        requestValidatorId: new RequestValidator("r2-request-validator-model-check", {
          region: "ap-south-1",
          restApi: given.restApi as pulumi.Input<string>,
          validateRequestBody: true,
        }).id,
      })),
    },
  }),
];

const other = (name: string, breaks: string, uri: string, template: string, parameters: Record<string, string> = {}) =>
  attackOf("call", "the call is PutRecord, or nothing is acknowledged")(name, breaks, {
    changes: {
      [INTEGRATION]: set({
        uri: `arn:aws:apigateway:ap-south-1:${uri}`,
        requestTemplates: { "application/json": template },
        ...withParameters(parameters),
      }),
      [mapping(200)]: set(answer('{"ok": true}')),
    },
  });

/** What is acknowledged is in another service, and not in the stream. */
const elsewhere: Attack[] = [
  other(
    "queue",
    "a record is acknowledged that is only in a queue",
    `sqs:path/${ACCOUNT}/orders`,
    "Action=SendMessage&MessageBody=$util.urlEncode($input.body)",
    { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" },
  ),
  other(
    "events",
    "a record is acknowledged though PutEvents says that it failed",
    "events:action/PutEvents",
    `{"Entries": [{"Source": "esp", "DetailType": "r", "Detail": "$util.escapeJavaScript($input.body)"}]}`,
    { "integration.request.header.X-Amz-Target": "'AWSEvents.PutEvents'" },
  ),
  other(
    "machine",
    "a record is acknowledged before the state machine has done anything",
    "states:action/StartExecution",
    `{"input": "$util.escapeJavaScript($input.body)", "stateMachineArn": "arn:aws:states:ap-south-1:${ACCOUNT}:stateMachine:orders"}`,
  ),
  other(
    "function-later",
    "a record is acknowledged before the function has been called",
    `lambda:path/2015-03-31/functions/arn:aws:lambda:ap-south-1:${ACCOUNT}:function:orders/invocations`,
    "$input.body",
    { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
  ),
  attackOf("call", "the call is PutRecord, and nothing else")("encoding-header", "Kinesis reads the call as gzip", {
    changes: { [INTEGRATION]: props(withParameters({ "integration.request.header.Content-Encoding": "'gzip'" })) },
  }),
];

export const requests: readonly Attack[] = [...stored, ...keyed, ...refused, ...elsewhere];
