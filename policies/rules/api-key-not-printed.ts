import { resourceRule } from "../pack/rule";
import { textsOf } from "../read/integration";
import { property, type Resource, valueAt } from "../read/resource";
import { type } from "../read/types";

/** The key itself; `$context.identity.apiKeyId` is only its name. */
const PRINTS_KEY = /\$\{?context\.identity\.apiKey(?!Id)|\$!?\{?input\.params\(\s*["']x-api-key["']\s*\)/i;

const TEMPLATES = ["requestTemplates", "responseTemplates"];

export const apiKeyNotPrinted = resourceRule({
  name: "api-key-not-printed",
  description: "No access log and no template prints the caller's API key.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Print $context.identity.apiKeyId: it tells which key it was, and opens nothing.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html",
  tags: ["apigateway", "secrets"],
  types: [type.stage, type.integration, type.integrationResponse, "aws:apigateway/response:Response"],
  checks: [
    (stage) =>
      stage.type === type.stage && prints(property(valueAt(stage, "accessLogSettings"), "format"))
        ? "accessLogSettings.format prints the caller's API key into the log."
        : undefined,
    ...TEMPLATES.map(
      (path) => (resource: Resource) =>
        textsOf(resource, path)
          .filter(([, text]) => prints(text))
          .map(([mediaType]) => `the template for ${mediaType} in ${path} prints the caller's API key.`),
    ),
  ],
});

const prints = (text: unknown) => typeof text === "string" && PRINTS_KEY.test(text);
