import { resourceRule } from "../pack/rule";
import { writesToKinesis } from "../read/api/kinesis-call";
import type { PrintedForm } from "../read/api/request-template";
import { requestTemplateFindings } from "../read/api/template-findings";
import type { Resource } from "../read/resource";
import { awsType } from "../read/types";

export const integrationEscapes = resourceRule({
  name: "integration-escapes",
  description: "What a caller sends is escaped before a template prints it into JSON.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: String.raw`Print it as $util.escapeJavaScript($value).replaceAll("\\'", "'").`,
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html#util-template-reference",
  tags: ["apigateway", "kinesis", "data-loss"],
  types: [awsType.integration],
  checks: [
    (integration) =>
      findingsIn(
        integration,
        // The body as Data is Base64 already where its type is binary; integration-encodes-once judges it.
        ({ form, isBodyAsData }) => (form === "raw" || form === "json") && !isBodyAsData,
        (head) => `prints ${head} as it came: a quote in it writes another field.`,
      ),
    (integration) =>
      findingsIn(
        integration,
        ({ form }) => form === "apostrophes",
        (head) =>
          String.raw`prints ${head}: an apostrophe becomes \', which JSON forbids, and such a record fails for ever.`,
      ),
  ],
});

function findingsIn(
  integration: Resource,
  isBad: (printed: PrintedForm) => boolean,
  describe: (head: string) => string,
): readonly string[] {
  if (!writesToKinesis(integration)) return [];
  return requestTemplateFindings(integration, ({ printed }) =>
    printed.filter(isBad).map(({ head, line }) => ({ line, message: describe(head) })),
  );
}
