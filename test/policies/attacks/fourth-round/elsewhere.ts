import * as apigateway from "@pulumi/aws/apigateway";
import * as iam from "@pulumi/aws/iam";
import * as route53 from "@pulumi/aws/route53";
import * as ssoadmin from "@pulumi/aws/ssoadmin";
import * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";

import type { Attack } from "../harness/attack";
import { INTEGRATION } from "../harness/changes";
import type { Mine } from "../mine";
import { type Body, describedApi, openPostOf, postOf } from "../openapi";
import { allow, apiOrigin, distribution, policyOf, streamArn } from "../shared";
import { fileWith } from "../third-round/support";
import { customDomain } from "./fronts";
import { attackOf } from "./support";

const leak = attackOf("leak", "the key's value is in the key and in secrets alone, in whatever encoding");
const door = attackOf("way", "every way to the stream is https, authenticated, and this API");
const writer = attackOf("person", "nothing but the API writes to its stream");
const body = attackOf("body", "the same that is seen in discrete resources");
const file = attackOf("line", "the connector's file has each record delivered whole, or sent again");

const output = (name: string, breaks: string, value: (key: string) => unknown): Attack =>
  leak(name, breaks, { outputs: { told: (b: Mine) => pulumi.unsecret(b.apiKey.apply(value)) } });
const hex = (text: string): string => Buffer.from(text).toString("hex");
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const back = (text: string): string => Array.from(text).reverse().join("");
const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0) + 13;
    return String.fromCharCode(code > (letter <= "Z" ? 90 : 122) ? code - 26 : code);
  });

const described = (name: string, breaks: string, parts: Parameters<typeof describedApi>[1]): Attack =>
  body(name, breaks, {
    add: (b) => {
      describedApi(b, parts);
    },
    otherRules: ["api-body-readable"],
  });
const changedFile = (name: string, breaks: string, change: (text: string) => string): Attack =>
  file(name, breaks, { phase: "update", changes: { "connector-version": fileWith(change) }, at: [INTEGRATION] });

export const elsewhere: readonly Attack[] = [
  output("thrice", "an output is the key in hexadecimal of ROT13 of Base64", (key) => hex(rot13(base64(key)))),
  output("codes-encoded", "an output is the codes of the key, as JSON, in Base64", (key) =>
    base64(JSON.stringify(Array.from(key, (letter) => letter.charCodeAt(0)))),
  ),
  output("percent-back", "an output is the key in percent signs, backwards, in hexadecimal", (key) =>
    hex(back(Array.from(key, (letter) => `%${hex(letter)}`).join(""))),
  ),
  leak("search-string", "a rule of a web ACL compares with the key", {
    add: (b) =>
      new wafv2.RuleGroup(`${b.name}-group`, {
        region: b.region,
        scope: "REGIONAL",
        capacity: 10,
        rules: [
          {
            name: "known",
            priority: 1,
            action: { count: {} },
            statement: {
              byteMatchStatement: {
                fieldToMatch: { singleHeader: { name: "x-api-key" } },
                searchString: b.apiKey,
                positionalConstraint: "EXACTLY",
                textTransformations: [{ priority: 0, type: "NONE" }],
              },
            },
            visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "m", sampledRequestsEnabled: false },
          },
        ],
        visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "m", sampledRequestsEnabled: false },
        tags: b.tags,
      }),
  }),
  leak("customer", "the key's value is the customer's id of the key", {
    add: (b) =>
      new apigateway.ApiKey(
        `${b.name}-key`,
        { region: b.region, customerId: b.apiKey, tags: b.tags },
        { protect: true },
      ),
  }),
  door("dns-elsewhere", "the name of the API's domain leads to another server, which gets the key", {
    own: true,
    add: (b) => {
      const domain = customDomain(b);
      return new route53.Record(`${b.name}-record`, {
        zoneId: "Z123",
        name: domain.domainName,
        type: "CNAME",
        ttl: 60,
        records: ["collector.example.org"],
      });
    },
  }),
  door("dns-half", "half of what goes to the API's domain goes to another server", {
    own: true,
    add: (b) => {
      const domain = customDomain(b);
      const record = (name: string, target: pulumi.Input<string>) =>
        new route53.Record(`${b.name}-${name}`, {
          zoneId: "Z123",
          name: "esp.example.com",
          type: "CNAME",
          ttl: 60,
          setIdentifier: name,
          weightedRoutingPolicies: [{ weight: 50 }],
          records: [target],
        });
      record("ours", domain.regionalDomainName);
      return record("theirs", "collector.example.org");
    },
  }),
  door("front-old-tls", "a distribution speaks TLS 1.0 with the API", {
    add: (b) =>
      distribution(b, {
        origin: apiOrigin(b, {
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "https-only",
            originSslProtocols: ["SSLv3", "TLSv1"],
          },
        }),
      }),
  }),
  writer("group", "a group of people may write to the stream", {
    add: (b) =>
      new iam.GroupPolicy(`${b.name}-policy`, {
        group: "developers",
        policy: policyOf(allow("kinesis:PutRecord", streamArn(b))),
      }),
  }),
  writer("signed-on", "who signs in may write to the stream", {
    add: (b) =>
      new ssoadmin.PermissionSetInlinePolicy(`${b.name}-policy`, {
        region: b.region,
        instanceArn: "arn:aws:sso:::instance/ssoins-1",
        permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
        inlinePolicy: policyOf(allow("kinesis:PutRecord", streamArn(b))),
      }),
  }),
  writer("policy-at-hand", "a policy that anybody may attach writes to the stream", {
    add: (b) =>
      new iam.Policy(`${b.name}-policy`, { policy: policyOf(allow("kinesis:PutRecords", streamArn(b))), tags: b.tags }),
  }),
  writer("attached-by-name", "a role that the stack knows by name writes to the stream", {
    add: (b) =>
      new iam.RolePolicyAttachment(`${b.name}-attachment`, {
        role: "reports",
        policyArn: new iam.Policy(`${b.name}-policy`, {
          policy: policyOf(allow("kinesis:PutRecords", streamArn(b))),
          tags: b.tags,
        }).arn,
      }),
  }),
  described("merged-post", "a merge key takes the key off the method", {
    write: (o: Body) => {
      const open = openPostOf(o);
      const get = o.paths["/kinesis"]!.get;
      return `${stringify({ "x-open": open }).replace("x-open:", "x-open: &open")}${stringify({ ...o, paths: { "/kinesis": { get, post: "MERGED" } } }).replace(/post: MERGED/, "post:\n      <<: *open")}`;
    },
  }),
  described("twice", "the document has the method twice, and the last one asks for no key", {
    write: (o: Body) =>
      JSON.stringify(o)
        .replace('"post":', `"post":${JSON.stringify(postOf(o))},"post":`)
        .replace(/("post":\{[^]*?"post":\{)"security":\[\{"api_key":\[\]\}\],/, "$1"),
  }),
  described("merges", "what is taken out of the body stays in the API", { args: { putRestApiMode: "merge" } }),
  described("unverified", "a method of the body hands records to a server whose certificate nobody verifies", {
    change: (o) => {
      o.paths["/copy"] = {
        post: {
          ...postOf(o),
          "x-amazon-apigateway-integration": {
            ...postOf(o)["x-amazon-apigateway-integration"],
            type: "http",
            uri: "https://copy.example.com/",
            tlsConfig: { insecureSkipVerification: true },
          },
        },
      };
    },
  }),
  described("plain-by-variable", "a method of the body hands records to a server over plain http", {
    change: (o) => {
      o.paths["/copy"] = {
        post: {
          ...postOf(o),
          "x-amazon-apigateway-integration": {
            ...postOf(o)["x-amazon-apigateway-integration"],
            type: "http_proxy",
            uri: "http://${stageVariables.host}/",
          },
        },
      };
    },
  }),
  described("gateway-answers", "an answer of the body to a timeout is a success", {
    change: (o) => {
      o["x-amazon-apigateway-gateway-responses"].INTEGRATION_TIMEOUT = { statusCode: 202 };
    },
  }),
  changedFile("no-format", "the file names no format, and records are in XDR's own, which nobody reads", (text) =>
    text.replace(/\nformat:\n(?: +[^\n]*\n)+/, "\n"),
  ),
  changedFile("own-authority", "the connector trusts an authority that comes with the file", (text) =>
    text.replace(
      /\n( +)urls:/,
      '\n$1tls: { trust-store: { store-file: "ca.jks", store-password-file: "ca.txt" } }\n$1urls:',
    ),
  ),
  changedFile("code-of-format", "code that nobody sees writes each record", (text) =>
    text.replace(/\nformat:\n(?: +[^\n]*\n)+/, '\nformat: { mode: custom, class: "com.example.Formatter" }\n'),
  ),
  changedFile(
    "late-batch",
    "the connector keeps records for longer than XDR waits",
    (text) => `${text.trimEnd()}\nbatching: { enabled: true, batch-interval: 60000 }\n`,
  ),
  file("in-documentation", "a version of the documentation holds the file", {
    own: true,
    add: (b) =>
      new apigateway.DocumentationVersion(`${b.name}-version`, {
        region: b.region,
        restApiId: b.pipeline.apiId,
        version: "1",
        description: b.connectorConfig,
      }),
  }),
];
