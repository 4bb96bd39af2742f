import { resourceRule } from "../pack/rule";
import { templatesOf, writesToKinesis } from "../read/integration";
import { type } from "../read/types";

export const integrationEscapes = resourceRule({
  name: "integration-escapes",
  description: "What a caller sends is escaped before a template prints it into JSON.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: String.raw`Print it as $util.escapeJavaScript($value).replaceAll("\\'", "'").`,
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference",
  tags: ["apigateway", "kinesis", "silent-loss"],
  types: [type.integration],
  checks: [
    (integration) => {
      if (!writesToKinesis(integration)) return undefined;
      return templatesOf(integration).flatMap(({ mediaType, template }) =>
        template.references
          // A body of a binary type is Base64 already; integration-encodes-once judges it.
          .filter((reference) => reference.raw && !isBody(reference.expression))
          .map(
            (reference) =>
              `the template for ${mediaType} prints ${reference.expression} as it came: a quote in it writes another field.`,
          ),
      );
    },
    (integration) => {
      if (!writesToKinesis(integration)) return undefined;
      return templatesOf(integration).flatMap(({ mediaType, template }) =>
        template.references
          .filter((reference) => reference.apostrophes)
          .map(
            (reference) =>
              String.raw`the template for ${mediaType} prints ${reference.expression}: an apostrophe becomes \', which JSON forbids, and such a record fails for ever.`,
          ),
      );
    },
  ],
});

const isBody = (expression: string) => /^\$!?\{?input\.body\}?$/.test(expression);
