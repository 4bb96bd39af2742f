import { integrationSuccessProven } from "../../../policies/rules/integration-success-proven";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const success = (template: string | undefined) =>
  change("post-200-mapping", {
    responseTemplates: template === undefined ? undefined : { "application/json": template },
  });

const FAIL = `#set($context.responseOverride.status = 502){"error": "UnexpectedAnswer"}`;
const unless = (condition: string) => success(`#if(${condition})${FAIL}#else{"stored": true}#end`);
const onlyIf = (condition: string, before = "") =>
  success(`${before}#if(${condition}){"stored": true}#else${FAIL}#end`);

const at = (line: number) => ({
  "post-200-mapping": [
    `the template for application/json, line ${line}, answers a 2xx without a look at SequenceNumber: the sender takes the record as stored and forgets it.`,
  ],
});

const PATH = "$input.path('$.SequenceNumber')";
const JSON_OF = "$input.json('$.SequenceNumber')";

/** The same with PutRecords as the call. */
const batch = (condition: string) =>
  onlyIf(condition).map((fixture) =>
    fixture.name === "post-integration"
      ? {
          ...fixture,
          inputs: {
            ...fixture.inputs,
            requestTemplates: {
              "application/json": `{"StreamName": "orders", "Records": [{"PartitionKey": "$context.requestId", "Data": "$util.base64Encode($input.body)"}]}`,
            },
          },
        }
      : fixture,
  );
const FAILED = {
  "post-200-mapping": [
    "the template for application/json, line 1, answers a 2xx without a look at FailedRecordCount: the sender takes the record as stored and forgets it.",
  ],
};

describeRule(integrationSuccessProven, {
  finds: {
    "a success without a template": {
      stack: success(undefined),
      found: {
        "post-200-mapping": [
          "answers a 2xx and has no response template: nothing looks at SequenceNumber in what Kinesis answered.",
        ],
      },
    },
    "a success with an empty template": {
      stack: success(""),
      found: {
        "post-200-mapping": [
          "answers a 2xx and has no response template: nothing looks at SequenceNumber in what Kinesis answered.",
        ],
      },
    },
    "an unconditional success": { stack: success(`{"stored": true}`), found: at(1) },
    "an unconditional success that prints the number": {
      stack: success(`{"SequenceNumber": ${JSON_OF}}`),
      found: at(1),
    },
    "a condition that looks at another field": {
      stack: onlyIf("$input.path('$.ShardId') && $input.path('$.ShardId') != ''"),
      found: at(1),
    },
    "the success of the other branch": {
      stack: success(`#if(${PATH} && ${PATH} != "")${FAIL}#else{"stored": true}#end`),
      found: at(1),
    },
    "either of two, of which one proves nothing": {
      stack: onlyIf(`${JSON_OF}.matches('"[0-9]+"') || $x`),
      found: at(1),
    },
    "a pattern that takes an empty number": { stack: onlyIf(`${JSON_OF}.matches('"[0-9]*"')`), found: at(1) },
    "a pattern that this pack cannot read": { stack: onlyIf(`${JSON_OF}.matches('\\p{Digit}++')`), found: at(1) },
    "a comparison that null passes": { stack: onlyIf(`${PATH} != ""`), found: at(1) },
    "a call that null passes": { stack: onlyIf(`!${PATH}.isEmpty()`), found: at(1) },
    "JSON that is never empty": { stack: onlyIf(`${JSON_OF} && ${JSON_OF} != ""`), found: at(1) },
    "a reference that prints itself where it is null": { stack: onlyIf(`"${PATH}" != ""`), found: at(1) },
    "an override that an #if may skip": {
      stack: success(`#if($x)#set($context.responseOverride.status = 502)#end{"stored": true}`),
      found: at(1),
    },
    "an override with a 2xx": {
      stack: success(`#set($context.responseOverride.status = 202){"stored": true}`),
      found: at(1),
    },
    "an override with a status that it computes": {
      stack: success(`#set($context.responseOverride.status = $input.path('$.status')){"stored": true}`),
      found: at(1),
    },
    "a template of several that looks at nothing": {
      stack: change("post-200-mapping", {
        responseTemplates: {
          "application/json": `#if(${JSON_OF}.matches('"[0-9]+"')){}#else${FAIL}#end`,
          "text/plain": `\n\n{"stored": true}`,
        },
      }),
      found: {
        "post-200-mapping": at(3)["post-200-mapping"].map((words) => words.replace("application/json", "text/plain")),
      },
    },
    "a template that it cannot read": {
      stack: success("#macro(ok){}#end#ok()"),
      found: {
        "post-200-mapping": [
          "the template for application/json, line 1, could not be read: it has a #macro, which this pack does not follow.",
        ],
      },
    },
    "PutRecords without a look at the failed": { stack: batch(`${PATH} && ${PATH} != ""`), found: FAILED },
    "PutRecords with a count as text": { stack: batch("$input.json('$.FailedRecordCount') < 1"), found: FAILED },
    "PutRecords where some failed": { stack: batch("$input.path('$.FailedRecordCount') > 0"), found: FAILED },
    "PutRecords where one may have failed": { stack: batch("$input.path('$.FailedRecordCount') <= 1"), found: FAILED },
  },
  accepts: {
    "a number that a pattern matches": { stack: onlyIf("$n.matches('\"[0-9]+\"')", `#set($n = ${JSON_OF})`) },
    "a field that is there and not empty": { stack: onlyIf(`${PATH} && ${PATH} != ""`) },
    "a field that is missing or empty, refused": { stack: unless(`!${PATH} || ${PATH} == ""`) },
    "a quiet reference that is not empty": { stack: onlyIf(`"$!n" != ""`, `#set($n = ${PATH})`) },
    "a length": { stack: onlyIf(`${PATH}.length() > 0`) },
    "another spelling of the path": { stack: onlyIf(`$input.path("$['SequenceNumber']").length() > 10`) },
    "a member of the whole answer": {
      stack: onlyIf("$root.SequenceNumber.matches('[0-9]+')", "#set($root = $input.path('$'))"),
    },
    "a text that it begins with": { stack: onlyIf(`${JSON_OF}.startsWith('"49')`) },
    "an override before the body": {
      stack: success(
        `#set($n = "$!input.path('$.SequenceNumber')")#if($n == "")#set($context.responseOverride.status = 500)#end{"requestId": "$context.requestId"}`,
      ),
    },
    "another success of another method": { stack: change("get-200-mapping", { responseTemplates: undefined }) },
    "PutRecords where none failed": { stack: batch("$input.path('$.FailedRecordCount') == 0") },
    "PutRecords where not more than none failed": { stack: batch("!($input.path('$.FailedRecordCount') > 0)") },
    "PutRecords with the count as text": { stack: batch(`$input.json('$.FailedRecordCount').equals("0")`) },
  },
});
