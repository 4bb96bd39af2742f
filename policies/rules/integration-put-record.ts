import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { isBinaryType, takesPost } from "../read/api/integration";
import { writesToKinesis } from "../read/api/kinesis-call";
import { isOfConnector } from "../read/api/records-api";
import { requestTemplateFindings } from "../read/api/template-findings";
import { textAt } from "../read/resource";
import { knownAt, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const integrationPutRecord = stackRule({
  name: "integration-put-record",
  description: "Every branch of a template writes the whole body as one record, or a request that Kinesis refuses.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    'Print {"StreamName", "PartitionKey", "Data"} with $util.base64Encode($input.body) as Data and a header or ' +
    '$context.requestId as PartitionKey. To refuse a body, print {"StreamName": {}}. Use #set, #if and #foreach only, ' +
    "so that the template can be read.",
  url: "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [awsType.integration],
  checks: [
    (integration) =>
      writesToKinesis(integration) ? requestTemplateFindings(integration, ({ findings }) => findings) : undefined,
    (integration, stack) => {
      if (!writesToKinesis(integration)) return undefined;
      return requestTemplateFindings(integration, ({ data }, mediaType) =>
        data
          .filter(({ encodings }) => encodings === undefined)
          .filter(({ isOfEmptyBody }) => !isOfEmptyBody || isBinaryType(mediaType, integration, stack) === false)
          .map(({ line }) => ({
            line,
            message: "prints Data that is not the whole body: what consumers read is not what was sent.",
          })),
      );
    },
    (integration, stack) =>
      isForRecords(integration, stack)
        ? requestTemplateFindings(integration, ({ findings, data, streams, openStreams }) => {
            if (findings.length > 0) return [];
            if (data.length === 0) return [{ line: undefined, message: NEVER }];
            return streams.length + openStreams.length === 0 ? [{ line: undefined, message: NO_NAME }] : [];
          })
        : undefined,
  ],
});

/**
 * Whether it takes a connector's records. A template that prints no PutRecord does not tell, and a preview does not know the
 * URI: then the connector's file tells.
 */
function isForRecords(integration: PolicyResource, stack: Stack): boolean {
  if (textAt(integration, "type") !== "AWS") return false;
  const uri = knownAt(integration, "uri");
  if (uri === undefined && takesPost(integration) && isOfConnector(integration, stack)) return true;
  return writesToKinesis(integration);
}

const NO_NAME =
  "prints no name that a stream can have, letters, digits and _.- alone: Kinesis refuses every record, for ever.";
const NEVER = "prints no PutRecord on any branch: Kinesis refuses every record, for ever.";
