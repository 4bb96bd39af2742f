import { pipelineOneRegion } from "../../../policies/rules/pipeline-one-region";
import { change, changeFixture, pipeline, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(pipelineOneRegion, {
  finds: {
    "a stream in another region": {
      stack: change("stream", { region: "us-east-1" }),
      found: { stream: ['region is "us-east-1", its pipeline\'s is "eu-west-1".'] },
    },
    "a secret that names no region": {
      stack: change("secret", { region: undefined }),
      found: { secret: ['region is not set, its pipeline\'s is "eu-west-1".'] },
    },
    "a grandchild in another region": {
      stack: plus(
        { type: "aerospike-kinesis:index:IngestKey", name: "inner", inputs: {}, parent: "ingest" },
        { type: "aws:sns/topic:Topic", name: "topic", inputs: { region: "us-east-1", tags: {} }, parent: "inner" },
      ),
      found: { topic: ['region is "us-east-1", its pipeline\'s is "eu-west-1".'] },
    },
    "children of the component that the configuration names": {
      stack: [
        ...pipeline.map((fixture) => (fixture.name === "ingest" ? { ...fixture, type: "acme:index:Ingest" } : fixture)),
        { type: "aws:sns/topic:Topic", name: "topic", inputs: { region: "us-east-1" }, parent: "ingest" },
      ],
      config: { "pipeline-one-region": { component: "acme:index:Ingest" } },
      found: { topic: ['region is "us-east-1", its pipeline\'s is "eu-west-1".'] },
    },
  },
  accepts: {
    "a resource outside of a pipeline": {
      stack: plus({ type: "aws:sns/topic:Topic", name: "topic", inputs: { region: "us-east-1" } }),
    },
    "a second pipeline in another region": {
      stack: plus(
        { type: "aerospike-kinesis:index:Pipeline", name: "other", inputs: {} },
        {
          type: "aws:apigateway/restApi:RestApi",
          name: "other-api",
          inputs: { region: "us-east-1", endpointConfiguration: { types: "REGIONAL" }, securityPolicy: "TLS_1_2" },
          parent: "other",
        },
      ),
    },
    "a role, which has no region": { stack: changeFixture("role", (role) => role) },
  },
});
