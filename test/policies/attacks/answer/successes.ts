import { SUCCESS_TEMPLATE } from "../../../../components/api/response-templates";
import { answerAttack, NAMED_BY_KINESIS, onStatus, success } from "../build/answers";
import { answer, INTEGRATION, mapping, replaced, templates } from "../build/changes";
import type { Attack, Target } from "../harness/attack";

const FAILED = "PutRecords answers 200 with failed records inside: its answer is a 2xx only if FailedRecordCount is 0.";
const records = templates((text) =>
  text.replace(
    /\{"StreamName": "\$stream", ("PartitionKey".*")\}/,
    (_, record: string) => `{"StreamName": "$stream", "Records": [{${record}}]}`,
  ),
);

const putRecords =
  (template: string) =>
  ({ change }: Target) => {
    change(INTEGRATION, (props) => ({
      ...records(props),
      uri: "arn:aws:apigateway:ap-south-1:kinesis:action/PutRecords",
    }));
    change(mapping(200), answer(template));
  };

/** A success of Kinesis that names no record, or fewer than were sent. */
export const successes: readonly Attack[] = [
  answerAttack("success-constant", NAMED_BY_KINESIS, success('{"ok": true}')),
  answerAttack("success-empty", NAMED_BY_KINESIS, success("")),
  answerAttack("success-without-templates", NAMED_BY_KINESIS, onStatus(200, { responseTemplates: undefined })),
  answerAttack("success-passed-on", NAMED_BY_KINESIS, success("$input.json('$')")),
  answerAttack(
    "success-fields-unchecked",
    NAMED_BY_KINESIS,
    success(`{"ShardId": $input.json('$.ShardId'), "SequenceNumber": $input.json('$.SequenceNumber')}`),
  ),
  answerAttack(
    "success-any-text-matches",
    NAMED_BY_KINESIS,
    success(SUCCESS_TEMPLATE.replace(/matches\('[^']*'\)/g, "matches('.*')")),
  ),
  answerAttack("success-or-instead-of-and", NAMED_BY_KINESIS, success(SUCCESS_TEMPLATE.replaceAll("&& $s", "|| $s"))),
  answerAttack(
    "success-condition-inverted",
    NAMED_BY_KINESIS,
    success(replaced('#if($type == "" &&', '#if($type != "" ||')(SUCCESS_TEMPLATE)),
  ),
  answerAttack(
    "success-always-true",
    NAMED_BY_KINESIS,
    success(replaced('#if($type == "" &&', "#if(true || ")(SUCCESS_TEMPLATE)),
  ),
  answerAttack(
    "success-override-in-both",
    NAMED_BY_KINESIS,
    success(replaced("responseOverride.status = 502", "responseOverride.status = 200")(SUCCESS_TEMPLATE)),
  ),
  answerAttack(
    "success-without-override",
    NAMED_BY_KINESIS,
    success(replaced("#set($context.responseOverride.status = 502)\n", "")(SUCCESS_TEMPLATE)),
  ),
  answerAttack(
    "success-fields-from-constants",
    NAMED_BY_KINESIS,
    success(
      SUCCESS_TEMPLATE.replace("$input.json('$.SequenceNumber')", `'"1"'`).replace(
        "$input.json('$.ShardId')",
        `'"shard-0"'`,
      ),
    ),
  ),
  answerAttack(
    "success-second-media-type",
    NAMED_BY_KINESIS,
    onStatus(200, { responseTemplates: { "application/json": SUCCESS_TEMPLATE, "application/xml": "<ok/>" } }),
  ),
  answerAttack(
    "success-second-type-passed-on",
    NAMED_BY_KINESIS,
    onStatus(200, { responseTemplates: { "application/json": SUCCESS_TEMPLATE, "text/plain": "$input.body" } }),
  ),
  // Many records in one call.
  answerAttack("put-records-constant", FAILED, putRecords('{"ok": true}')),
  answerAttack(
    "put-records-first-record",
    FAILED,
    putRecords(
      SUCCESS_TEMPLATE.replace("$.SequenceNumber", "$.Records[0].SequenceNumber").replace(
        "$.ShardId",
        "$.Records[0].ShardId",
      ),
    ),
  ),
  answerAttack("put-records-passed-on", FAILED, putRecords("$input.json('$')")),
  answerAttack("put-records-count-only-shown", FAILED, putRecords(`{"failed": $input.json('$.FailedRecordCount')}`)),
];
