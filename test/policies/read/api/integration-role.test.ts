import assert from "node:assert/strict";

import type { PolicyResource } from "@pulumi/policy";

import { integrationsWithRole } from "../../../../policies/read/api/integration-role";
import { stackOf } from "../../../../policies/read/stack";
import { awsType } from "../../../../policies/read/types";

const resource = (of: string, name: string, props: object): PolicyResource =>
  ({ type: of, name, urn: name, props, propertyDependencies: {} }) as unknown as PolicyResource;

describe("the integrations of a role", () => {
  it("are found by the role's ARN, which is read once for all integrations", () => {
    let reads = 0;
    const arn = "arn:aws:iam::123456789012:role/writer";
    const role = resource(awsType.role, "role", {
      get arn() {
        reads += 1;
        return arn;
      },
    });
    const integrations = ["a", "b", "c"].map((name) =>
      resource(awsType.integration, name, { type: "AWS", credentials: name === "b" ? arn : `${arn}-of-${name}` }),
    );
    const found = integrationsWithRole(role, stackOf([role, ...integrations], []));
    assert.deepEqual([found.map(({ name }) => name), reads], [["b"], 1]);
  });
});
