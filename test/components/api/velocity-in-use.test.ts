import assert from "node:assert/strict";

import { apiModel } from "../../../components/api/model";

const model = apiModel({ path: "kinesis", integrationTimeoutMs: 6000, streamNames: ["orders", "second"] });
const templates = model.methods.flatMap(({ integration, responses }) => [
  ...Object.values(integration.requestTemplates),
  ...responses.flatMap(({ responseTemplates }) => Object.values(responseTemplates)),
]);

/** What the templates use of Velocity, each once, sorted. Quoted text is set aside: a pattern is no Velocity. */
const used = (pattern: RegExp): string[] => {
  const code = templates.map((template) => template.replace(/'[^']*'/g, "''"));
  return [...new Set(code.flatMap((template) => template.match(pattern) ?? []))].sort();
};

describe("the templates stay inside what Apache Velocity and the tests' renderer do alike", () => {
  it("with these directives", () => {
    assert.deepEqual(used(/#[a-z]+/g), ["#else", "#elseif", "#end", "#foreach", "#if", "#set"]);
  });

  it("with these methods, of Java's String and Map and of API Gateway", () => {
    assert.deepEqual(used(/\.[A-Za-z0-9]+(?=\()/g), [
      ".base64Encode",
      ".contains",
      ".endsWith",
      ".escapeJavaScript",
      ".get",
      ".json",
      ".keySet",
      ".length",
      ".matches",
      ".params",
      ".path",
      ".replaceAll",
      ".startsWith",
      ".substring",
      ".toLowerCase",
      ".trim",
    ]);
  });

  it("with these variables of API Gateway's", () => {
    assert.deepEqual(used(/\$!?(?:input|util|context|stageVariables)\b[.\w]*/g), [
      "$!input.body",
      "$context.requestId",
      "$context.responseOverride.header",
      "$context.responseOverride.status",
      "$input.body",
      "$input.body.matches",
      "$input.json",
      "$input.params",
      "$input.path",
      "$util.base64Encode",
      "$util.escapeJavaScript",
    ]);
  });
});
