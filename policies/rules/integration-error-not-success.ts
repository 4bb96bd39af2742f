import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import {
  describeStatuses,
  ERROR_STATUSES,
  integrationResponsesOf,
  isSuccess,
  matchesPattern,
  patternOf,
  responsesTo,
} from "../read/api/integration-response";
import { callsKinesis, isServiceCall, writesToKinesis } from "../read/api/kinesis-call";
import { takesRecords } from "../read/api/records-api";
import type { TemplateFinding } from "../read/api/request-template";
import type { ResponseBranch } from "../read/api/response-template";
import { partsOfApi, partsOfSameMethod } from "../read/api/rest-api";
import { responseTemplateFindings } from "../read/api/template-findings";
import { holdsOfSome } from "../read/judgeable";
import { showAt, textAt, textsOf } from "../read/resource";
import { scanTemplate } from "../read/scanning/scan-template";
import { pointsAt, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const integrationErrorNotSuccess = stackRule({
  name: "integration-error-not-success",
  description: "An error is never answered as a success, and no record is sent on to another server.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: String.raw`Give the response of success selectionPattern: "2\\d{2}", and the response without a pattern a status of 502.`,
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html",
  tags: ["apigateway", "data-loss"],
  types: [awsType.integrationResponse, awsType.gatewayResponse],
  checks: [
    (response, stack) => {
      if (!isSuccess(response) || patternOf(response) !== undefined || !answersForService(response, stack)) {
        return undefined;
      }
      const responses = integrationResponsesOf(stack, response);
      if (ERROR_STATUSES.some((status) => responsesTo(status, responses).includes(response))) {
        return `answers ${statusOf(response)} to whatever no other pattern matches, errors of the service too: ${FORGOTTEN}`;
      }
      return holdsOfSome(partsOfSameMethod(stack, awsType.integration, response), callsKinesis)
        ? `answers ${statusOf(response)} to whatever no other pattern matches: only what Kinesis answers with a 2xx is stored.`
        : undefined;
    },
    (response, stack) => {
      const pattern = patternOf(response);
      if (!isSuccess(response) || pattern === undefined || !answersForService(response, stack)) return undefined;
      if (matchesPattern(pattern, "") === undefined) {
        return `answers ${statusOf(response)} by a selectionPattern that this pack cannot read: it may take an error for a success.`;
      }
      const responses = integrationResponsesOf(stack, response);
      const errors = ERROR_STATUSES.filter((status) => responsesTo(status, responses).includes(response));
      if (errors.length === 0) return undefined;
      return `answers ${statusOf(response)} when the service answers ${describeStatuses(errors)}: ${FORGOTTEN}`;
    },
    (response, stack) => {
      if (isSuccess(response) || !answersForService(response, stack)) return undefined;
      const findings = holdsOfSome(partsOfSameMethod(stack, awsType.integration, response), writesToKinesis)
        ? responseTemplateFindings(response, renderedFindings)
        : textsOf(response, "responseTemplates").flatMap(([, text]) => overrideFindings(text));
      return [...new Set(findings)];
    },
    (response, stack) =>
      takesRecords(response, stack) && redirects(response) ? `answers with ${ELSEWHERE}` : undefined,
    (response, stack) => {
      if (response.type !== awsType.integrationResponse || !takesRecords(response, stack)) return undefined;
      const findings = responseTemplateFindings(
        response,
        ({ line, statuses }) =>
          statuses.some((status) => isRedirection(status)) ? [{ line, message: `sets ${ELSEWHERE}` }] : [],
        { saysUnreadable: false },
      );
      return locates(response) ? findings : undefined;
    },
    (response, stack) => {
      if (response.type !== awsType.gatewayResponse || !isSuccess(response)) return undefined;
      const api = stack.ofType(awsType.restApi).find((candidate) => pointsAt(response, "restApiId", candidate));
      if (api && !callsService(api, stack)) return undefined;
      return `answers ${statusOf(response)} for ${showAt(response, "responseType")}, an error of API Gateway's own: ${FORGOTTEN}`;
    },
  ],
});

const ELSEWHERE =
  "a status of redirection and a Location: a sender that follows it sends record and key to another server.";

const isRedirection = (status: string | undefined): boolean => /^3\d\d$/.test(status ?? "");

/** Whether an answer names an address. */
const locates = (response: PolicyResource): boolean =>
  textsOf(response, "responseParameters").some(([name]) => /response\.header\.location$/i.test(name)) ||
  textsOf(response, "responseTemplates").some(([, text]) => /responseOverride\.header\.location\b/i.test(text));

const redirects = (response: PolicyResource): boolean =>
  isRedirection(textAt(response, "statusCode")) && locates(response);

const FORGOTTEN = "the sender takes the record as stored and forgets it.";

const statusOf = (response: PolicyResource) => textAt(response, "statusCode") ?? "";

const answersForService = (response: PolicyResource, stack: Stack) =>
  holdsOfSome(partsOfSameMethod(stack, awsType.integration, response), isServiceCall);

const callsService = (api: PolicyResource, stack: Stack) =>
  holdsOfSome(partsOfApi(stack, awsType.integration, api), isServiceCall);

function renderedFindings({ line, statuses }: ResponseBranch): readonly TemplateFinding[] {
  if (statuses.every((status) => /^[345]\d\d$/.test(status ?? ""))) return [];
  return statuses.some((status) => status?.startsWith("2"))
    ? [{ line, message: "makes a 2xx of an error." }]
    : [{ line, message: "sets a status that it computes, which may be a 2xx, for an error." }];
}

function overrideFindings(template: string): readonly string[] {
  return scanTemplate(template)
    .overrides.filter(({ path }) => path === "responseOverride.status" || path === "responseOverride")
    .flatMap(({ literals = [""] }) => {
      if (literals.every((status) => /^[345]\d\d$/.test(status))) return [];
      return literals.some((status) => status.startsWith("2"))
        ? ["a template of this error response overrides the status with a 2xx."]
        : ["a template of this error response overrides the status with one that it computes, which may be a 2xx."];
    });
}
