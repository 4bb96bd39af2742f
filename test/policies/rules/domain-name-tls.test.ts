import { domainNameTls } from "../../../policies/rules/domain-name-tls";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const domain = (inputs: object) =>
  plus({
    type: "aws:apigateway/domainName:DomainName",
    name: "domain",
    inputs: { domainName: "ingest.example.com", ...inputs },
  });
const domainOfHttpApi = (securityPolicy: string) =>
  plus({
    type: "aws:apigatewayv2/domainName:DomainName",
    name: "domain",
    inputs: { domainName: "ingest.example.com", domainNameConfiguration: { endpointType: "REGIONAL", securityPolicy } },
  });

describeRule(domainNameTls, {
  finds: {
    "a domain without a security policy": {
      stack: domain({}),
      found: { domain: ["securityPolicy is not set: whether the domain takes an older TLS is left to AWS's default."] },
    },
    "TLS 1.0": {
      stack: domain({ securityPolicy: "TLS_1_0" }),
      found: { domain: ['securityPolicy is "TLS_1_0": it does not refuse everything older than TLS 1.2.'] },
    },
    "TLS 1.0 of the second generation": {
      stack: domainOfHttpApi("TLS_1_0"),
      found: { domain: ['securityPolicy is "TLS_1_0": it does not refuse everything older than TLS 1.2.'] },
    },
  },
  accepts: {
    "TLS 1.2 of the second generation": { stack: domainOfHttpApi("TLS_1_2") },
    "TLS 1.2": { stack: domain({ securityPolicy: "TLS_1_2" }) },
    "a policy of TLS 1.3": { stack: domain({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }) },
  },
});
