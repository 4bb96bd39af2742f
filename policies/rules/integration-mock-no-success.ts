import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { takesPost } from "../read/api/integration";
import { integrationResponsesOf, isSuccess } from "../read/api/integration-response";
import { takesRecords } from "../read/api/records-api";
import { textAt } from "../read/resource";
import type { Stack } from "../read/stack";
import { awsType } from "../read/types";

export const integrationMockNoSuccess = stackRule({
  name: "integration-mock-no-success",
  description: "Of an API that takes records, no MOCK integration answers a POST with a success.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Remove the method, give it an integration that stores what it takes, or answer with an error.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [awsType.integration],
  checks: [
    (integration, stack) => {
      if (textAt(integration, "type") !== "MOCK" || !takesPost(integration)) return undefined;
      if (!takesRecords(integration, stack) || !answersSuccess(integration, stack)) return undefined;
      return "a MOCK answers a POST with a 2xx: a connector that sends here takes records as stored that nobody stores.";
    },
  ],
});

const answersSuccess = (integration: PolicyResource, stack: Stack): boolean =>
  integrationResponsesOf(stack, integration).some(isSuccess);
