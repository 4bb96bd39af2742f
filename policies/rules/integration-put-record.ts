import { stackRule } from "../pack/rule";
import { isBinaryType } from "../read/integration";
import { writesToKinesis } from "../read/kinesis-call";
import { requestTemplateFindings } from "../read/template-findings";
import { type } from "../read/types";

export const integrationPutRecord = stackRule({
  name: "integration-put-record",
  description: "Every branch of a template writes the whole body as one record, or a request that Kinesis refuses.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    'Print {"StreamName", "PartitionKey", "Data"} with $util.base64Encode($input.body) as Data and a header or ' +
    '$context.requestId as PartitionKey. To refuse a body, print {"StreamName": {}}. Use #set, #if and #foreach only.',
  url: "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [type.integration],
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
    (integration) =>
      writesToKinesis(integration)
        ? requestTemplateFindings(integration, ({ findings, data }) =>
            findings.length === 0 && data.length === 0 ? [{ line: undefined, message: NEVER }] : [],
          )
        : undefined,
  ],
});

const NEVER = "prints no PutRecord on any branch: Kinesis refuses every record, for ever.";
