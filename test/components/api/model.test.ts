import assert from "node:assert/strict";

import { apiModel, declaredHeaders } from "../../../components/api/model";

const { methods } = apiModel({ path: "kinesis", integrationTimeoutMs: 6000, streamNames: ["orders"] });

/** What a template sets in one of its branches. */
interface Branch {
  readonly status: string;
  readonly headers: readonly string[];
}

/** The branches of a response's template that set another status or a header. A branch ends where the next one begins. */
function overridesIn(template: string, ownStatus: string): Branch[] {
  return template.split(/#(?:if|elseif|else)\b/).flatMap((branch) => {
    const [, status] = /\$context\.responseOverride\.status\s*=\s*(\d+)/.exec(branch) ?? [];
    const headers = [...branch.matchAll(/\$context\.responseOverride\.header(?:\.|\[["'])([\w-]+)/g)];
    if (status === undefined && headers.length === 0) return [];
    return [{ status: status ?? ownStatus, headers: headers.map(([, name]) => `method.response.header.${name!}`) }];
  });
}

describe("the API's model declares", () => {
  for (const method of methods) {
    const declared = [...method.responses.map(({ statusCode }) => statusCode), ...method.overrideStatuses];
    const overrides = method.responses.flatMap(({ statusCode, responseTemplates }) =>
      Object.values(responseTemplates).flatMap((template) => overridesIn(template, statusCode)),
    );

    it(`each status that a template of the ${method.httpMethod} sets`, () => {
      for (const { status } of overrides) {
        assert.ok(declared.includes(status), `components/api/response-templates.ts: OVERRIDES has no ${status}`);
      }
    });

    it(`each status of the ${method.httpMethod} once`, () => {
      assert.equal(new Set(declared).size, declared.length);
    });

    for (const statusCode of declared) {
      it(`exactly the headers that a ${statusCode} of the ${method.httpMethod} can have`, () => {
        const mapped = method.responses.filter((response) => response.statusCode === statusCode);
        const expected = [
          ...mapped.flatMap(({ responseParameters = {} }) => Object.keys(responseParameters)),
          ...overrides.filter(({ status }) => status === statusCode).flatMap(({ headers }) => headers),
        ];
        assert.deepEqual(
          declaredHeaders(method, statusCode).sort(),
          [...new Set(expected)].sort(),
          "components/api/response-templates.ts: HEADERS",
        );
      });
    }
  }
});
