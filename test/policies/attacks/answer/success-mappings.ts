import { SUCCESS_TEMPLATE } from "../../../../components/api/response-templates";
import { answer, INTEGRATION, mapping, replaced, set } from "../build/changes";
import { r2Answer, r4Template, r4Velocity } from "../build/kinds";
import type { Attack } from "../harness/attack";

const numbered = (name: string, breaks: string, condition: string): Attack =>
  r4Velocity(name, breaks, {
    changes: {
      [mapping(200)]: set(
        answer(
          `#if(${condition}){"stored": true}#else#set($context.responseOverride.status = 502){"stored": false}#end`,
        ),
      ),
    },
  });

const provenBy = (condition: string) =>
  set(
    answer(
      [
        `#if(${condition})`,
        `{"SequenceNumber": $input.json('$.SequenceNumber')}`,
        "#else",
        "#set($context.responseOverride.status = 502)",
        '{"error": "UnexpectedAnswer"}',
        "#end",
      ].join("\n"),
    ),
  );

const proof = (name: string, breaks: string, condition: string): Attack =>
  r4Template(name, breaks, { changes: { [mapping(200)]: provenBy(condition) } });

const on = (name: string, breaks: string, status: number, values: Readonly<Record<string, unknown>>): Attack =>
  r2Answer(name, breaks, { changes: { [mapping(status)]: set(values) }, at: [INTEGRATION] });

const success = (name: string, breaks: string, template: string): Attack => on(name, breaks, 200, answer(template));

/** The template of a success with another condition. */
const where = (name: string, says: string, condition: string): Attack =>
  success(
    `where-${name}`,
    `the condition of a success holds always: ${says}`,
    SUCCESS_TEMPLATE.replace(/#if\(\$type == "" .*\)\n\{"ShardId"/, () => `#if(${condition})\n{"ShardId"`),
  );

/** The mapping of a success takes something else for one. */
export const successMappings: readonly Attack[] = [
  numbered("number-of-caller", "the caller names the record that is stored", "$input.params('SequenceNumber') != ''"),
  numbered("number-in-comment", "a comment looks at the record", "$input.body != '' ## SequenceNumber\n"),
  numbered(
    "number-of-records",
    "an answer of PutRecord has no list of records, and no stored one is acknowledged",
    "$input.path('$.Records[0].SequenceNumber').length() > 0",
  ),
  proof(
    "proven-by-null",
    "in Velocity nothing differs from an empty text, so every 2xx is a success",
    "$input.path('$.SequenceNumber') != ''",
  ),
  proof("proven-by-json", "what a missing field is as JSON is never nothing", "$input.json('$.SequenceNumber')"),
  proof(
    "proven-by-size",
    "what a missing field is as JSON has a length",
    "$input.json('$.SequenceNumber').length() > 0",
  ),
  proof(
    "proven-by-body",
    "an error that speaks of a SequenceNumber is a success",
    "$input.body.contains('SequenceNumber')",
  ),
  proof(
    "proven-by-or",
    "an answer that names a shard or a record is a success",
    "$input.path('$.ShardId').length() > 0 || $input.path('$.SequenceNumber').length() > 0",
  ),
  where("truthy", "in Velocity an empty text is true", '$type == "" && $sequenceNumber && $shardId'),
  where("itself", "a value is itself", '$type == "" && $sequenceNumber == $sequenceNumber'),
  where("contains", "every text contains the empty one", '$type == "" && $sequenceNumber.contains("")'),
  where("not-word", "nothing is called so", '$type == "" && $sequenceNumber != "none"'),
  where("length", "no length is below 0", '$type == "" && $sequenceNumber.length() >= 0'),
  where("no-error", "an answer that is no error names no record, either", '$type == ""'),
  where("empty-number", "a number may be empty", `$type == "" && $sequenceNumber.matches('"?[0-9]*"?')`),
  where("shard-only", "a shard is no record", `$type == "" && $shardId.matches('"[a-zA-Z0-9_.-]{1,128}"')`),
  success(
    "quoted-reference",
    "where there is no number the text in quotes is the reference itself, and not empty",
    `#set($place = $input.path('$.SequenceNumber'))
#if("$place" != "")
{"SequenceNumber": "$place"}
#else
#set($context.responseOverride.status = 502)
{"error": "UnexpectedAnswer"}
#end`,
  ),
  success(
    "typo-status-code",
    "the status is overridden under a name that API Gateway does not know",
    replaced("responseOverride.status = 502", "responseOverride.statusCode = 502")(SUCCESS_TEMPLATE),
  ),
  success(
    "typo-request",
    "the request's status is overridden, which has none",
    replaced("$context.responseOverride.status", "$context.requestOverride.status")(SUCCESS_TEMPLATE),
  ),
  on("overlap-400", "two patterns take a success, and one answers it by 400", 400, {
    selectionPattern: String.raw`[24]\d{2}`,
  }),
  on("overlap-all", "two patterns take a success, and one answers it by 502", 502, { selectionPattern: ".*" }),
  on("as-bytes", "a success is decoded from Base64, which it is not, and answered by 500", 200, {
    contentHandling: "CONVERT_TO_BINARY",
  }),
];
