import { answer, INTEGRATION, mapping, props, set, withParameters } from "../build/changes";
import { ACCOUNT } from "../build/documents";
import { attackOf } from "../build/kinds";
import type { Attack } from "../harness/attack";

const other = (name: string, breaks: string, uri: string, template: string, parameters: Record<string, string> = {}) =>
  attackOf("r2", "call", "the call is PutRecord, or nothing is acknowledged")(name, breaks, {
    changes: {
      [INTEGRATION]: set({
        uri: `arn:aws:apigateway:ap-south-1:${uri}`,
        requestTemplates: { "application/json": template },
        ...withParameters(parameters),
      }),
      [mapping(200)]: set(answer('{"ok": true}')),
    },
  });

/** A record is acknowledged by another service. */
export const otherServices: readonly Attack[] = [
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
  attackOf("r2", "call", "the call is PutRecord, and nothing else")(
    "encoding-header",
    "Kinesis reads the call as gzip",
    {
      changes: { [INTEGRATION]: props(withParameters({ "integration.request.header.Content-Encoding": "'gzip'" })) },
    },
  ),
];
