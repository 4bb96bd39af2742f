import { integrationEscapes } from "../../../policies/rules/integration-escapes";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const template = (key: string, before = "") =>
  change("post-integration", {
    requestTemplates: {
      "application/json": `${before}{"StreamName": "orders", "PartitionKey": "${key}", "Data": "$util.base64Encode($input.body)"}`,
    },
  });

const raw = (expression: string) =>
  `the template for application/json prints ${expression} as it came: a quote in it writes another field.`;
const apostrophe = (expression: string) =>
  String.raw`the template for application/json prints ${expression}: an apostrophe becomes \', which JSON forbids, and such a record fails for ever.`;

describeRule(integrationEscapes, {
  finds: {
    "the guide's digest": {
      stack: template("$input.params('aerospike-digest')"),
      found: { "post-integration": [raw("$input.params('aerospike-digest')")] },
    },
    "a header through a variable": {
      stack: template("$!{key}", `#set($key = $input.params("aerospike-digest"))`),
      found: { "post-integration": [raw("$!{key}")] },
    },
    "a header that one branch replaces": {
      stack: template("$key", `#set($key = $input.params('d'))#if($key == "")#set($key = $context.requestId)#end`),
      found: { "post-integration": [raw("$key")] },
    },
    "a part of the body": {
      stack: template("$input.path('$.metadata.digest')"),
      found: { "post-integration": [raw("$input.path('$.metadata.digest')")] },
    },
    "a record of a loop": {
      stack: template("$record.key", "#foreach($record in $input.path('$.records'))"),
      found: { "post-integration": [raw("$record.key")] },
    },
    "an escape that leaves apostrophes": {
      stack: template("$util.escapeJavaScript($input.params('d'))"),
      found: { "post-integration": [apostrophe("$util.escapeJavaScript($input.params('d'))")] },
    },
    "such an escape in a variable": {
      stack: template("$key", "#set($key = $util.escapeJavaScript($input.params('d')))"),
      found: { "post-integration": [apostrophe("$key")] },
    },
  },
  accepts: {
    "a value of API Gateway's own": { stack: template("$context.requestId") },
    "a header as Base64": { stack: template("$util.base64Encode($input.params('d'))") },
    "a comment with a header in it": { stack: template("1", "## prints $input.params('d')\n") },
    "an escape that is cured later": {
      stack: template(
        String.raw`$key.replaceAll("\\'", "'")`,
        "#set($key = $util.escapeJavaScript($input.params('d')))",
      ),
    },
  },
});
