import assert from "node:assert/strict";
import { createRequire } from "node:module";

import type { Policies } from "@pulumi/policy";
import {
  AnalyzeRequest,
  AnalyzerResourceOptions,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { policiesOf } from "../../policies/pack/policies";
import { hasRemedies, skipUnusedRemedies } from "../../policies/pack/remedies";
import { rules } from "../../policies/rules";

const { makeRemediateRpcFun } = createRequire(__filename)("@pulumi/policy/server") as {
  makeRemediateRpcFun: (
    name: string,
    version: string,
    level: string,
    policies: Policies,
  ) => (call: { request: AnalyzeRequest }, done: (error: unknown, response?: RemediateResponse) => void) => void;
};

const BYTES = Buffer.from(
  (() => {
    const request = new AnalyzeRequest();
    request.setType("aws:kinesis/stream:Stream");
    request.setProperties(Struct.fromJavaScript({ name: "orders" }));
    request.setOptions(new AnalyzerResourceOptions());
    return request.serializeBinary();
  })(),
);

/** A method of the SDK's service, after the pack has seen it. */
function method(isNeeded: () => boolean): { requestDeserialize: (bytes: Buffer) => AnalyzeRequest } {
  const seen = { requestDeserialize: (bytes: Buffer) => AnalyzeRequest.deserializeBinary(bytes) };
  skipUnusedRemedies(seen, isNeeded);
  return seen;
}

/** What the SDK's own server answers. */
const answerTo = (request: AnalyzeRequest, policies: Policies): Promise<RemediateResponse.AsObject | undefined> =>
  new Promise((resolve, reject) => {
    makeRemediateRpcFun(
      "pack",
      "1.0.0",
      "advisory",
      policies,
    )({ request }, (error, response) => {
      if (error instanceof Error) reject(error);
      else resolve(response?.toObject());
    });
  });

describe("the engine's requests to mend resources", () => {
  it("are read only if a policy is to mend some", () => {
    let needed = false;
    const { requestDeserialize } = method(() => needed);
    assert.equal(requestDeserialize(BYTES).getType(), "");
    needed = true;
    assert.equal(requestDeserialize(BYTES).getType(), "aws:kinesis/stream:Stream");
  });

  it("have the same answer of the SDK, read or not, where no policy mends", async () => {
    const policies = policiesOf(rules);
    const answers = await Promise.all(
      [false, true].map((needed) => answerTo(method(() => needed).requestDeserialize(BYTES), policies)),
    );
    assert.deepEqual(answers, [
      { remediationsList: [], notApplicableList: [] },
      { remediationsList: [], notApplicableList: [] },
    ]);
  });

  it("are needed where the configuration says so, and else where a policy itself says so", () => {
    const mending: Policies = [
      { name: "a", description: "a", enforcementLevel: "remediate", validateResource: () => undefined },
    ];
    const policies = policiesOf(rules);
    const configured = (name: string, level: EnforcementLevel) => {
      const request = new ConfigureAnalyzerRequest();
      const config = new PolicyConfig();
      config.setEnforcementlevel(level);
      request.getPolicyconfigMap().set(name, config);
      return request;
    };
    assert.equal(hasRemedies(mending), true);
    assert.equal(hasRemedies(mending, configured("a", EnforcementLevel.ADVISORY)), false);
    assert.equal(hasRemedies(policies), false);
    assert.equal(hasRemedies(policies, configured("rest-api-tls", EnforcementLevel.REMEDIATE)), true);
    assert.equal(hasRemedies(policies, configured("rest-api-tls", EnforcementLevel.MANDATORY)), false);
  });
});
