import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { takesPost } from "../read/api/integration";
import { integrationResponsesOf, isSuccess } from "../read/api/integration-response";
import { callsKinesis } from "../read/api/kinesis-call";
import { isOfConnector } from "../read/api/records-api";
import { restApiOf } from "../read/api/rest-api";
import { serviceUriOf } from "../read/api/service-uri";
import { partitionOf, regionOf } from "../read/region";
import { show, textAt, textsOf, valueAt } from "../read/resource";
import { knownAt, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";
import { streamsOfRole } from "../read/writable-streams";

export const integrationKinesisCall = stackRule({
  name: "integration-kinesis-call",
  description: "A connector's POST calls Kinesis: PutRecord, in the API's own region, as a role of this stack.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    'Set type to "AWS", integrationHttpMethod to "POST", uri to arn:<partition>:apigateway:<region>:kinesis:action/PutRecord ' +
    "with the API's own region, credentials to the arn of a role of this stack, and of requestParameters only Content-Type, to " +
    "'application/x-amz-json-1.1'.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-kinesis.html",
  tags: ["apigateway", "kinesis", "security", "data-loss", "access-control"],
  types: [awsType.integration],
  checks: [
    (integration, stack) => {
      if (textAt(integration, "type") === "MOCK" || !takesPost(integration)) return undefined;
      if (!isForRecords(integration, stack) || neverAnswersSuccess(integration, stack)) return undefined;
      return callsKinesis(integration) ? undefined : ELSEWHERE;
    },
    (integration) => {
      const kind = textAt(integration, "type");
      if (kind === "AWS" || !callsKinesis(integration)) return undefined;
      return `type is ${show(kind)}: API Gateway signs a call of Kinesis, and maps its answer, only with "AWS".`;
    },
    (integration) => {
      if (!isServiceCall(integration)) return undefined;
      const method = textAt(integration, "integrationHttpMethod");
      return method === "POST" ? undefined : `integrationHttpMethod is ${show(method)}: Kinesis takes only POST.`;
    },
    (integration) => {
      if (!isServiceCall(integration)) return undefined;
      const uri = serviceUriOf(valueAt(integration, "uri"));
      if (uri?.service === "kinesis" && uri.call === "action/PutRecord") return undefined;
      return "uri names another call than kinesis:action/PutRecord: nothing else writes one record and says whether it is stored.";
    },
    (integration, stack) => {
      if (!isServiceCall(integration)) return undefined;
      const uri = serviceUriOf(valueAt(integration, "uri"));
      if (uri === undefined) return undefined;
      const region = regionOf(restApiOf(stack, integration) ?? integration);
      if (typeof region !== "string" || (uri.region === region && uri.partition === partitionOf(region))) {
        return undefined;
      }
      return `uri names the region ${show(uri.region)}, the API is in ${show(region)}: records leave their region.`;
    },
    (integration) => (isServiceCall(integration) ? parameterFindings(integration) : undefined),
    (integration, stack) => {
      if (!isServiceCall(integration) || isRoleOfStack(integration, stack)) return undefined;
      return "credentials does not lead to a role of this stack: nobody can say here who writes, or what else it may do.";
    },
  ],
});

const ELSEWHERE =
  "a POST of an API that takes records does not call Kinesis: a 2xx then says nothing of a stored record, and XDR forgets it.";

/** Whether a connector's file leads to its API, or it is carried out as a role that has to write to a stream. */
const isForRecords = (integration: PolicyResource, stack: Stack): boolean =>
  isOfConnector(integration, stack) || (streamsOfRole(integration, stack)?.length ?? 0) > 0;

/** Whether all of its mapped answers are errors. A proxy hands on whatever it hears. */
function neverAnswersSuccess(integration: PolicyResource, stack: Stack): boolean {
  if (!["AWS", "HTTP"].includes(textAt(integration, "type") ?? "")) return false;
  const responses = integrationResponsesOf(stack, integration);
  return responses.length > 0 && !responses.some(isSuccess);
}

const isServiceCall = (integration: PolicyResource) =>
  textAt(integration, "type") === "AWS" && callsKinesis(integration);

/** What a header, or all that is no header, tells Kinesis about the call. The caller's is a finding of another rule. */
const OF_THE_CALL =
  /^integration\.request\.(?!header\.)|\.header\.(?:x-amz.*|authorization|host|content-.*|transfer-encoding|connection|expect|te|trailer|upgrade|x-http-method.*)$/i;
const FOUND_ELSEWHERE = /\bheader\.(?:x-amz-[\w-]+|content-type)$/i;
const CONTENT_TYPE = /\.header\.content-type$/i;

function parameterFindings(integration: PolicyResource): readonly string[] {
  const parameters = textsOf(integration, "requestParameters").map(([name, text]) => [name, text.trim()] as const);
  const others = parameters
    .filter(([name, text]) => OF_THE_CALL.test(name) && !isAllowed(name, text))
    .filter(([name, text]) => !(FOUND_ELSEWHERE.test(name) && text.startsWith("method.request.")))
    .map(([name]) => `requestParameters sets ${name}: Kinesis would be asked for something else than the URI says.`);
  const hasType = parameters.some(([name]) => CONTENT_TYPE.test(name));
  return hasType
    ? others
    : [...others, "requestParameters sets no Content-Type: the caller's own would reach Kinesis."];
}

const isAllowed = (name: string, text: string): boolean =>
  CONTENT_TYPE.test(name)
    ? text === "'application/x-amz-json-1.1'"
    : /\.header\.x-amz-target$/i.test(name) && text === "'Kinesis_20131202.PutRecord'";

/** Whether the credentials are a role of this stack: by reference, and by the ARN once it is known. */
function isRoleOfStack(integration: PolicyResource, stack: Stack): boolean {
  const held = knownAt(integration, "credentials");
  const roles = sourcesOf(integration, "credentials", awsType.role);
  const candidates = roles.length > 0 ? roles : stack.ofType(awsType.role);
  const arns = candidates.map((role) => knownAt(role, "arn"));
  if (typeof held === "string" && held !== "") {
    return arns.includes(held) || (roles.length > 0 && arns.every((arn) => arn === undefined));
  }
  if (roles.length > 0) return true;
  // Not known yet, and made of no role: it throws. Without any, it is a finding.
  return textAt(integration, "credentials") !== undefined;
}
