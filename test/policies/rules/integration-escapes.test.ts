import { integrationEscapes } from "../../../policies/rules/integration-escapes";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const template = (key: string, before = "") =>
  change("post-integration", {
    requestTemplates: {
      "application/json": `${before}{"StreamName": "orders", "PartitionKey": "$context.requestId${key}", "Data": "$util.base64Encode($input.body)"}`,
    },
  });

const raw = (expression: string) =>
  `the template for application/json, line 1, prints ${expression} as it came: a quote in it writes another field.`;
const apostrophe = (expression: string) =>
  String.raw`the template for application/json, line 1, prints ${expression}: an apostrophe becomes \', which JSON forbids, and such a record fails for ever.`;

describeRule(integrationEscapes, {
  finds: {
    "the guide's digest": {
      stack: template("$input.params('aerospike-digest')"),
      found: { "post-integration": [raw("$input.params")] },
    },
    "a header through a variable": {
      stack: template("$!{key}", `#set($key = $input.params("aerospike-digest"))`),
      found: { "post-integration": [raw("$key")] },
    },
    "a header that one branch replaces": {
      stack: template("$key", `#set($key = $input.params('d'))#if($key == "")#set($key = $context.requestId)#end`),
      found: { "post-integration": [raw("$key")] },
    },
    "a part of the body": {
      stack: template("$input.path('$.metadata.digest')"),
      found: { "post-integration": [raw("$input.path")] },
    },
    "a record of a loop": {
      stack: template("$record.key", "#foreach($record in $input.path('$.records'))#end"),
      found: { "post-integration": [raw("$record")] },
    },
    "a header that is escaped in one part only": {
      stack: template("$key", `#set($key = "$util.escapeJavaScript('a')$input.params('d')")`),
      found: { "post-integration": [raw("$key")] },
    },
    "a header that a map holds": {
      stack: template("$map.k", "#set($map = {})#set($none = $map.put('k', $input.params('d')))"),
      found: { "post-integration": [raw("$map")] },
    },
    "a header in a property of a map": {
      stack: template("$map.k", "#set($map = {})#set($map.k = $input.params('d'))"),
      found: { "post-integration": [raw("$map")] },
    },
    "an escape that is undone": {
      stack: template(
        String.raw`$key.replaceAll("\'", "'").replace('!', '"')`,
        "#set($key = $util.escapeJavaScript($input.params('d')))",
      ),
      found: { "post-integration": [raw("$key")] },
    },
    "Base64 that is decoded": {
      stack: template("$util.base64Decode($input.params('d'))"),
      found: { "post-integration": [raw("$util.base64Decode")] },
    },
    "the caller's program and path": {
      stack: template("$context.identity.userAgent$context.path"),
      found: { "post-integration": [raw("$context.identity.userAgent"), raw("$context.path")] },
    },
    "the body outside of Data": {
      stack: template("$input.body"),
      found: { "post-integration": [raw("$input.body")] },
    },
    "an escape that leaves apostrophes": {
      stack: template("$util.escapeJavaScript($input.params('d'))"),
      found: { "post-integration": [apostrophe("$util.escapeJavaScript")] },
    },
    "such an escape in a variable": {
      stack: template("$key", "#set($key = $util.escapeJavaScript($input.params('d')))"),
      found: { "post-integration": [apostrophe("$key")] },
    },
  },
  accepts: {
    "a value of API Gateway's own": { stack: template("$context.requestId") },
    "the length of a header, and whether it is one of ours": {
      stack: template("$input.params('d').length()$input.params('d').equals('x')"),
    },
    "one of our own names that a header looks up": {
      stack: template("$names.get($input.params('d'))$names['$input.body']", "#set($names = {'a': 'x', 'b': 'y'})"),
    },
    "a header that nothing but a condition reads": {
      stack: template("$key", "#set($key = 'a')#if($input.params('d') == $key)#set($key = 'b')#end"),
    },
    "a header as Base64": { stack: template("$util.base64Encode($input.params('d'))") },
    "a comment with a header in it": { stack: template("", "## prints $input.params('d')\n") },
    "an escape that is cured later": {
      stack: template(
        String.raw`$key.replaceAll("\\'", "'")`,
        "#set($key = $util.escapeJavaScript($input.params('d')))",
      ),
    },
  },
});
