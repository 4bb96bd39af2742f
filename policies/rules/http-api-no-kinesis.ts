import { resourceRule } from "../pack/rule";
import { textAt } from "../read/resource";
import { awsType } from "../read/types";

export const httpApiNoKinesis = resourceRule({
  name: "http-api-no-kinesis",
  description: "Records reach Kinesis through a REST API: an HTTP API has no API keys and no templates.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Declare a REST API with an AWS integration. Where an HTTP API has to be, give its route an authorizer, name the stream in " +
    "StreamName, and review what it answers by hand.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [awsType.httpApiIntegration],
  checks: [
    (integration) =>
      writesToKinesis(integration)
        ? "an HTTP API writes to Kinesis: it requires no API key, and no rule of this pack judges what it sends and answers."
        : undefined,
    (integration) =>
      writesToKinesis(integration) && /\$\{?request\./.test(textAt(integration, "requestParameters.StreamName") ?? "")
        ? "requestParameters.StreamName is from the request: a caller writes to any stream the role can reach."
        : undefined,
  ],
});

const writesToKinesis = (integration: Parameters<typeof textAt>[0]) =>
  textAt(integration, "integrationSubtype") === "Kinesis-PutRecord";
