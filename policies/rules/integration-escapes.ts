import { resourceRule } from "../pack/rule";
import { templatesOf, writesToKinesis } from "../read/integration";
import type { Resource } from "../read/resource";
import { type } from "../read/types";

export const integrationEscapes = resourceRule({
  name: "integration-escapes",
  description: "What a caller sends is escaped before a template prints it into JSON.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: String.raw`Print it as $util.escapeJavaScript($value).replaceAll("\\'", "'").`,
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [type.integration],
  checks: [
    (integration) =>
      printedReferences(integration)
        // The body as Data is Base64 already where its type is binary; integration-encodes-once judges it.
        .filter(({ raw, field, bodyEncodings }) => raw && !(field === "Data" && bodyEncodings.length > 0))
        .map(
          ({ mediaType, head }) =>
            `the template for ${mediaType} prints ${head} as it came: a quote in it writes another field.`,
        ),
    (integration) =>
      printedReferences(integration)
        .filter(({ apostrophes }) => apostrophes)
        .map(
          ({ mediaType, head }) =>
            String.raw`the template for ${mediaType} prints ${head}: an apostrophe becomes \', which JSON forbids, and such a record fails for ever.`,
        ),
  ],
});

function printedReferences(integration: Resource) {
  if (!writesToKinesis(integration)) return [];
  return templatesOf(integration).flatMap(({ mediaType, template }) =>
    template.printed.map((printed) => ({ mediaType, ...printed })),
  );
}
