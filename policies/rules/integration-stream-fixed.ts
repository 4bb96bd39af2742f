import { resourceRule } from "../pack/rule";
import { STREAM_FIELDS, templatesOf, writesToKinesis } from "../read/integration";
import type { Template } from "../read/template";
import { type } from "../read/types";

export const integrationStreamFixed = resourceRule({
  name: "integration-stream-fixed",
  description: "The template names the stream; the caller does not.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Write the stream's name into the template. If a header is to choose among streams, compare it with each name and print " +
    "the name, not the header.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-kinesis.html",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [type.integration],
  checks: [
    (integration) => {
      if (!writesToKinesis(integration)) return undefined;
      return templatesOf(integration).flatMap(({ mediaType, template }) =>
        findingsIn(template).map((finding) => `the template for ${mediaType} ${finding}`),
      );
    },
  ],
});

function findingsIn({ fields, printed }: Template): readonly string[] {
  if (!STREAM_FIELDS.some((field) => fields.has(field))) {
    return ["prints no StreamName and no StreamARN: who writes the call names the stream."];
  }
  const fromCaller = printed.filter((reference) => reference.fromCaller);
  return [
    ...STREAM_FIELDS.filter((name) => fromCaller.some(({ field }) => field === name)).map(
      (name) => `prints ${name} from the request: a caller writes to any stream the role can reach.`,
    ),
    ...fromCaller
      .filter(({ field }) => field === undefined)
      .map(
        ({ head }) => `prints ${head} outside of any field: a caller writes the call, and with it the stream's name.`,
      ),
  ];
}
