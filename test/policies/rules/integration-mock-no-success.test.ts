import { integrationMockNoSuccess } from "../../../policies/rules/integration-mock-no-success";
import { awsAssigns } from "../../support/policy";
import { change, CONNECTOR_CONFIG, plus, without } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const WORDS =
  "a MOCK answers a POST with a 2xx: a connector that sends here takes records as stored that nobody stores.";

describeRule(integrationMockNoSuccess, {
  finds: {
    "a MOCK for any method": {
      stack: change("get-integration", { httpMethod: "ANY" }).map((fixture) =>
        ["get", "get-200", "get-200-mapping"].includes(fixture.name)
          ? { ...fixture, inputs: { ...fixture.inputs, httpMethod: "ANY" } }
          : fixture,
      ),
      found: { "get-integration": [WORDS] },
    },
    "a MOCK in the place of Kinesis, where a connector sends": {
      stack: change("post-integration", { type: "MOCK" }),
      found: { "post-integration": [WORDS] },
    },
    "a MOCK in the place of Kinesis, where the connector's file is a parameter": {
      stack: change("post-integration", { type: "MOCK" }).map((fixture) =>
        fixture.name === "secret-version"
          ? {
              ...fixture,
              type: "aws:ssm/parameter:Parameter",
              inputs: { region: "eu-west-1", type: "SecureString", value: awsAssigns(CONNECTOR_CONFIG), tags: {} },
              edges: { value: ["stage", "key", "link"] },
            }
          : fixture,
      ),
      found: { "post-integration": [WORDS] },
    },
  },
  accepts: {
    "a MOCK that refuses": {
      stack: without("post-200-mapping", "post-503-mapping").map((fixture) =>
        fixture.name === "post-integration" ? { ...fixture, inputs: { ...fixture.inputs, type: "MOCK" } } : fixture,
      ),
    },
    "a MOCK of an API that takes no records": {
      stack: plus(
        {
          type: "aws:apigateway/restApi:RestApi",
          name: "other",
          inputs: { endpointConfiguration: { types: "REGIONAL" }, securityPolicy: "TLS_1_2" },
        },
        {
          type: "aws:apigateway/integration:Integration",
          name: "other-integration",
          inputs: { httpMethod: "POST", type: "MOCK" },
          edges: { restApi: ["other"] },
        },
      ),
    },
  },
});
