import { restApiEndpointEnabled } from "../../../policies/rules/rest-api-endpoint-enabled";
import { awsAssigns, type Fixture } from "../../support/policy";
import { change, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const mapping: Fixture = {
  type: "aws:apigateway/basePathMapping:BasePathMapping",
  name: "mapping",
  inputs: { domainName: "ingest.example.com", restApi: awsAssigns("a1b2c3"), stageName: "dev" },
  edges: { restApi: ["api"] },
};
const OFF =
  "disableExecuteApiEndpoint is true, and no custom domain name of this stack leads to the API: every record is refused.";
const NAME = "ingest.example.com";
const domain = (inputs: object = {}): Fixture => ({
  type: "aws:apigateway/domainName:DomainName",
  name: "domain",
  inputs: { region: "eu-west-1", domainName: NAME, securityPolicy: "TLS_1_2", tags: {}, ...inputs },
  outputs: { regionalDomainName: awsAssigns("d-1.execute-api.eu-west-1.amazonaws.com") },
});
const routed = (inputs: object): Fixture => ({
  type: "aws:apigatewayv2/routingRule:RoutingRule",
  name: "rule",
  inputs: { region: "eu-west-1", domainName: NAME, priority: 1, ...inputs },
});
const to = (apiId: unknown) => ({ actions: [{ invokeApi: { apiId, stage: "dev" } }] });
const byHeader = (header: string) => ({
  conditions: [{ matchHeaders: { anyOf: { header, valueGlob: "*" } } }],
});
const record = (inputs: object, edges: Fixture["edges"] = {}): Fixture => ({
  type: "aws:route53/record:Record",
  name: "record",
  inputs: { zoneId: "Z1", name: `${NAME}.`, type: "CNAME", ttl: 60, ...inputs },
  edges,
});
const ALONE = { routingMode: "ROUTING_RULE_ONLY" };
const OTHER_API = { rule: ["leads records to another API: that one gets the key, and the records."] };
const OTHER_SERVER = {
  record: ["leads the name of the API's domain to a server that is not AWS's: that one gets the key, and the records."],
};

describeRule(restApiEndpointEnabled, {
  finds: {
    "an endpoint that is switched off": {
      stack: change("api", { disableExecuteApiEndpoint: true }),
      found: { api: [OFF] },
    },
    "a domain that goes by rules alone, of which it has none": {
      stack: plus(mapping, domain(ALONE)),
      found: {
        domain: [
          "routingMode is ROUTING_RULE_ONLY, and the stack has no rule of this domain: no record reaches the API.",
        ],
      },
    },
    "a rule that leads one stream's records to another API": {
      stack: plus(mapping, domain(), routed({ ...byHeader("streamname"), ...to("d4e5f6") })),
      found: OTHER_API,
    },
    "a rule that leads all to another API": {
      stack: plus(mapping, domain(), routed(to("d4e5f6"))),
      found: OTHER_API,
    },
    "a name that leads to another server": {
      stack: plus(mapping, domain(), record({ records: ["collector.example.org"] })),
      found: OTHER_SERVER,
    },
    "a name that is an address": {
      stack: plus(mapping, domain(), record({ type: "A", records: ["198.51.100.7"] })),
      found: OTHER_SERVER,
    },
  },
  accepts: {
    "a domain that goes by rules alone, of which one leads to the API": {
      stack: plus(mapping, domain(ALONE), {
        ...routed({ ...byHeader("streamname"), ...to(awsAssigns("a1b2c3")) }),
        edges: { actions: ["api"] },
      }),
    },
    "rules for other paths and other senders": {
      stack: plus(
        mapping,
        domain(),
        routed({ conditions: [{ matchBasePaths: { anyOfs: ["shop"] } }], ...to("d4e5f6") }),
        { ...routed({ ...byHeader("x-beta"), ...to("d4e5f6") }), name: "beta" },
      ),
    },
    "a rule of another domain": {
      stack: plus(mapping, domain(), routed({ domainName: "shop.example.com", ...to("d4e5f6") })),
    },
    "names that lead to the API, and to a distribution before it": {
      stack: plus(
        mapping,
        domain(),
        record({ records: [awsAssigns("d-1.execute-api.eu-west-1.amazonaws.com")] }, { records: ["domain"] }),
        { ...record({ records: ["d111111abcdef8.cloudfront.net."] }), name: "distribution" },
      ),
    },
    "another name, and a text of the same": {
      stack: plus(mapping, domain(), record({ name: "www.example.com", records: ["site.example.net"] }), {
        ...record({ type: "TXT", records: ["owner=data"] }),
        name: "text",
      }),
    },
    "an endpoint that is switched off for the sake of a domain name": {
      stack: [...change("api", { disableExecuteApiEndpoint: true }), mapping],
    },
    "an endpoint that is said to be on": { stack: change("api", { disableExecuteApiEndpoint: false }) },
  },
});
