import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { ERROR_STATUSES, integrationResponsesOf, isSuccess, responsesTo } from "../read/api/integration-response";
import { leadsToRecords } from "../read/api/records-api";
import { behaviorsTo } from "../read/distribution";
import { listAt, property, textAt } from "../read/resource";
import { knownAt, knownProperty, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const frontNoSuccess = stackRule({
  name: "front-no-success",
  description: "Nothing in front of an API that takes records makes a success of its errors.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Let the API's own status through: no custom error response of 2xx, no function on a response, no overwritten status, and " +
    "for an HTTP integration a mapping for each class of statuses.",
  url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/GeneratingCustomErrorResponses.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [awsType.distribution, awsType.httpApiIntegration, awsType.integration],
  checks: [
    (distribution, stack) => {
      if (distribution.type !== awsType.distribution || originsOf(distribution, stack).length === 0) return undefined;
      return listAt(distribution, "customErrorResponses")
        .map((response, index) => ({ number: index + 1, code: String(property(response, "responseCode")) }))
        .filter(({ code }) => /^2\d\d$/.test(code))
        .map(({ number }) => `custom error response ${number} answers an error by a 2xx: ${FORGOTTEN}`);
    },
    (distribution, stack) => {
      if (distribution.type !== awsType.distribution) return undefined;
      return behaviorsTo(distribution, originsOf(distribution, stack)).some(changesAnswers)
        ? `a function changes what the API answers, and nobody sees here to what: ${FORGOTTEN}`
        : undefined;
    },
    (integration, stack) => {
      if (integration.type !== awsType.httpApiIntegration || !isBeforeRecords(integration, "integrationUri", stack)) {
        return undefined;
      }
      return listAt(integration, "responseParameters")
        .filter((response) => /^2\d\d$/.test(overwrittenStatus(response)))
        .filter((response) => !/^2\d\d$/.test(String(property(response, "statusCode"))))
        .map(() => `overwrite:statuscode makes a 2xx of an error: ${FORGOTTEN}`);
    },
    (integration, stack) => {
      if (integration.type !== awsType.integration || textAt(integration, "type") !== "HTTP") return undefined;
      if (!isBeforeRecords(integration, "uri", stack)) return undefined;
      const responses = integrationResponsesOf(stack, integration);
      return ERROR_STATUSES.some((status) => responsesTo(status, responses).some(isSuccess))
        ? `an error of the API behind it is answered by a 2xx: ${FORGOTTEN}`
        : undefined;
    },
  ],
});

const FORGOTTEN = "the sender takes the record as stored and forgets it.";

const isBeforeRecords = (resource: PolicyResource, path: string, stack: Stack): boolean =>
  leadsToRecords(resource, path, knownAt(resource, path), stack);

/** The origins of a distribution that are an API that takes records. */
const originsOf = (distribution: PolicyResource, stack: Stack): readonly unknown[] =>
  listAt(distribution, "origins").filter((origin) =>
    leadsToRecords(distribution, "origins", knownProperty(origin, "domainName"), stack),
  );

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-cloudfront-trigger-events.html */
const changesAnswers = (behavior: unknown): boolean =>
  ["functionAssociations", "lambdaFunctionAssociations"]
    .flatMap((path) => property(behavior, path) ?? [])
    .some((association) => String(property(association, "eventType")).endsWith("-response"));

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html */
const overwrittenStatus = (response: unknown): string =>
  String(property(property(response, "mappings"), "overwrite:statuscode"));
