import { resourceRule } from "../pack/rule";
import { isSet, isTrue, type Resource, textAt, valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const integrationTls = resourceRule({
  name: "integration-tls",
  description: "An API calls other servers over TLS, and verifies whose certificate they have.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Begin the URI with https://, leave insecureSkipVerification out, and name the server of a private integration of an HTTP " +
    "API: tlsConfig: { serverNameToVerify }.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["apigateway", "security", "encryption-in-transit"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "APIGateway.10",
    specification: "API Gateway V2 integrations should use HTTPS for private connections",
  },
  types: [awsType.integration, awsType.httpApiIntegration],
  checks: [
    (integration) => {
      if (!isHttp(integration) || isPrivateOfHttpApi(integration)) return undefined;
      const uri = textAt(integration, integration.type === awsType.integration ? "uri" : "integrationUri");
      if (uri === undefined || /^https:\/\//i.test(uri)) return undefined;
      return "calls a server by an address that does not begin with https://.";
    },
    (integration) =>
      isTrue(valueAt(integration, "tlsConfig.insecureSkipVerification"))
        ? "tlsConfig.insecureSkipVerification is true: whoever stands in between can read and change the records."
        : undefined,
    (integration) =>
      isHttp(integration) && isPrivateOfHttpApi(integration) && !isSet(integration, "tlsConfig")
        ? "tlsConfig is not set: API Gateway calls the private server over plain http."
        : undefined,
  ],
});

const isHttp = (integration: Resource): boolean =>
  ["HTTP", "HTTP_PROXY"].includes(
    textAt(integration, integration.type === awsType.integration ? "type" : "integrationType") ?? "",
  );

/** Its URI is the ARN of a listener or a service. */
const isPrivateOfHttpApi = (integration: Resource): boolean =>
  integration.type === awsType.httpApiIntegration && textAt(integration, "connectionType") === "VPC_LINK";
