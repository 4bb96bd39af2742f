import { pipelineOneRegion } from "../../../policies/rules/pipeline-one-region";
import { change, pipeline, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const REFUSED = "credentials is a role that may write only to streams of other regions: every record is refused.";
const TOPIC = { region: "us-east-1", kmsMasterKeyId: "alias/orders" };

describeRule(pipelineOneRegion, {
  finds: {
    "a stream in another region": {
      stack: change("stream", { region: "us-east-1" }),
      found: { stream: ['region is "us-east-1", its pipeline\'s is "eu-west-1".'] },
      also: { "integration-stream-fixed on post-integration": [REFUSED] },
    },
    "a secret that names no region": {
      stack: change("secret", { region: undefined }),
      found: { secret: ['region is not set, its pipeline\'s is "eu-west-1".'] },
    },
    "an API that forgot its region, and none of those that did not": {
      stack: change("api", { region: undefined }),
      found: { api: ['region is not set, its pipeline\'s is "eu-west-1".'] },
    },
    "an API in another region than the rest": {
      stack: change("api", { region: "us-east-1" }),
      found: { api: ['region is "us-east-1", its pipeline\'s is "eu-west-1".'] },
      phases: ["preview"],
    },
    "an API in another region than the rest, once its URI is known": {
      stack: change("api", { region: "us-east-1" }),
      found: { api: ['region is "us-east-1", its pipeline\'s is "eu-west-1".'] },
      also: {
        "integration-kinesis-call on post-integration": [
          'uri names the region "eu-west-1", the API is in "us-east-1": records leave their region.',
        ],
      },
      alsoInBody: {
        "integration-role-streams on role-policy": [
          "statement 1 allows the API to write to a stream that none of its templates names.",
        ],
        "integration-stream-fixed on post-integration": [REFUSED],
      },
      phases: ["up"],
    },
    "a grandchild in another region": {
      stack: plus(
        { type: "aerospike-kinesis:index:IngestKey", name: "inner", inputs: {}, parent: "ingest" },
        { type: "aws:sns/topic:Topic", name: "topic", inputs: { ...TOPIC, tags: {} }, parent: "inner" },
      ),
      found: { topic: ['region is "us-east-1", its pipeline\'s is "eu-west-1".'] },
    },
    "children of the component that the configuration names": {
      stack: [
        ...pipeline.map((fixture) => (fixture.name === "ingest" ? { ...fixture, type: "acme:index:Ingest" } : fixture)),
        { type: "aws:sns/topic:Topic", name: "topic", inputs: TOPIC, parent: "ingest" },
      ],
      config: { "pipeline-one-region": { component: "acme:index:Ingest" } },
      found: { topic: ['region is "us-east-1", its pipeline\'s is "eu-west-1".'] },
    },
  },
  accepts: {
    "a resource outside of a pipeline": {
      stack: plus({ type: "aws:sns/topic:Topic", name: "topic", inputs: TOPIC }),
      config: { "resource-region-allowed": { regions: ["eu-west-1", "us-east-1"] } },
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
    "a role, and what else has no region": {
      stack: plus({ type: "aws:route53/record:Record", name: "record", inputs: {}, parent: "ingest" }),
    },
    "a pipeline that leaves all of it to the provider": {
      stack: pipeline.map(({ inputs: { region: _, ...inputs }, ...fixture }) => ({ ...fixture, inputs })),
    },
  },
});
