import assert from "node:assert/strict";

import type { PolicyViolation } from "@aerospike-kinesis/pulumi-engine";

import type { Configuration } from "../../../commands/policy/configuration";
import { loweredPolicies, mergeRuns, runWithoutBlocking } from "../../../commands/policy/engine-runs";
import type { Finding } from "../../../commands/policy/report";
import { onDemand, tracing } from "./example";

const mending = { "stream-on-demand": { enforcementLevel: "remediate", exceptions: ["a"] } } as const;

const blocking = (policyName: string): PolicyViolation => ({
  policyName,
  policyPackName: "example",
  enforcementLevel: "mandatory",
  message: "",
});

describe("a run in which a policy mends", () => {
  it("is made once if nothing is left to mend", async () => {
    const { all, last } = await runWithoutBlocking(() => Promise.resolve({ violations: [] }), mending);
    assert.equal(all.length, 1);
    assert.deepEqual(loweredPolicies(mending, last), []);
  });

  it("is made again with advisory policies if something is left", async () => {
    const given: Configuration[] = [];
    const { all, last } = await runWithoutBlocking((configuration) => {
      given.push(configuration);
      return Promise.resolve({ violations: given.length === 1 ? [blocking("stream-on-demand")] : [] });
    }, mending);
    assert.deepEqual(given, [mending, { "stream-on-demand": { enforcementLevel: "advisory", exceptions: ["a"] } }]);
    assert.equal(all.length, 2);
    assert.equal(all.at(-1), last);
    assert.deepEqual(loweredPolicies(mending, last), ["stream-on-demand"]);
  });

  it("ends if a policy blocks that the configuration does not lower", async () => {
    const { all } = await runWithoutBlocking(
      () => Promise.resolve({ violations: [blocking("of-another-pack"), blocking("stream-on-demand")] }),
      mending,
    );
    assert.equal(all.length, 2);
  });
});

describe("the findings of several runs", () => {
  const finding = (policy: Finding["policy"], name: string, found: string): Finding => ({
    policy,
    level: "mandatory",
    resource: { urn: name, type: "", name },
    found,
  });
  const words = (findings: readonly Finding[]) =>
    findings.map(({ resource, found }) => `${resource?.name ?? ""}: ${found}`).sort();

  it("are those of the last run that judged a resource", () => {
    const early = { findings: [finding(tracing, "a", "early"), finding(tracing, "b", "early")], lowered: [] };
    const late = { findings: [finding(tracing, "a", "late")], lowered: [] };
    assert.deepEqual(words(mergeRuns([early, late])), ["a: late", "b: early"]);
  });

  it("are those of the run that remediated, if a later one would have", () => {
    const mended = { findings: [finding(onDemand, "a", "mended"), finding(onDemand, "a", "left")], lowered: [] };
    const advised = {
      findings: [finding(onDemand, "a", "all of it"), finding(onDemand, "b", "new"), finding(tracing, "a", "late")],
      lowered: ["stream-on-demand"],
    };
    assert.deepEqual(words(mergeRuns([mended, advised])), ["a: late", "a: left", "a: mended", "b: new"]);
  });
});
