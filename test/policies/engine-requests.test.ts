import assert from "node:assert/strict";

import {
  AnalyzeRequest,
  AnalyzerResource,
  AnalyzerStackConfigureRequest,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { checkConfiguration } from "../../policies/pack/configuration";
import {
  exemptMetaPolicies,
  markGivenArguments,
  noteGivenArgument,
  notePlainArguments,
  secretOutputsIn,
  secretsConfiguredIn,
  writtenConfiguration,
} from "../../policies/pack/engine-requests";
import { policiesOf } from "../../policies/pack/policies";
import { rules } from "../../policies/rules";

const policies = policiesOf(rules);
const LEVELS: Readonly<Record<string, EnforcementLevel>> = {
  advisory: EnforcementLevel.ADVISORY,
  mandatory: EnforcementLevel.MANDATORY,
  disabled: EnforcementLevel.DISABLED,
  remediate: EnforcementLevel.REMEDIATE,
};

/** As the engine sends it: with the defaults, with a level for every policy, and with names that no policy has. */
function requestOf(written: Readonly<Record<string, { level?: string; settings?: object }>>): ConfigureAnalyzerRequest {
  const request = new ConfigureAnalyzerRequest();
  const all = written.all?.level;
  for (const name of [...policies.map((policy) => policy.name), ...Object.keys(written)]) {
    const policy = policies.find((candidate) => candidate.name === name);
    const { level = all ?? policy?.enforcementLevel ?? "advisory", settings = {} } = written[name] ?? {};
    const config = new PolicyConfig();
    config.setEnforcementlevel(LEVELS[level] ?? EnforcementLevel.ADVISORY);
    config.setProperties(Struct.fromJavaScript({ ...settings }));
    request.getPolicyconfigMap().set(name, config);
  }
  return request;
}

const levelOf = (request: ConfigureAnalyzerRequest, name: string) =>
  request.getPolicyconfigMap().get(name)?.getEnforcementlevel();

describe("the stack's outputs as the engine hands them over", () => {
  it("are secret where they are marked, at whatever depth", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "x" };
    const stack = new AnalyzerResource();
    stack.setType("pulumi:pulumi:Stack");
    stack.setProperties(Struct.fromJavaScript({ plain: "x", config: { a: secret, b: "x" }, list: ["x", secret] }));
    const request = new AnalyzeStackRequest();
    request.setResourcesList([new AnalyzerResource(), stack]);
    assert.deepEqual(secretOutputsIn(request), ["config.a", "list.1"]);
    assert.deepEqual(secretOutputsIn(new AnalyzeStackRequest()), []);
  });
});

describe("API keys as the engine hands them over", () => {
  const [given, assigned] = ["urn:pulumi:dev::orders::aws:apigateway/apiKey:ApiKey::a", "urn:b"];
  const requestFor = (type: string, urn: string, props: Record<string, string>) => {
    const request = new AnalyzeRequest();
    request.setType(type);
    request.setUrn(urn);
    request.setProperties(Struct.fromJavaScript(props));
    return request;
  };

  it("have a value of the program's only if their arguments have it", () => {
    const seen = new Map<string, string>();
    noteGivenArgument(requestFor("aws:apigateway/apiKey:ApiKey", given, { value: "x" }), seen);
    noteGivenArgument(requestFor("aws:apigateway/apiKey:ApiKey", assigned, { name: "x" }), seen);
    noteGivenArgument(requestFor("aws:ssm/parameter:Parameter", "urn:c", { value: "x" }), seen);
    assert.deepEqual([...seen], [[given, "value"]]);
  });

  it("do so for a topic's own policy, too", () => {
    const seen = new Map<string, string>();
    noteGivenArgument(requestFor("aws:sns/topic:Topic", "urn:t", { policy: "{}" }), seen);
    noteGivenArgument(requestFor("aws:sns/topic:Topic", "urn:u", { name: "x" }), seen);
    assert.deepEqual([...seen], [["urn:t", "policy"]]);
  });

  it("name that value among what has dependencies, as the engine does where there are some", () => {
    const resources = [given, assigned].map((urn) => {
      const resource = new AnalyzerResource();
      resource.setUrn(urn);
      return resource;
    });
    const request = new AnalyzeStackRequest();
    request.setResourcesList(resources);
    markGivenArguments(request, new Map([[given, "value"]]));
    assert.deepEqual(
      resources.map((resource) => [...resource.getPropertydependenciesMap().keys()]),
      [["value"], []],
    );
  });
});

describe("connectors' files as the engine hands them over", () => {
  const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: "x" };
  const plainIn = (type: string, props: Readonly<Record<string, unknown>>) => {
    const request = new AnalyzeRequest();
    request.setType(type);
    request.setUrn("urn:a");
    request.setProperties(Struct.fromJavaScript(props as Parameters<typeof Struct.fromJavaScript>[0]));
    const plain = new Set<string>();
    notePlainArguments(request, plain);
    return [...plain];
  };

  it("are plain where no secret is marked, and nothing is encrypted", () => {
    const version = "aws:secretsmanager/secretVersion:SecretVersion";
    assert.deepEqual(plainIn(version, { secretString: "x" }), ["urn:a secretString"]);
    assert.deepEqual(plainIn(version, { secretString: secret }), []);
    assert.deepEqual(plainIn(version, { secretString: "[secret]" }), []);
    assert.deepEqual(plainIn("kubernetes:core/v1:Secret", { stringData: { file: secret } }), []);
    assert.deepEqual(plainIn("aws:sns/topic:Topic", { name: "x" }), []);
  });
});

describe("the stack's configuration as the engine hands it over", () => {
  it("has the secrets that are marked", () => {
    const request = new AnalyzerStackConfigureRequest();
    request.getConfigMap().set("orders:key", "secret").set("aws:region", "eu-west-1");
    request.setConfigSecretKeysList(["orders:key"]);
    assert.deepEqual(secretsConfiguredIn(request), ["secret"]);
  });
});

describe("a configuration as the engine hands it over", () => {
  it("is read as it was written: without the levels that nobody gave, with the names that no policy has", () => {
    const request = requestOf({
      "stage-tracng": { level: "mandatory" },
      "name-limits": { settings: { maximum: 3 } },
      "iam-no-users": { level: "remediate" },
    });
    const written = Object.entries(writtenConfiguration(request, policies)).filter(
      ([, given]) => Object.keys(given).length > 0,
    );
    assert.deepEqual(Object.fromEntries(written), {
      "stage-tracng": { enforcementLevel: "mandatory" },
      "name-limits": { maximum: 3 },
      "iam-no-users": { enforcementLevel: "remediate" },
    });
  });

  it("gives the level of all to the rules, not to the meta-policies", () => {
    const request = requestOf({ all: { level: "disabled" }, "name-limits": { level: "mandatory" } });
    exemptMetaPolicies(request, policies);
    assert.deepEqual(
      ["stage-tracing", "name-limits", "waivers", "configuration", "not-evaluated-yet"].map((name) =>
        levelOf(request, name),
      ),
      [
        EnforcementLevel.DISABLED,
        EnforcementLevel.MANDATORY,
        EnforcementLevel.MANDATORY,
        EnforcementLevel.MANDATORY,
        EnforcementLevel.ADVISORY,
      ],
    );
  });

  it("does not switch a meta-policy off, not even the one that would say so", () => {
    const request = requestOf({ configuration: { level: "disabled" } });
    assert.deepEqual(checkConfiguration(writtenConfiguration(request, policies), policies), [
      `configuration.enforcementLevel: expected one of "advisory", "mandatory", got "disabled"`,
    ]);
    exemptMetaPolicies(request, policies);
    assert.equal(levelOf(request, "configuration"), EnforcementLevel.MANDATORY);
  });

  it("may give a meta-policy another level of its own", () => {
    const request = requestOf({ all: { level: "mandatory" }, waivers: { level: "advisory" } });
    exemptMetaPolicies(request, policies);
    assert.equal(levelOf(request, "waivers"), EnforcementLevel.ADVISORY);
  });
});
