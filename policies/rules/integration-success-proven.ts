import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { isSuccess } from "../read/api/integration-response";
import { writesRecords, writesToKinesis } from "../read/api/kinesis-call";
import { partsOfSameMethod } from "../read/api/rest-api";
import { responseTemplateFindings } from "../read/api/template-findings";
import { awsType } from "../read/types";

export const integrationSuccessProven = stackRule({
  name: "integration-success-proven",
  description: "A 2xx is answered only where Kinesis named the record.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    `Give the response of success a template that reads the answer: #set($number = $input.json('$.SequenceNumber')) ` +
    String.raw`#if($number.matches('"[0-9]+"')){"SequenceNumber": $number}#else#set($context.responseOverride.status = 502)#end. ` +
    "For PutRecords, compare $input.path('$.FailedRecordCount') with 0.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [awsType.integrationResponse],
  checks: [
    (response, stack) => {
      if (!isSuccess(response)) return undefined;
      const [integration] = partsOfSameMethod(stack, awsType.integration, response).filter(writesToKinesis);
      if (integration === undefined) return undefined;
      return findingsIn(response, writesRecords(integration));
    },
  ],
});

function findingsIn(response: PolicyResource, isBatch: boolean | undefined): readonly string[] {
  const field = isBatch ? "FailedRecordCount" : "SequenceNumber";
  const found = responseTemplateFindings(response, (branch) => {
    const isProven = (isBatch !== false && branch.hasNoFailedRecords) || (isBatch !== true && branch.hasSequenceNumber);
    const mayBeSuccess =
      branch.keepsStatus || branch.statuses.some((status) => status === undefined || /^2\d\d$/.test(status));
    if (isProven || !mayBeSuccess) return [];
    return [
      {
        line: branch.line,
        message: `answers a 2xx without a look at ${field}: the sender takes the record as stored and forgets it.`,
      },
    ];
  });
  return found ?? [`answers a 2xx and has no response template: nothing looks at ${field} in what Kinesis answered.`];
}
