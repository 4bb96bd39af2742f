import { createHash } from "node:crypto";

import { ApiKey } from "@pulumi/aws/apigateway/apiKey";
import { Deployment } from "@pulumi/aws/apigateway/deployment";
import { Resource } from "@pulumi/aws/apigateway/resource";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { Stage } from "@pulumi/aws/apigateway/stage";
import { UsagePlan } from "@pulumi/aws/apigateway/usagePlan";
import { UsagePlanKey } from "@pulumi/aws/apigateway/usagePlanKey";
import * as pulumi from "@pulumi/pulumi";

import { createPost, createVersion } from "./probe-methods";
import { SETTINGS } from "./settings";
import { ANSWER_TEMPLATE, PARAMETER, requestTemplate } from "./templates";

/** What the program says of one region. */
interface PipelineSummary {
  readonly roleArn: pulumi.Input<string>;
  readonly streams: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The media type that the probe takes as binary, and a form of it with a parameter. */
const BINARY_TYPE = "application/octet-stream";
const TYPES = ["application/json", BINARY_TYPE, `${BINARY_TYPE}; conformance=1`];

/** Which version of the probe's API is deployed, unless the settings say another. */
const FIRST_VERSION = "1";

/**
 * Creates an API beside the program's own, with the same role and stream. Its templates store what they see.
 * @param pipelines the program's output of that name, with one region
 * @returns where it is, and its key, which is secret
 * @throws Error if the program has no region or no stream
 */
export function createProbe(pipelines: Readonly<Record<string, PipelineSummary>>) {
  const [[region, pipeline] = []] = Object.entries(pipelines);
  const [streamName] = Object.keys(pipeline?.streams ?? {});
  if (region === undefined || pipeline === undefined || streamName === undefined) {
    throw new Error("the program of the ephemeral stack has no region with a stream");
  }
  const name = `${pulumi.getStack()}-probe`;
  const version = new pulumi.Config(SETTINGS).get("version") ?? FIRST_VERSION;
  const restApi = new RestApi("probe", {
    name,
    region,
    description: "Shows what mapping templates see, for npm run conformance -- --ephemeral",
    endpointConfiguration: { types: "REGIONAL" },
    securityPolicy: "TLS_1_2",
    binaryMediaTypes: [BINARY_TYPE],
  });
  const resource = new Resource("probe-resource", {
    region,
    restApi: restApi.id,
    parentId: restApi.rootResourceId,
    pathPart: `{${PARAMETER}}`,
  });
  const place = { region, restApi: restApi.id, resourceId: resource.id };
  const templates = Object.fromEntries(TYPES.map((type) => [type, requestTemplate(streamName)]));
  const methods = [
    ...createPost(place, { apiArn: restApi.arn, roleArn: pipeline.roleArn, templates, answer: ANSWER_TEMPLATE }),
    ...createVersion(place, version),
  ];
  const triggers = {
    version,
    templates: createHash("sha256")
      .update(requestTemplate(streamName) + ANSWER_TEMPLATE)
      .digest("hex"),
    role: pipeline.roleArn,
  };
  const deployment = new Deployment(
    "probe-deployment",
    { region, restApi: restApi.id, triggers },
    { dependsOn: methods },
  );
  const stage = new Stage("probe-stage", {
    region,
    restApi: restApi.id,
    deployment: deployment.id,
    stageName: "probe",
  });
  const key = new ApiKey("probe-key", { name, region });
  const plan = new UsagePlan("probe-plan", {
    name,
    region,
    apiStages: [{ apiId: restApi.id, stage: stage.stageName }],
  });
  const link = new UsagePlanKey(
    "probe-link",
    { region, keyId: key.id, keyType: "API_KEY", usagePlanId: plan.id },
    // The AWS provider repeats the key's value here without calling it a secret.
    { additionalSecretOutputs: ["value"] },
  );
  const value = pulumi.all([key.value, link.id]).apply(([opened]) => opened);
  return { url: stage.invokeUrl, key: pulumi.secret(value), stream: streamName, version };
}
