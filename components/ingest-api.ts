import { Deployment } from "@pulumi/aws/apigateway/deployment";
import { Resource } from "@pulumi/aws/apigateway/resource";
import { Response } from "@pulumi/aws/apigateway/response";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { Stage } from "@pulumi/aws/apigateway/stage";
import * as pulumi from "@pulumi/pulumi";

import type { Settings } from "../config/settings";
import { fingerprint } from "./api/fingerprint";
import { createMethod } from "./api/method";
import type { ApiModel } from "./api/model";
import { accountOf } from "./arn";
import { ACCESS_LOG_FORMAT } from "./observability/access-log-format";
import { readLogRole, writesLogs } from "./observability/log-role";
import { createMethodSettings } from "./observability/method-settings";
import { createSamplingRule } from "./observability/sampling-rule";
import { createStageLogs } from "./observability/stage-logs";
import { nameOf, type Place, tagsOf } from "./place";

export interface IngestApiArgs {
  readonly place: Place;
  readonly model: ApiModel;
  readonly healthCheckThrottle: Settings["api"]["healthCheckThrottle"];
  readonly observability: Settings["observability"];
  /** The role that API Gateway assumes to call PutRecord. */
  readonly roleArn: pulumi.Input<string>;
  /** Whether Pulumi refuses to delete the API. Its id is in every connector's URL. */
  readonly protect: boolean;
}

/** The REST API that takes the connector's POSTs, deployed to one stage. */
export class IngestApi extends pulumi.ComponentResource {
  readonly apiId: pulumi.Output<string>;
  readonly stageName: pulumi.Output<string>;
  /** The role with which API Gateway writes logs; undefined if the stage writes none. */
  readonly logRoleArn: pulumi.Output<string | undefined> | undefined;
  /** The URL that the connector posts to. */
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: IngestApiArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aerospike-kinesis:index:IngestApi", name, {}, opts);
    const { place, model, roleArn, protect, observability, healthCheckThrottle } = args;
    const { stage: stageName, region } = place;
    const child = { parent: this };

    const api = new RestApi(
      name,
      {
        // CloudWatch's metrics have this name, so two stages in one region must not share it.
        name: nameOf(place),
        description: `Aerospike change notifications of ${nameOf(place)} to Kinesis`,
        region,
        endpointConfiguration: { types: "REGIONAL" },
        securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
        endpointAccessMode: "STRICT",
        binaryMediaTypes: [...model.binaryMediaTypes],
        tags: tagsOf(place),
      },
      { ...child, protect },
    );
    const resource = new Resource(
      `${name}-resource`,
      { region, restApi: api.id, parentId: api.rootResourceId, pathPart: model.path },
      child,
    );
    const methods = model.methods.flatMap((method) =>
      createMethod(
        `${name}-${method.httpMethod.toLowerCase()}`,
        {
          region,
          restApi: api.id,
          resourceId: resource.id,
          model: method,
          backend: { uri: (action) => actionUri(api.arn, region, action), roleArn },
        },
        child,
      ),
    );
    const gatewayResponses = model.gatewayResponses.map(
      (response) =>
        new Response(
          `${name}-${response.responseType.toLowerCase().replace("_", "-")}`,
          { region, restApiId: api.id, ...response },
          child,
        ),
    );
    const deployment = new Deployment(
      `${name}-deployment`,
      // The role is a trigger, too: a deployment keeps using the role that it was created with, even if that role is
      // deleted.
      { region, restApi: api.id, triggers: { model: fingerprint(model), role: roleArn } },
      { ...child, dependsOn: [...methods, ...gatewayResponses] },
    );
    const logs = createStageLogs(name, { place, apiId: api.id, observability }, child);
    const logGroups = [logs.access, logs.execution].filter((group) => group !== undefined);
    const samplingRule = observability.tracing ? createSamplingRule(`${name}-sampling-rule`, place, child) : undefined;
    const stage = new Stage(
      `${name}-stage`,
      {
        region,
        restApi: api.id,
        deployment: deployment.id,
        stageName,
        ...(logs.access && { accessLogSettings: { destinationArn: logs.access.arn, format: ACCESS_LOG_FORMAT } }),
        xrayTracingEnabled: observability.tracing,
        tags: tagsOf(place),
      },
      { ...child, dependsOn: [...logGroups, ...(samplingRule ? [samplingRule] : [])] },
    );
    createMethodSettings(
      name,
      { region, restApi: api.id, stage, path: model.path, healthCheckThrottle, observability },
      { ...child, dependsOn: logGroups },
    );

    this.apiId = api.id;
    this.stageName = stage.stageName;
    this.logRoleArn = writesLogs(observability) ? readLogRole(`${name}-log-role`, region, child) : undefined;
    this.endpoint = pulumi.interpolate`${stage.invokeUrl}/${resource.pathPart}`;
    this.registerOutputs({ apiId: this.apiId, stageName: this.stageName, endpoint: this.endpoint });
  }
}

/** The URI of an action. Its partition (aws, aws-cn, aws-us-gov) is that of the API's own ARN. */
const actionUri = (apiArn: pulumi.Output<string>, region: string, action: string): pulumi.Output<string> =>
  apiArn.apply((arn) => `arn:${accountOf(arn).partition}:apigateway:${region}:${action}`);
