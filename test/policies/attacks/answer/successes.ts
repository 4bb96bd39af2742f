import { SUCCESS_TEMPLATE } from "../../../../components/api/response-templates";
import type { Attack, Target } from "../harness/attack";
import { answer, INTEGRATION, mapping, replaced, templates } from "../harness/changes";
import { attack, NAMED, on, success } from "./support";

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
  attack("success-constant", NAMED, success('{"ok": true}')),
  attack("success-empty", NAMED, success("")),
  attack("success-without-templates", NAMED, on(200, { responseTemplates: undefined })),
  attack("success-passed-on", NAMED, success("$input.json('$')")),
  attack(
    "success-fields-unchecked",
    NAMED,
    success(`{"ShardId": $input.json('$.ShardId'), "SequenceNumber": $input.json('$.SequenceNumber')}`),
  ),
  attack("success-any-text-matches", NAMED, success(SUCCESS_TEMPLATE.replace(/matches\('[^']*'\)/g, "matches('.*')"))),
  attack("success-or-instead-of-and", NAMED, success(SUCCESS_TEMPLATE.replaceAll("&& $s", "|| $s"))),
  attack(
    "success-condition-inverted",
    NAMED,
    success(replaced('#if($type == "" &&', '#if($type != "" ||')(SUCCESS_TEMPLATE)),
  ),
  attack("success-always-true", NAMED, success(replaced('#if($type == "" &&', "#if(true || ")(SUCCESS_TEMPLATE))),
  attack(
    "success-override-in-both",
    NAMED,
    success(replaced("responseOverride.status = 502", "responseOverride.status = 200")(SUCCESS_TEMPLATE)),
  ),
  attack(
    "success-without-override",
    NAMED,
    success(replaced("#set($context.responseOverride.status = 502)\n", "")(SUCCESS_TEMPLATE)),
  ),
  attack(
    "success-fields-from-constants",
    NAMED,
    success(
      SUCCESS_TEMPLATE.replace("$input.json('$.SequenceNumber')", `'"1"'`).replace(
        "$input.json('$.ShardId')",
        `'"shard-0"'`,
      ),
    ),
  ),
  attack(
    "success-second-media-type",
    NAMED,
    on(200, { responseTemplates: { "application/json": SUCCESS_TEMPLATE, "application/xml": "<ok/>" } }),
  ),
  attack(
    "success-second-type-passed-on",
    NAMED,
    on(200, { responseTemplates: { "application/json": SUCCESS_TEMPLATE, "text/plain": "$input.body" } }),
  ),

  // Many records in one call.
  attack("put-records-constant", FAILED, putRecords('{"ok": true}')),
  attack(
    "put-records-first-record",
    FAILED,
    putRecords(
      SUCCESS_TEMPLATE.replace("$.SequenceNumber", "$.Records[0].SequenceNumber").replace(
        "$.ShardId",
        "$.Records[0].ShardId",
      ),
    ),
  ),
  attack("put-records-passed-on", FAILED, putRecords("$input.json('$')")),
  attack("put-records-count-only-shown", FAILED, putRecords(`{"failed": $input.json('$.FailedRecordCount')}`)),
];
