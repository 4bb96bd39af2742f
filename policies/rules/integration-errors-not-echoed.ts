import { stackRule } from "../pack/rule";
import { ERROR_STATUSES, integrationResponsesOf, isSuccess, responsesTo } from "../read/api/integration-response";
import { writesToKinesis } from "../read/api/kinesis-call";
import { takesRecords } from "../read/api/records-api";
import { partsOfSameMethod } from "../read/api/rest-api";
import { responseTemplateFindings } from "../read/api/template-findings";
import { holdsOfSome } from "../read/judgeable";
import { textsOf } from "../read/resource";
import { awsType } from "../read/types";

export const integrationErrorsNotEchoed = stackRule({
  name: "integration-errors-not-echoed",
  description: "What Kinesis says about an error does not reach the caller.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps: `Give every response of an error a template of its own text: {"error": "...", "requestId": "$context.requestId"}.`,
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html",
  tags: ["apigateway", "kinesis", "security", "secrets"],
  types: [awsType.integrationResponse, awsType.gatewayResponse],
  checks: [
    (response, stack) => {
      if (response.type !== awsType.integrationResponse) return undefined;
      if (!holdsOfSome(partsOfSameMethod(stack, awsType.integration, response), writesToKinesis)) return undefined;
      const responses = integrationResponsesOf(stack, response);
      const isOfError =
        !isSuccess(response) || ERROR_STATUSES.some((status) => responsesTo(status, responses).includes(response));
      const found = responseTemplateFindings(
        response,
        ({ echoes, keepsStatus, statuses, hasSequenceNumber }) => {
          if (hasSequenceNumber) return [];
          const isErrorBranch =
            isOfError || (!keepsStatus && !statuses.some((status) => status?.startsWith("2") ?? true));
          return isErrorBranch ? echoes : [];
        },
        OTHERS_SAY_UNREADABLE,
      );
      if (found !== undefined) return found;
      return isOfError ? `has no response template: ${ECHO}` : undefined;
    },
    (response, stack) => {
      if (response.type !== awsType.integrationResponse) return undefined;
      if (!holdsOfSome(partsOfSameMethod(stack, awsType.integration, response), writesToKinesis)) return undefined;
      const responses = integrationResponsesOf(stack, response);
      if (!ERROR_STATUSES.some((status) => responsesTo(status, responses).includes(response))) return undefined;
      return textsOf(response, "responseParameters")
        .filter(([, source]) =>
          /^integration\.response\.(?:multivalue)?(?:body|header\.(?!(?:x-amzn?-request-?id|x-amz-id-2|retry-after|date)$))/i.test(
            source.trim(),
          ),
        )
        .map(([header, source]) =>
          source.includes(".body")
            ? `${header} is from the body of Kinesis' answer: ${ECHO}`
            : `${header} is from a header of Kinesis' answer: what Kinesis says of an error reaches the caller.`,
        );
    },
    (response, stack) => {
      if (response.type !== awsType.gatewayResponse || !takesRecords(response, stack)) return undefined;
      const said = [...textsOf(response, "responseTemplates"), ...textsOf(response, "responseParameters")];
      return said
        .filter(([, source]) => WORDS_ON_THE_CALL.test(source))
        .map(() => "hands on what API Gateway says of the call of Kinesis: ARNs and account ids reach the caller.");
    },
  ],
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
const WORDS_ON_THE_CALL = /\bcontext\.(?:integrationErrorMessage|integration\.error)\b/;

/** integration-error-not-success and integration-success-proven do. */
const OTHERS_SAY_UNREADABLE = { saysUnreadable: false };

const ECHO = "Kinesis' own text, with ARNs and account ids, reaches the caller.";
