import assert from "node:assert/strict";

import { parseImportId } from "../../src/provider/import";
import { fieldsOf } from "../../src/provider/inputs";
import { declaredType } from "../support/aws-package";
import { makeOneOfEach, openAccount, shortName, SMALLEST } from "./account";

interface Row {
  /** What makes the real provider replace the resource, besides `region`. */
  readonly replaces: readonly string[];
  /** What it leaves as it is on AWS while the program does not set it. */
  readonly kept: readonly string[];
  readonly importId: string;
  readonly deletesFirst?: true;
}

const IN_METHOD = ["restApi", "resourceId", "httpMethod"];

/**
 * What the real provider does with each type. `replaces` is what Terraform's AWS provider 5.100.0 planned for a change of
 * each property; of RequestValidator, MethodSettings and all types after SecretVersion it is from the provider's source
 * (`ForceNew`). `deletesFirst` is
 * from the Pulumi package's own list of resources (`DeleteBeforeReplace`). A stream is deleted first because its name
 * is the program's.
 */
const TABLE: Readonly<Record<string, Row>> = {
  Stream: { replaces: ["name"], kept: ["maxRecordSizeInKib", "streamModeDetails"], importId: "name" },
  RestApi: {
    replaces: [],
    kept: [
      "apiKeySource",
      "binaryMediaTypes",
      "description",
      "disableExecuteApiEndpoint",
      "securityPolicy",
      "endpointConfiguration",
      "endpointConfiguration.ipAddressType",
      "endpointConfiguration.vpcEndpointIds",
    ],
    importId: "id",
  },
  Resource: { replaces: ["restApi"], kept: [], importId: "restApi/id" },
  Method: { replaces: IN_METHOD, kept: [], importId: "restApi/resourceId/httpMethod" },
  MethodResponse: { replaces: IN_METHOD, kept: [], importId: "restApi/resourceId/httpMethod/statusCode" },
  Integration: {
    replaces: [...IN_METHOD, "type", "credentials", "integrationHttpMethod", "passthroughBehavior"],
    kept: ["passthroughBehavior", "responseTransferMode"],
    importId: "restApi/resourceId/httpMethod",
    deletesFirst: true,
  },
  IntegrationResponse: { replaces: IN_METHOD, kept: [], importId: "restApi/resourceId/httpMethod/statusCode" },
  RequestValidator: { replaces: ["restApi"], kept: [], importId: "restApi/id" },
  Response: { replaces: ["restApiId", "responseType"], kept: [], importId: "restApiId/responseType" },
  Deployment: { replaces: ["restApi", "triggers", "variables"], kept: [], importId: "restApi/id" },
  Stage: { replaces: ["restApi", "stageName"], kept: [], importId: "restApi/stageName" },
  MethodSettings: {
    replaces: ["restApi", "stageName", "methodPath"],
    kept: [
      "cacheDataEncrypted",
      "cacheTtlInSeconds",
      "cachingEnabled",
      "dataTraceEnabled",
      "loggingLevel",
      "metricsEnabled",
      "requireAuthorizationForCacheControl",
      "unauthorizedCacheControlHeaderStrategy",
    ].map((name) => `settings.${name}`),
    importId: "restApi/stageName/methodPath",
  },
  ApiKey: { replaces: ["value"], kept: ["value"], importId: "id" },
  UsagePlan: { replaces: [], kept: [], importId: "id" },
  UsagePlanKey: { replaces: ["keyId", "keyType", "usagePlanId"], kept: [], importId: "usagePlanId/id" },
  Role: { replaces: ["name", "path"], kept: [], importId: "name" },
  RolePolicy: { replaces: ["name", "role"], kept: [], importId: "role:name" },
  Secret: { replaces: ["name"], kept: [], importId: "id" },
  SecretVersion: { replaces: ["secretId", "secretString"], kept: [], importId: "secretId|versionId" },
  Account: { replaces: [], kept: [], importId: "id" },
  LogGroup: {
    replaces: ["logGroupClass", "name"],
    kept: ["deletionProtectionEnabled", "logGroupClass"],
    importId: "name",
  },
  LogMetricFilter: { replaces: ["logGroupName", "name"], kept: [], importId: "logGroupName:name" },
  MetricAlarm: { replaces: ["name"], kept: ["evaluateLowSampleCountPercentiles"], importId: "name" },
  CompositeAlarm: { replaces: ["actionsEnabled", "alarmName"], kept: [], importId: "alarmName" },
  Dashboard: { replaces: ["dashboardName"], kept: [], importId: "dashboardName" },
  Key: {
    replaces: ["customerMasterKeySpec", "keyUsage", "multiRegion"],
    kept: ["description", "multiRegion", "policy", "rotationPeriodInDays"],
    importId: "id",
  },
  Alias: { replaces: ["name"], kept: [], importId: "name" },
  Topic: { replaces: ["fifoTopic", "name"], kept: ["policy", "signatureVersion", "tracingConfig"], importId: "id" },
  TopicPolicy: { replaces: ["arn"], kept: [], importId: "arn" },
  SamplingRule: { replaces: ["ruleName", "version"], kept: [], importId: "ruleName" },
};

/** What the real provider plans to change of the smallest resource of each type, at every preview. */
const RESTLESS: Readonly<Record<string, readonly string[]>> = { Response: ["responseTemplates", "statusCode"] };

/**
 * Filled in where the program sets nothing: a key's description by the Terraform bridge, the role of the account's
 * settings by the provider (`stringdefault.StaticString("")`).
 */
const FILLED_IN = ["ApiKey.description", "Account.cloudwatchRoleArn"];

describe("what the local provider does with each type", () => {
  const account = openAccount();

  it("is what the real provider does: what replaces, what is kept, how it is imported", () => {
    const rows = account.models.map((model) => {
      const { type, replaceOn: replaces, kept = [], importId, deleteBeforeReplace } = model;
      return [shortName(type), { replaces, kept, importId, ...(deleteBeforeReplace && { deletesFirst: true }) }];
    });
    assert.deepEqual(Object.fromEntries(rows), TABLE);
  });

  for (const model of account.models) {
    const short = shortName(model.type);
    const declared = declaredType(model.type);

    it(`is tried on a ${short}`, () => {
      assert.ok(
        Object.hasOwn(SMALLEST, short),
        `packages/local-aws/test/provider/account.ts: SMALLEST has no ${short}, the type of ${model.type}`,
      );
    });

    it(`keeps of ${short} the inputs whose output the AWS package declares to be there always`, () => {
      const modelled = Object.keys(fieldsOf(model)).filter((name) => declared.optional.includes(name));
      const named = ["region", model.autoname?.property];
      const always = modelled.filter((name) => declared.present.includes(name) && !named.includes(name));
      const kept = (model.kept ?? []).filter((path) => !path.includes("."));
      assert.deepEqual([...kept].sort(), always.filter((name) => !FILLED_IN.includes(`${short}.${name}`)).sort());
    });

    it(`takes the id of ${short} that the AWS package's documentation imports`, () => {
      const { id, properties: place } = parseImportId(model, declared.importExample, "eu-west-1");
      const again = model.importId.replace(/\w+/g, (name) => String(name === "id" ? id : place[name]));
      assert.equal(again, declared.importExample);
      assert.equal(place.region, "region" in fieldsOf(model) ? "eu-west-1" : undefined);
    });
  }

  it("puts out all that the AWS package declares to be there always", async () => {
    for (const { model, outputs } of await makeOneOfEach(openAccount())) {
      const missing = declaredType(model.type).present.filter((name) => outputs[name] === undefined);
      assert.deepEqual(missing, [], model.type);
    }
  });

  it("comes to rest with as few inputs as possible, after a create, a refresh and an update, where the real one does", async () => {
    const { provider, ...rest } = openAccount();
    for (const { model, id, inputs, outputs } of await makeOneOfEach({ provider, ...rest })) {
      const { type } = model;
      const expected = RESTLESS[shortName(type)] ?? [];
      assert.deepEqual(provider.diff(type, outputs, inputs, inputs).changed, expected, type);
      const read = await provider.read(type, id, outputs, inputs);
      assert.deepEqual(provider.diff(type, read?.outputs ?? {}, inputs, inputs).changed, expected, `${type}, read`);
      const updated = await provider.update(type, id, inputs, outputs);
      assert.deepEqual(provider.diff(type, updated, inputs, inputs).changed, expected, `${type}, updated`);
    }
  });

  it("shows as drift what AWS has and the program does not set, of every input that is not kept", async () => {
    const { provider, ...rest } = openAccount();
    for (const { model, inputs, outputs } of await makeOneOfEach({ provider, ...rest })) {
      const declared = declaredType(model.type);
      for (const name of Object.keys(fieldsOf(model)).filter((each) => inputs[each] === undefined)) {
        const changed = provider.diff(model.type, { ...outputs, [name]: "by hand" }, inputs, inputs).changed;
        const keeps = declared.present.includes(name) && !FILLED_IN.includes(`${shortName(model.type)}.${name}`);
        if (name === "region") continue;
        assert.equal(changed.includes(name), !keeps, `${model.type} ${name}`);
      }
    }
  });

  it("imports each as it is", async () => {
    const { provider, ...rest } = openAccount();
    for (const { model, id, inputs, outputs } of await makeOneOfEach({ provider, ...rest })) {
      const importId = model.importId.replace(/\w+/g, (name) => (name === "id" ? id : String(outputs[name])));
      const imported = await provider.read(model.type, importId, {}, {});
      const refreshed = await provider.read(model.type, id, outputs, inputs);
      assert.ok(imported && refreshed, model.type);
      assert.equal(imported.id, id, model.type);
      const unread = Object.entries(refreshed.outputs).filter(([name]) => model.unread?.includes(name) === true);
      assert.deepEqual({ ...imported.outputs, ...Object.fromEntries(unread) }, refreshed.outputs, model.type);
      const { changed } = provider.diff(model.type, imported.outputs, {}, imported.inputs);
      const known = changed.filter((name) => model.unread?.includes(name) !== true);
      assert.deepEqual(known, [], `${model.type}, its own inputs`);
    }
  });
});
