import * as apigateway from "@pulumi/aws/apigateway";
import * as cognito from "@pulumi/aws/cognito";
import * as kms from "@pulumi/aws/kms";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { INTEGRATION, mapping } from "../harness/changes";
import { Foreign, type Mine } from "../mine";
import { props, set } from "../second-round/support";
import { ACCOUNT, allow, policyOf } from "../shared";
import { fileWith, pipelineWith } from "../third-round/support";
import { attackOf } from "./support";

const enter = attackOf("enter", "who calls the method that writes is known");
const told = attackOf("told", "no answer has the caller's key");
const copy = attackOf("copy", "a copy of the connector's file is judged like the file");
const key = attackOf("key", "the writer may use the key that encrypts its stream");

const acknowledged = (text: string) => text.replace(/(http-success-status-codes:\n +)- 200/, "$1- 200\n      - 429");

/** A path for everything else, which API Gateway answers itself. */
function anyPath(b: Mine): void {
  const api = b.resource("api") as apigateway.RestApi;
  const path = new apigateway.Resource(`${b.name}-path`, {
    region: b.region,
    restApi: api.id,
    parentId: api.rootResourceId,
    pathPart: "{proxy+}",
  });
  const place = { region: b.region, restApi: api.id, resourceId: path.id, httpMethod: "ANY" };
  new apigateway.Method(`${b.name}-method`, { ...place, authorization: "NONE" });
  new apigateway.Integration(`${b.name}-integration`, {
    ...place,
    type: "MOCK",
    passthroughBehavior: "WHEN_NO_TEMPLATES",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
  });
  new apigateway.MethodResponse(`${b.name}-200`, { ...place, statusCode: "200" });
  new apigateway.IntegrationResponse(`${b.name}-200-mapping`, { ...place, statusCode: "200" });
}

export const entrances: readonly Attack[] = [
  enter("any-path", "a record under a wrong path is acknowledged, and nobody stores it", { own: true, add: anyPath }),
  enter("unknown-authorizer", "an authorizer that the stack does not have stands for the key", {
    changes: { "api-post": set({ authorization: "CUSTOM", authorizerId: "abc123", apiKeyRequired: false }) },
    at: [INTEGRATION],
  }),
  enter("who-signs-up", "whoever signs up by mail may write", {
    phase: "update",
    changes: {
      "api-post": props((given) => {
        const tags = { service: "r4", stage: "prod", "managed-by": "pulumi" };
        const pool = new cognito.UserPool("r4-enter-who-signs-up-made-pool", {
          region: "ap-south-1",
          adminCreateUserConfig: { allowAdminCreateUserOnly: false },
          tags,
        });
        const authorizer = new apigateway.Authorizer("r4-enter-who-signs-up-made-authorizer", {
          region: "ap-south-1",
          restApi: given.restApi as pulumi.Input<string>,
          name: "people",
          type: "COGNITO_USER_POOLS",
          providerArns: [pool.arn],
        });
        return { ...given, authorization: "COGNITO_USER_POOLS", authorizerId: authorizer.id, apiKeyRequired: false };
      }),
    },
    at: [INTEGRATION, "made-pool", "made-authorizer"],
  }),
  enter("any-account-that-signs", "every account of AWS can sign, and the API's policy lets in all of them", {
    changes: {
      api: set({ policy: policyOf(allow("execute-api:Invoke", "execute-api:/*", { Principal: "*" })) }),
      "api-post": set({ authorization: "AWS_IAM", apiKeyRequired: false }),
    },
    at: [INTEGRATION],
  }),
  told("multi-value", "an error sends the caller's key back, as a list", {
    changes: {
      "api-default-4xx": set({
        responseParameters: { "gatewayresponse.header.X-Caller": "method.request.multivalueheader.x-api-key" },
      }),
    },
  }),
  told("from-context", "a success sends the caller's key back", {
    changes: {
      "api-post-200": set({ responseParameters: { "method.response.header.X-Caller": false } }),
      [mapping(200)]: set({ responseParameters: { "method.response.header.X-Caller": "context.identity.apiKey" } }),
    },
  }),
  copy("cluster-data", "a copy in a cluster's Secret, in Base64 as Kubernetes wants it, takes refused records", {
    add: (b) =>
      new Foreign("kubernetes:core/v1:Secret", `${b.name}-secret`, {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name: "esp" },
        data: {
          "aerospike-esp-outbound.yml": b.connectorConfig.apply((text) =>
            Buffer.from(acknowledged(text)).toString("base64"),
          ),
        },
      }),
  }),
  copy("nested", "a copy in a parameter, as a text of another file, takes refused records", {
    add: (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "SecureString",
        value: b.connectorConfig.apply((text) => `file: |\n${acknowledged(text).replace(/^/gm, "  ")}`),
        tags: b.tags,
      }),
  }),
  copy("no-address", "the file has no address, and no record leaves Aerospike", {
    phase: "update",
    changes: { "connector-version": fileWith((text) => text.replace(/urls:\n +- [^\n]+/, "urls: []")) },
    at: [INTEGRATION],
  }),
  key("by-alias", "the stream's key has an alias, and the writer may not use it", {
    at: ["access-policy", "access-role", INTEGRATION],
    changes: {
      stream: props((given) => {
        const made = new kms.Key(
          "r4-key-by-alias-made-key",
          {
            region: "ap-south-1",
            enableKeyRotation: true,
            deletionWindowInDays: 30,
            tags: given.tags as Record<string, string>,
          },
          { protect: true },
        );
        const alias = new kms.Alias("r4-key-by-alias-made-alias", {
          region: "ap-south-1",
          name: "alias/orders",
          targetKeyId: made.keyId,
        });
        return { ...given, kmsKeyId: alias.arn };
      }),
    },
    phase: "update",
  }),
  key("of-other-account", "the role may write to the stream of that name in another account", {
    phase: "update",
    changes: {
      "access-policy": set({
        policy: policyOf(
          allow("kinesis:PutRecord", "arn:aws:kinesis:ap-south-1:999988887777:stream/r4-key-of-other-account"),
        ),
      }),
    },
    at: [INTEGRATION],
  }),
  key("late-region", "the stream's region is known at the update: another one", {
    phase: "update",
    changes: { stream: set({ region: pulumi.output("").apply(() => "us-east-1") }) },
  }),
  key("denied-to-writer", "the key's policy denies the writer what Kinesis asks in its name", {
    phase: "update",
    add: (b) => {
      const made = new kms.Key(
        `${b.name}-kms`,
        {
          region: b.region,
          enableKeyRotation: true,
          deletionWindowInDays: 30,
          policy: policyOf(allow("kms:*", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } }), {
            Effect: "Deny",
            Principal: { AWS: "*" },
            Action: "kms:GenerateDataKey*",
            Resource: "*",
            Condition: { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/${b.name}-writer` } },
          }),
          tags: b.tags,
        },
        { protect: true },
      );
      return pipelineWith(b, {
        streams: [{ name: b.name }],
        changes: {
          "access-role": set({ name: `${b.name}-writer` }),
          [`stream-${b.name}`]: set({ kmsKeyId: made.arn }),
        },
      });
    },
  }),
];
