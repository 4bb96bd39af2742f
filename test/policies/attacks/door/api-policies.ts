import * as apigateway from "@pulumi/aws/apigateway";

import { ACCOUNT, allow, policyOf } from "../build/documents";
import { door, r2Door } from "../build/kinds";
import type { Attack } from "../harness/attack";

/** An API whose method asks for no key, and a resource policy that is said to close it. */
const policy = (name: string, breaks: string, ...statements: object[]): Attack =>
  door(`policy-${name}`, `the API's policy stands for the key, but ${breaks}`, {
    add: (b) => {
      const { name, region, tags } = b;
      const api = new apigateway.RestApi(
        `${name}-api`,
        {
          region,
          endpointConfiguration: { types: "REGIONAL" },
          securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
          endpointAccessMode: "STRICT",
          policy: policyOf(...statements),
          tags,
        },
        { protect: true },
      );
      const at = { region, restApi: api.id, resourceId: api.rootResourceId };
      const method = new apigateway.Method(`${name}-post`, { ...at, httpMethod: "POST", authorization: "NONE" });
      new apigateway.Integration(`${name}-integration`, {
        ...at,
        httpMethod: method.httpMethod,
        type: "AWS_PROXY",
        integrationHttpMethod: "POST",
        uri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${region}:${ACCOUNT}:function:orders/invocations`,
        timeoutMilliseconds: 6000,
      });
    },
  });

const anybody = { Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const open = (condition: object) => ({ Effect: "Allow", ...anybody, Condition: condition });
const closed = (condition: object) => ({ Effect: "Deny", ...anybody, Condition: condition });

/** A resource policy of an API whose method asks for no key. */
export const apiPolicies: readonly Attack[] = [
  policy(
    "two-halves",
    "two halves of the internet are all of it",
    open({ IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } }),
  ),
  policy(
    "half-internet-one",
    "half of the internet is not known callers",
    open({ IpAddress: { "aws:SourceIp": "0.0.0.0/1" } }),
  ),
  policy("all-v4", "every address is allowed", open({ IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"] } })),
  policy(
    "not-one",
    "everybody but one address is allowed",
    open({ NotIpAddress: { "aws:SourceIp": "203.0.113.7/32" } }),
  ),
  policy(
    "deny-not-all",
    "nobody is denied",
    { Effect: "Allow", ...anybody },
    closed({ NotIpAddress: { "aws:SourceIp": "0.0.0.0/0" } }),
  ),
  policy("https-only", "https says nothing about who calls", open({ Bool: { "aws:SecureTransport": "true" } })),
  policy("agent", "a caller chooses its user agent", open({ StringLike: { "aws:UserAgent": "aerospike*" } })),
  policy(
    "referer",
    "a caller chooses its referer",
    open({ StringEquals: { "aws:Referer": "https://orders.example.com/" } }),
  ),
  policy(
    "if-exists",
    "a call from the internet has no endpoint, and passes",
    open({ StringEqualsIfExists: { "aws:SourceVpce": "vpce-0a1b2c3d" } }),
  ),
  policy("any-endpoint", "an endpoint of any account is allowed", open({ StringLike: { "aws:SourceVpce": "vpce-*" } })),
  policy(
    "for-all-values",
    "an empty set passes",
    open({ "ForAllValues:StringEquals": { "aws:SourceVpce": ["vpce-0a1b2c3d"] } }),
  ),
  policy("until", "a date excludes nobody", open({ DateLessThan: { "aws:CurrentTime": "2099-01-01T00:00:00Z" } })),
  policy(
    "deny-wrong-way",
    "the endpoint that should come in is denied, and everybody else allowed",
    { Effect: "Allow", ...anybody },
    closed({ StringEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } }),
  ),
  policy(
    "deny-other-resource",
    "the denial is for another path",
    { Effect: "Allow", ...anybody },
    { ...closed({ StringNotEquals: { "aws:SourceVpce": "vpce-0a1b2c3d" } }), Resource: "execute-api:/*/GET/admin" },
  ),
  policy("not-principal", "everybody but one role is allowed", {
    Effect: "Allow",
    NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:role/x` },
    Action: "execute-api:Invoke",
    Resource: "execute-api:/*",
  }),
  r2Door("policy-denies-all", "the API's own policy refuses every record", {
    own: true,
    add: (b) =>
      new apigateway.RestApiPolicy(`${b.name}-policy`, {
        region: b.region,
        restApiId: b.pipeline.apiId,
        policy: policyOf(allow("execute-api:Invoke", "execute-api:/*", { Principal: "*" }), {
          Effect: "Deny",
          Principal: "*",
          Action: "execute-api:Invoke",
          Resource: "execute-api:/*/POST/*",
        }),
      }),
  }),
];
