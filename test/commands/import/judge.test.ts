import assert from "node:assert/strict";

import type { FoundPipeline } from "../../../commands/import/found-pipeline";
import { importFile } from "../../../commands/import/import-file";
import { judgeImport } from "../../../commands/import/judge";
import { matchParts } from "../../../commands/import/match";
import {
  type PlannedPipeline,
  type PlannedResource,
  plannedResources,
} from "../../../commands/import/planned-pipeline";

const STACK = "urn:pulumi:prod::p::pulumi:pulumi:Stack::p-prod";

const resource = (
  type: string,
  name: string,
  inputs: object = {},
  more: Partial<PlannedResource> = {},
): PlannedResource => ({
  urn: `urn:pulumi:prod::p::${type}::${name}`,
  type,
  name,
  id: undefined,
  parent: STACK,
  inputs: inputs as Record<string, unknown>,
  isNew: true,
  ...more,
});

const planned: PlannedPipeline = {
  region: "eu-west-1",
  keyRegion: "eu-west-1",
  streams: new Map([
    ["orders", resource("aws:kinesis/stream:Stream", "s", { retentionPeriod: 24, maxRecordSizeInKib: 1024 })],
  ]),
  api: resource("aws:apigateway/restApi:RestApi", "a"),
  resource: resource("aws:apigateway/resource:Resource", "r", { pathPart: "kinesis" }),
  stage: resource("aws:apigateway/stage:Stage", "st", { stageName: "prod" }),
  key: resource("aws:apigateway/apiKey:ApiKey", "k"),
  plan: resource("aws:apigateway/usagePlan:UsagePlan", "p"),
  planKey: resource("aws:apigateway/usagePlanKey:UsagePlanKey", "pk"),
  methods: new Map([["POST", resource("aws:apigateway/method:Method", "post")]]),
  integrations: new Map([["POST", resource("aws:apigateway/integration:Integration", "int")]]),
  methodResponses: new Map([["POST 200", resource("aws:apigateway/methodResponse:MethodResponse", "200")]]),
  integrationResponses: new Map([
    ["POST 200", resource("aws:apigateway/integrationResponse:IntegrationResponse", "200-mapping")],
  ]),
};

const plan = { id: "plan", apiStages: [{ apiId: "api", stage: "prod" }] };
const found: FoundPipeline = {
  stream: {
    StreamName: "orders",
    StreamARN: "arn",
    StreamStatus: "ACTIVE",
    StreamModeDetails: { StreamMode: "ON_DEMAND" },
    RetentionPeriodHours: 24,
    StreamCreationTimestamp: new Date(0),
    EnhancedMonitoring: [],
    OpenShardCount: 4,
    MaxRecordSizeInKiB: 1024,
  },
  api: { id: "api", endpointConfiguration: { types: ["REGIONAL"] } },
  resources: [
    { id: "root", path: "/" },
    {
      id: "res",
      path: "/kinesis",
      resourceMethods: {
        POST: {
          methodResponses: { 200: {}, 500: {} },
          methodIntegration: { integrationResponses: { 200: {} } },
        },
      },
    },
  ],
  stageNames: ["prod"],
  plans: [{ plan, keyIds: ["key"] }],
  key: { id: "key", name: "connector", enabled: true },
};
const wanted = { apiId: "api", stream: "orders" };

const judge = (change: Partial<FoundPipeline>, more: Partial<typeof wanted & { keyId: string }> = {}) =>
  judgeImport(planned, { ...found, ...change }, { ...wanted, ...more });

describe("an import of a pipeline that was built by hand", () => {
  it("has nothing against the guide's", () => {
    assert.deepEqual(judge({}).problems, []);
  });

  for (const [what, change, expected] of [
    [
      "a stream that keeps records longer",
      { stream: { ...found.stream!, RetentionPeriodHours: 168 } },
      /^streams\[\]\.retentionHours: expected at least 168, .* got 24\. Kinesis would delete/,
    ],
    [
      "a stream that takes larger records",
      { stream: { ...found.stream!, MaxRecordSizeInKiB: 2048 } },
      /^streams\[\]\.maxRecordKiB: expected at least 2048/,
    ],
    ["a stream that is not ready", { stream: { ...found.stream!, StreamStatus: "CREATING" } }, /which is CREATING/],
    ["a stream that is not there", { stream: undefined }, /^--stream: orders was not found in eu-west-1/],
    ["an API that is not there", { api: undefined }, /^--api-id: no REST API api was found/],
    ["a PRIVATE API", { api: { ...found.api, endpointConfiguration: { types: ["PRIVATE"] } } }, /got a PRIVATE one/],
    ["an API whose keys come from an authorizer", { api: { ...found.api, apiKeySource: "AUTHORIZER" } }, /AUTHORIZER/],
    ["an API without an endpoint", { api: { ...found.api, disableExecuteApiEndpoint: true } }, /endpoint is disabled/],
    [
      "an API with another path",
      { resources: [{ id: "x", path: "/events/in", resourceMethods: { POST: {} } }] },
      /^api\.path: expected the path of a resource of api \(with a POST: \/events\/in\), got \/kinesis/,
    ],
    ["a key that is disabled", { key: { ...found.key, enabled: false } }, /got key \(connector\), which is disabled/],
    ["an API without a key", { plans: [], key: undefined }, /^--key-id: .* no usage plan of the API has one/],
    [
      "an API with several keys",
      {
        plans: [
          { plan, keyIds: ["key"] },
          { plan, keyIds: ["other"] },
        ],
        key: undefined,
      },
      /^--key-id: expected one of key, other/,
    ],
    [
      "a usage plan that also opens another API",
      {
        plans: [{ plan: { ...plan, apiStages: [...plan.apiStages, { apiId: "b", stage: "test" }] }, keyIds: ["key"] }],
      },
      /^usage plan plan: .* also opens b\/test/,
    ],
  ] as const) {
    it(`is refused for ${what}`, () => {
      const { problems } = judge(change as Partial<FoundPipeline>);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0]!, expected);
    });
  }

  it("is refused for a stream that the stage does not create, with what to do where it is existing", () => {
    const { problems } = judge({}, { stream: "orders-k1" });
    assert.equal(problems.length, 1, problems.join("\n"));
    assert.match(
      problems[0]!,
      /\(orders\), got orders-k1\. Write it into the setting streams; if it is there, take its existing away\.$/,
    );
  });

  it("is refused where the key would get the value of another region's", () => {
    const { problems } = judgeImport({ ...planned, keyRegion: "ap-south-1" }, found, wanted);
    assert.equal(problems.length, 1);
    assert.match(
      problems[0]!,
      /^regions: expected eu-west-1 as the first region, got ap-south-1\. .* would replace the key/,
    );
  });

  it("is refused for another API or key than the stage has, and goes on with the same", () => {
    const having = (apiId: string, keyId: string): PlannedPipeline => ({
      ...planned,
      api: { ...planned.api, isNew: false, id: apiId },
      key: { ...planned.key, isNew: false, id: keyId },
    });
    assert.deepEqual(judgeImport(having("api", "key"), found, wanted).problems, []);
    assert.deepEqual(judgeImport(having("first", "own"), found, wanted).problems, [
      "--api-id: expected first, because the stage has a already, got api. Another pipeline needs a stage of its own.",
      "--key-id: expected own, because the stage has k already, got key. Another pipeline needs a stage of its own.",
    ]);
  });

  it("is refused for a plan that also opens another API beside the question which of its keys is meant", () => {
    const open = { ...plan, apiStages: [...plan.apiStages, { apiId: "b", stage: "test" }] };
    const { problems } = judge({ plans: [{ plan: open, keyIds: ["key", "other"] }], key: undefined });
    assert.equal(problems.length, 2, problems.join("\n"));
    assert.match(problems[0]!, /^--key-id: expected one of key, other/);
    assert.match(problems[1]!, /^usage plan plan: .* also opens b\/test/);
  });

  for (const [what, change, expected] of [
    [
      "a provisioned stream",
      { stream: { ...found.stream!, StreamModeDetails: { StreamMode: "PROVISIONED" } } },
      /is provisioned\. pulumi up makes it on demand/,
    ],
    [
      "a stream with a customer's key",
      { stream: { ...found.stream!, EncryptionType: "KMS", KeyId: "mine" } },
      /with mine/,
    ],
    ["an EDGE API", { api: { ...found.api, endpointConfiguration: { types: ["EDGE"] } } }, /is EDGE/],
    ["a stage of another name", { stageNames: ["test"] }, /has no stage prod[\s\S]*The stage test of api is not/],
    ["several other stages", { stageNames: ["prod", "qa", "test"] }, /The stages qa, test of api are not .* They keep/],
    [
      "a method that is not the program's",
      { resources: [{ id: "res", path: "/kinesis", resourceMethods: { POST: {}, OPTIONS: {} } }] },
      /OPTIONS of \/kinesis is not the program's/,
    ],
    [
      "a POST without a key",
      { resources: [{ id: "res", path: "/kinesis", resourceMethods: { POST: { authorizationType: "AWS_IAM" } } }] },
      /without a key\. After pulumi up it answers them with 403[\s\S]*authorization AWS_IAM/,
    ],
    ["a quota", { plans: [{ plan: { ...plan, quota: { limit: 1 } }, keyIds: ["key"] }] }, /quota/],
    ["another key", { plans: [{ plan, keyIds: ["key", "old"] }] }, /The key old stays/],
    ["other keys", { plans: [{ plan, keyIds: ["key", "old", "older"] }] }, /The keys old, older stay/],
  ] as const) {
    it(`says what happens with ${what}`, () => {
      const { problems, notes } = judge(change as Partial<FoundPipeline>, { keyId: "key" });
      assert.deepEqual(problems, []);
      assert.match(notes.join("\n"), expected);
    });
  }

  it("takes over what has a counterpart in the program, by the ids that the AWS provider imports by", () => {
    assert.deepEqual(
      matchParts(planned, found, "orders").map(({ planned: { name }, id }) => `${name} ${id}`),
      [
        "s orders@eu-west-1",
        "a api@eu-west-1",
        "r api/res@eu-west-1",
        "post api/res/POST@eu-west-1",
        "200 api/res/POST/200@eu-west-1",
        "int api/res/POST@eu-west-1",
        "200-mapping api/res/POST/200@eu-west-1",
        "st api/prod@eu-west-1",
        "k key@eu-west-1",
        "p plan@eu-west-1",
        "pk plan/key@eu-west-1",
      ],
    );
  });

  it("leaves the usage plan of another stage alone: AWS lets the key be in both", () => {
    const other = { ...plan, apiStages: [{ apiId: "api", stage: "test" }] };
    const names = matchParts(
      planned,
      { ...found, stageNames: ["test"], plans: [{ plan: other, keyIds: ["key"] }] },
      "orders",
    ).map(({ planned: { name } }) => name);
    assert.deepEqual(
      ["st", "p", "pk"].filter((name) => names.includes(name)),
      [],
    );
  });
});

describe("the program's resources, as a preview shows them", () => {
  it("are one for each URN, also where a replacement has several steps", () => {
    const urn = planned.key.urn;
    const state = { type: planned.key.type, custom: true, inputs: { region: "eu-west-1" } };
    const steps = ["create-replacement", "replace"].map((op) => ({ op, urn, oldState: { id: "k" }, newState: state }));
    const deleted = { op: "delete-replaced", urn };
    assert.deepEqual(
      plannedResources([...steps, deleted]).map(({ name, id, isNew }) => [name, id, isNew]),
      [["k", "k", false]],
    );
  });
});

describe("the file of an import", () => {
  it("names new parents as components, and parents that the stage has by their URNs", () => {
    const outer = resource("x:index:Outer", "o", {}, { isNew: false });
    const inner = resource("x:index:Inner", "i", {}, { parent: outer.urn });
    const child = { ...planned.api, parent: inner.urn };
    assert.deepEqual(importFile([{ planned: child, id: "api" }], [outer, inner, child]), {
      nameTable: { "o:Outer": outer.urn },
      resources: [
        { type: "x:index:Inner", name: "i:Inner", logicalName: "i", component: true, parent: "o:Outer" },
        { type: child.type, name: "a:RestApi", logicalName: "a", id: "api", parent: "i:Inner" },
      ],
    });
  });
});
