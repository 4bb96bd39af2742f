import assert from "node:assert/strict";

import { fingerprint } from "../../../components/api/fingerprint";
import { type ApiModel, apiModel, type MethodModel } from "../../../components/api/model";

const build = (): ApiModel =>
  apiModel({
    path: "kinesis",
    integrationTimeoutMs: 6000,
    streamNames: ["orders"],
  });

/** The model with its POST changed. */
const withPost = (change: (post: MethodModel) => Partial<MethodModel>): ApiModel => {
  const model = build();
  const methods = model.methods.map((method) =>
    method.httpMethod === "POST" ? { ...method, ...change(method) } : method,
  );
  return { ...model, methods };
};

describe("the fingerprint that redeploys the API", () => {
  it("stays while the model stays", () => {
    assert.equal(fingerprint(build()), fingerprint(build()));
    assert.match(fingerprint(build()), /^[0-9a-f]{64}$/);
  });

  const changed: Record<string, ApiModel> = {
    "the path": { ...build(), path: "other" },
    "an answer of API Gateway's own": { ...build(), gatewayResponses: [] },
    "a binary media type": { ...build(), binaryMediaTypes: [] },
    "the key that a method asks": withPost(() => ({ apiKeyRequired: false })),
    "a request template": withPost(({ integration }) => ({ integration: { ...integration, requestTemplates: {} } })),
    "a response's pattern": withPost(({ responses }) => ({
      responses: responses.map((response) => ({ ...response, selectionPattern: "2.." })),
    })),
    "a response's template": withPost(({ responses }) => ({
      responses: responses.map((response) => ({ ...response, responseTemplates: { "application/json": "{}" } })),
    })),
    "a response's header": withPost(({ responses }) => ({
      responses: responses.map((response) => ({ ...response, responseParameters: {} })),
    })),
    "a declared status": withPost(() => ({ overrideStatuses: [] })),
  };
  for (const [what, model] of Object.entries(changed)) {
    it(`changes with ${what}`, () => {
      assert.notEqual(fingerprint(model), fingerprint(build()));
    });
  }
});
