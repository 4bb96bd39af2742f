import { resourceRule } from "../pack/rule";
import { show, textAt } from "../read/resource";
import { awsType } from "../read/types";

export const domainNameTls = resourceRule({
  name: "domain-name-tls",
  description: "Custom domain names of APIs name a security policy of TLS 1.2 or newer.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: 'Set securityPolicy to "TLS_1_2" or to one of the SecurityPolicy_TLS13 policies.',
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
  tags: ["apigateway", "security", "encryption-in-transit"],
  framework: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "APIGateway.11",
    specification: "API Gateway domain names should use a recommended security policy",
  },
  types: [awsType.domainName, awsType.httpApiDomainName],
  checks: [
    (domain) => {
      const path = domain.type === awsType.domainName ? "securityPolicy" : "domainNameConfiguration.securityPolicy";
      const policy = textAt(domain, path);
      if (policy === undefined) {
        return "securityPolicy is not set: whether the domain takes an older TLS is left to AWS's default.";
      }
      if (/^(TLS_1_2|SecurityPolicy_TLS1[23]_\w+)$/.test(policy)) return undefined;
      return `securityPolicy is ${show(policy)}: it does not refuse everything older than TLS 1.2.`;
    },
  ],
});
