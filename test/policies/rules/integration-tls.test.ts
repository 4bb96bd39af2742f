import { integrationTls } from "../../../policies/rules/integration-tls";
import { change, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const rest = (inputs: Readonly<Record<string, unknown>>) =>
  change("get-integration", { type: "HTTP", integrationHttpMethod: "GET", requestTemplates: undefined, ...inputs });
const http = (inputs: object) =>
  plus({
    type: "aws:apigatewayv2/integration:Integration",
    name: "http",
    inputs: { integrationType: "HTTP_PROXY", integrationMethod: "POST", ...inputs },
  });
const LISTENER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/orders/1/2";
const PLAIN = "calls a server by an address that does not begin with https://.";
const UNVERIFIED =
  "tlsConfig.insecureSkipVerification is true: whoever stands in between can read and change the records.";

describeRule(integrationTls, {
  finds: {
    "a server over plain http": { stack: rest({ uri: "http://example.com/" }), found: { "get-integration": [PLAIN] } },
    "a server that a stage variable names": {
      stack: rest({ type: "HTTP_PROXY", uri: "${stageVariables.server}/" }),
      found: { "get-integration": [PLAIN] },
    },
    "a server whose certificate nobody verifies": {
      stack: rest({ uri: "https://example.com/", tlsConfig: { insecureSkipVerification: true } }),
      found: { "get-integration": [UNVERIFIED] },
    },
    "a server of an HTTP API over plain http": {
      stack: http({ integrationUri: "http://example.com/" }),
      found: { http: [PLAIN] },
    },
    "a private server of an HTTP API over plain http": {
      stack: http({ integrationUri: LISTENER, connectionType: "VPC_LINK", connectionId: "v1" }),
      found: { http: ["tlsConfig is not set: API Gateway calls the private server over plain http."] },
    },
  },
  accepts: {
    "a server over TLS": { stack: rest({ uri: "https://example.com/" }) },
    "a server of an HTTP API over TLS": { stack: http({ integrationUri: "https://example.com/" }) },
    "a private server of an HTTP API over TLS": {
      stack: http({
        integrationUri: LISTENER,
        connectionType: "VPC_LINK",
        connectionId: "v1",
        tlsConfig: { serverNameToVerify: "example.com" },
      }),
    },
  },
});
