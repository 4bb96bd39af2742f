import assert from "node:assert/strict";
import { createRequire } from "node:module";

import type { PolicyResource, StackValidationArgs, StackValidationPolicy } from "@pulumi/policy";
import {
  AnalyzeRequest,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { unpackOnce } from "../../policies/pack/engine-requests";
import { policiesOf } from "../../policies/pack/policies";
import { StackResources } from "../../policies/pack/stack-resources";
import { rules } from "../../policies/rules";

const { makeAnalyzeStackRpcFun } = createRequire(__filename)("@pulumi/policy/server") as {
  makeAnalyzeStackRpcFun: (
    name: string,
    version: string,
    level: string,
    policies: readonly StackValidationPolicy[],
  ) => (call: { request: AnalyzeStackRequest }, done: (error: unknown) => void) => void;
};

function requestOf(names: readonly string[]): { request: AnalyzeStackRequest; unpacked: string[] } {
  const unpacked: string[] = [];
  const request = new AnalyzeStackRequest();
  request.setResourcesList(
    names.map((name) => {
      const resource = new AnalyzerResource();
      resource.setName(name);
      resource.setOptions(new AnalyzerResourceOptions());
      const properties = Struct.fromJavaScript({ name });
      const unpack = properties.toJavaScript.bind(properties);
      properties.toJavaScript = () => {
        unpacked.push(name);
        return unpack();
      };
      resource.setProperties(properties);
      return resource;
    }),
  );
  return { request, unpacked };
}

/** What the SDK's own server has each of three policies see. */
async function seenBy(resources: StackResources, request: AnalyzeStackRequest): Promise<(readonly PolicyResource[])[]> {
  const seen: (readonly PolicyResource[])[] = [];
  const policies = ["a", "b", "c"].map((name): StackValidationPolicy => ({
    name,
    description: name,
    validateStack: (args) => void seen.push(resources.allOf(args.resources)),
  }));
  await new Promise<void>((resolve, reject) => {
    makeAnalyzeStackRpcFun(
      "pack",
      "1.0.0",
      "advisory",
      policies,
    )({ request }, (error) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
  return seen;
}

function notAsked(): never {
  throw new Error("a stack without resources has no finding");
}

describe("the resources that the SDK unpacks for stack policies", () => {
  it("are unpacked once, and are the same for every policy", async () => {
    const resources = new StackResources();
    const { request, unpacked } = requestOf(["one", "two"]);
    resources.begin(request);
    const seen = await seenBy(resources, request);
    assert.deepEqual(
      seen.map((all) => all.map(({ props }) => props.name as string)),
      Array.from({ length: 3 }, () => ["one", "two"]),
    );
    assert.deepEqual(unpacked, ["one", "two"]);
  });

  it("are those of the run, and none of a run before", async () => {
    const resources = new StackResources();
    for (const names of [["one", "two"], ["three"], []]) {
      const { request } = requestOf(names);
      resources.begin(request);
      const seen = await seenBy(resources, request);
      assert.deepEqual(
        seen.map((all) => all.map(({ name }) => name)),
        Array.from({ length: 3 }, () => names),
      );
    }
  });

  it("end the run if they are not all there, so that nothing passes unjudged", () => {
    const resources = new StackResources();
    resources.begin(requestOf(["one", "two"]).request);
    assert.throws(() => resources.allOf([]), /expected 2 resources from @pulumi\/policy, got 0/);
    assert.throws(() => resources.allOf([{} as PolicyResource]), /expected 2 resources from @pulumi\/policy, got 1/);
  });

  it("are handed on by every stack policy, since the configuration decides which one runs first", async () => {
    const given: readonly PolicyResource[] = [];
    let seen = 0;
    const policies = policiesOf(rules, { resources: (all) => ((seen += Number(all === given)), all) });
    for (const policy of policies.filter((one) => "validateStack" in one)) {
      seen = 0;
      const args = { resources: given, getConfig: () => ({}), stackTags: new Map(), notApplicable: notAsked };
      await policy.validateStack(args as unknown as StackValidationArgs, notAsked);
      assert.ok(seen > 0, policy.name);
    }
  });

  it("are unpacked once for all policies on single resources", () => {
    const request = new AnalyzeRequest();
    request.setProperties(Struct.fromJavaScript({ name: "one" }));
    unpackOnce(request);
    const first = request.getProperties()?.toJavaScript();
    assert.deepEqual(first, { name: "one" });
    assert.equal(request.getProperties()?.toJavaScript(), first);
    unpackOnce(new AnalyzeRequest());
  });
});
