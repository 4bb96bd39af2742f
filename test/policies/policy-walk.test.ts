import assert from "node:assert/strict";
import { createRequire } from "node:module";

import type { Policies, ResourceValidationPolicy } from "@pulumi/policy";
import { AnalyzeRequest, type AnalyzeResponse, AnalyzerResourceOptions } from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { policiesOf } from "../../policies/pack/policies";
import { judging, PolicyWalk } from "../../policies/pack/policy-walk";
import { rules } from "../../policies/rules";

type Handler = (call: { request: AnalyzeRequest }, done: (error: unknown, response?: AnalyzeResponse) => void) => void;
type MakeHandler = (name: string, version: string, level: string, policies: Policies) => Handler;

const { makeAnalyzeRpcFun, makeRemediateRpcFun } = createRequire(__filename)("@pulumi/policy/server") as {
  makeAnalyzeRpcFun: MakeHandler;
  makeRemediateRpcFun: MakeHandler;
};

/** A resource whose properties fit no type, so that rules find much. */
function requestOf(type: string): AnalyzeRequest {
  const request = new AnalyzeRequest();
  request.setType(type);
  request.setUrn(`urn:pulumi:dev::orders::${type}::one`);
  request.setName("one");
  request.setProperties(
    Struct.fromJavaScript({ name: "one", body: '{"openapi":"3.0.1","paths":{}}', uri: "http://x" }),
  );
  request.setOptions(new AnalyzerResourceOptions());
  return request;
}

/** What the SDK's own server answers. */
const answerTo = (make: MakeHandler, request: AnalyzeRequest, policies: Policies): Promise<unknown> =>
  new Promise((resolve, reject) => {
    make(
      "pack",
      "1.0.0",
      "advisory",
      policies,
    )({ request }, (error, response) => {
      if (error instanceof Error) reject(error);
      else resolve(response?.toObject());
    });
  });

const TYPES = ["some:other/kind:Kind", "pulumi:pulumi:Stack", ...new Set(rules.flatMap(({ types = [] }) => types))];

const policyOn = (name: string, type: string, validate: () => void | Promise<void>): ResourceValidationPolicy => ({
  name,
  description: name,
  validateResource: judging(validate, (one) => one === type),
});

describe("the policies that the SDK walks through for a request", () => {
  it("give the answer of all policies, for every type of resource that rules know and for others", async () => {
    for (const type of TYPES) {
      const walk = new PolicyWalk(policiesOf(rules));
      const narrowed = requestOf(type);
      walk.narrowToType(narrowed);
      assert.deepEqual(
        await answerTo(makeAnalyzeRpcFun, narrowed, walk.policies),
        await answerTo(makeAnalyzeRpcFun, requestOf(type), policiesOf(rules)),
        type,
      );
    }
  });

  it("have a resource prepared for those alone that judge its type", async () => {
    const walk = new PolicyWalk(policiesOf(rules));
    const prepared = async (narrow: boolean): Promise<number> => {
      let times = 0;
      const request = requestOf("aws:kinesis/stream:Stream");
      const getOptions = request.getOptions.bind(request);
      request.getOptions = () => ((times += 1), getOptions());
      if (narrow) walk.narrowToType(request);
      await answerTo(makeAnalyzeRpcFun, request, walk.policies);
      return times;
    };
    const [narrowed, all] = [await prepared(true), await prepared(false)];
    assert.ok(narrowed > 0 && narrowed < all - 10, `${narrowed} of ${all}`);
  });

  it("are those of each of two requests that are judged at the same time", async () => {
    const judged: string[] = [];
    const slow = (name: string) => async () => {
      await new Promise(setImmediate);
      judged.push(name);
    };
    const walk = new PolicyWalk([
      policyOn("a", "one", slow("a")),
      policyOn("b", "two", slow("b")),
      policyOn("c", "one", slow("c")),
    ]);
    const requests = ["one", "two"].map(requestOf);
    for (const request of requests) walk.narrowToType(request);
    await Promise.all(requests.map((request) => answerTo(makeAnalyzeRpcFun, request, walk.policies)));
    assert.deepEqual(judged.toSorted(), ["a", "b", "c"]);
  });

  it("are all policies for an SDK that reads the type, and walks later or again", async () => {
    const walk = new PolicyWalk([policyOn("a", "one", () => undefined), policyOn("b", "two", () => undefined)]);
    const request = requestOf("one");
    walk.narrowToType(request);
    const names = () => [...walk.policies].map(({ name }) => name);
    assert.equal(request.getType(), "one");
    await Promise.resolve();
    assert.deepEqual(names(), ["a", "b"]);
    assert.equal(request.getType(), "one");
    assert.deepEqual([names(), names()], [["a"], ["a", "b"]]);
  });

  it("are none for a request to mend where no policy mends", async () => {
    const asked: string[] = [];
    const policy = policyOn("a", "one", () => undefined);
    Object.defineProperty(policy, "enforcementLevel", { get: () => void asked.push("a") });
    const walk = new PolicyWalk([policy]);
    const request = requestOf("one");
    walk.narrowToNone(request);
    const nothing = { remediationsList: [], notApplicableList: [] };
    assert.deepEqual(await answerTo(makeRemediateRpcFun, request, walk.policies), nothing);
    assert.deepEqual(asked, []);
    assert.deepEqual(await answerTo(makeRemediateRpcFun, requestOf("one"), walk.policies), nothing);
    assert.deepEqual(asked, ["a"]);
  });
});
