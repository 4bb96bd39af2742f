import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { isOfDomain, recordsDomains } from "../read/api/domain";
import { leadsToKinesis } from "../read/api/kinesis-call";
import { takesRecords } from "../read/api/records-api";
import { isTrue, listAt, property, textAt, valueAt } from "../read/resource";
import { knownAt, pointsAt, sourcesOf, type Stack } from "../read/stack";
import { awsType } from "../read/types";

const ROUTING_RULE = "aws:apigatewayv2/routingRule:RoutingRule";
const DNS_RECORD = "aws:route53/record:Record";

export const restApiEndpointEnabled = stackRule({
  name: "rest-api-endpoint-enabled",
  description:
    "What connectors call leads to the API: its own endpoint, or a custom domain name with its rules and records.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Leave disableExecuteApiEndpoint out, or map a custom domain name to the API's stage. Lead the domain's records in DNS, and " +
    "its routing rules for what connectors send, to that API.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html",
  tags: ["apigateway", "data-loss"],
  types: [awsType.restApi, awsType.domainName, ROUTING_RULE, DNS_RECORD],
  checks: [
    (api, stack) => {
      if (
        api.type !== awsType.restApi ||
        !isTrue(valueAt(api, "disableExecuteApiEndpoint")) ||
        !leadsToKinesis(api, stack)
      ) {
        return undefined;
      }
      if (stack.ofType(awsType.basePathMapping).some((mapping) => pointsAt(mapping, "restApi", api))) return undefined;
      return "disableExecuteApiEndpoint is true, and no custom domain name of this stack leads to the API: every record is refused.";
    },
    (domain, stack) => {
      if (!recordsDomains(stack).includes(domain) || textAt(domain, "routingMode") !== "ROUTING_RULE_ONLY") {
        return undefined;
      }
      return stack.ofType(ROUTING_RULE).some((rule) => isOfDomain(rule, domain))
        ? undefined
        : "routingMode is ROUTING_RULE_ONLY, and the stack has no rule of this domain: no record reaches the API.";
    },
    (rule, stack) => {
      if (rule.type !== ROUTING_RULE || !recordsDomains(stack).some((domain) => isOfDomain(rule, domain))) {
        return undefined;
      }
      return matchesConnectors(rule) && leadsElsewhere(rule, stack)
        ? "leads records to another API: that one gets the key, and the records."
        : undefined;
    },
    (record, stack) => {
      if (record.type !== DNS_RECORD || !["A", "AAAA", "CNAME"].includes(textAt(record, "type") ?? "")) {
        return undefined;
      }
      if (!recordsDomains(stack).some((domain) => isOfDomain(record, domain, "name"))) return undefined;
      // What is made from a resource of this stack leads to that one.
      if (["records", "aliases"].some((property) => sourcesOf(record, property).length > 0)) return undefined;
      const targets = [
        ...listAt(record, "records"),
        ...listAt(record, "aliases").map((alias) => property(alias, "name")),
      ];
      return targets.some((target) => typeof target === "string" && !OF_AWS.test(target))
        ? "leads the name of the API's domain to a server that is not AWS's: that one gets the key, and the records."
        : undefined;
    },
  ],
});

/** Where names of APIs, distributions, accelerators and load balancers end. */
const OF_AWS =
  /\.(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|api\.aws|cloudfront\.(?:net|cn)|awsglobalaccelerator\.com)\.?$/i;

/** The headers by which each record of a connector can be told. */
const SENT = /^(?:content-type|streamname|x-api-key)$/i;

/**
 * Whether a rule is for all requests, or for what connectors send, whatever the path.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-rules.html
 */
function matchesConnectors(rule: PolicyResource): boolean {
  return listAt(rule, "conditions").every((condition) => {
    const headers = property(property(condition, "matchHeaders"), "anyOf");
    const all: readonly unknown[] = Array.isArray(headers) ? headers : [headers];
    return all.some((one) => SENT.test(String(property(one, "header"))));
  });
}

function leadsElsewhere(rule: PolicyResource, stack: Stack): boolean {
  if (sourcesOf(rule, "actions").some((source) => takesRecords(source, stack))) return false;
  const own = stack.ofType(awsType.restApi).filter((api) => takesRecords(api, stack));
  const ids = own.map((api) => knownAt(api, "id"));
  return listAt(rule, "actions")
    .map((action) => property(property(action, "invokeApi"), "apiId"))
    .some((id) => typeof id === "string" && !ids.includes(id));
}
