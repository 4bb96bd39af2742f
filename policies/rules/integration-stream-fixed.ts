import { resourceRule } from "../pack/rule";
import { templatesOf, writesToKinesis } from "../read/integration";
import { type } from "../read/types";
import { printedAs } from "../read/template";

export const integrationStreamFixed = resourceRule({
  name: "integration-stream-fixed",
  description: "The template names the stream; the caller does not.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Write the stream's name into the template. If a header is to choose among streams, compare it with each name and print " +
    "the name, not the header.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-kinesis.html",
  tags: ["apigateway", "kinesis", "silent-loss"],
  types: [type.integration],
  checks: [
    (integration) => {
      if (!writesToKinesis(integration)) return undefined;
      return templatesOf(integration).flatMap(({ mediaType, template }) =>
        ["StreamName", "StreamARN"]
          .filter((field) => printedAs(template, field).some((reference) => reference.fromCaller))
          .map(
            (field) =>
              `the template for ${mediaType} prints ${field} from the request: a caller writes to any stream the role can reach.`,
          ),
      );
    },
  ],
});
