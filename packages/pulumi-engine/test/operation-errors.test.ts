import assert from "node:assert/strict";

import { refusalOf } from "../src/operation-errors";
import type { Operation } from "../src/workspace";

const failed = (parts: Partial<Operation>): Operation => ({
  code: 255,
  stdout: "",
  stderr: "error: update failed",
  steps: [],
  diagnostics: [{ severity: "error", message: "update failed\n" }],
  violations: [],
  changes: {},
  all: [],
  ...parts,
});

const violation = {
  policyName: "method-authenticated",
  policyPackName: "aerospike-kinesis",
  enforcementLevel: "mandatory",
  message: "Every method asks for a key.\nFound: POST does not.\n",
  resourceUrn: "urn:pulumi:dev::p::aws:apigateway/method:Method::post",
} as const;

describe("why an operation was refused", () => {
  it("names each mandatory policy, its resource and its finding, and not that the update failed", () => {
    assert.equal(
      refusalOf(failed({ violations: [violation] })),
      "Policy method-authenticated, on post:\n  Every method asks for a key.\n  Found: POST does not.",
    );
  });

  it("keeps the errors of the program and the provider beside the findings", () => {
    const diagnostics = [
      { severity: "error", message: "creating Stage: refused" },
      { severity: "error", message: "update failed" },
    ] as const;
    assert.equal(
      refusalOf(failed({ diagnostics, violations: [violation, { ...violation, enforcementLevel: "advisory" }] })),
      "creating Stage: refused\n\nPolicy method-authenticated, on post:\n  Every method asks for a key.\n  Found: POST does not.",
    );
  });

  it("is what the CLI said where no mandatory policy found anything", () => {
    assert.equal(refusalOf(failed({ violations: [{ ...violation, enforcementLevel: "advisory" }] })), "update failed");
  });
});
