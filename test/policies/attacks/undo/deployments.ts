import { Deployment } from "@pulumi/aws/apigateway/deployment";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { Stage } from "@pulumi/aws/apigateway/stage";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

import { INTEGRATION } from "../build/changes";
import { r2Undo } from "../build/kinds";
import { pipelineWith } from "../build/pipelines";
import { undoAttack, withOptions, withProps } from "../build/undo";
import type { Attack, Target } from "../harness/attack";

const LIVE = "The stage serves the deployment of this stack, with all that the program says.";

/** Takes what a deployment waits for out of its options. */
const withoutDependencies =
  (without: (name: string) => boolean) =>
  ({ change }: Target) => {
    change("api-deployment", {}, (given) => ({
      ...given,
      dependsOn: (given.dependsOn as CustomResourceOptions["dependsOn"] & { __name?: string }[]).filter(
        (resource) => !without(nameOf(resource)),
      ),
    }));
  };

/** SDK's own name of a resource that is not registered yet. */
const nameOf = (resource: object): string => (resource as { readonly __name?: string }).__name ?? "";

/** Which deployment the stage serves. */
export const deployments: readonly Attack[] = [
  r2Undo("waits-for-another-api", "the deployment waits for another API, and holds whatever is there", {
    add: (b) =>
      pipelineWith(b, {
        streams: [{ name: b.name }],
        changes: {
          "api-deployment": {
            options: (given) => ({ ...given, dependsOn: [b.resource("api-post"), b.resource(INTEGRATION)] }),
          },
        },
      }),
  }),
  undoAttack("stage-on-literal-deployment", LIVE, withProps("api-stage", { deployment: "d1e2f3" })),
  undoAttack("stage-on-deployment-of-other-api", LIVE, ({ change }) => {
    change("api-stage", (given) => {
      const tags = { service: "other", stage: "prod", "managed-by": "pulumi" };
      const name = "undo-stage-on-deployment-of-other-api";
      const api = new RestApi(
        `${name}-other-api`,
        {
          region: "ap-south-1",
          endpointConfiguration: { types: "REGIONAL" },
          securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
          endpointAccessMode: "STRICT",
          tags,
        },
        { protect: true },
      );
      const other = new Deployment(`${name}-other-deployment`, {
        region: "ap-south-1",
        restApi: api.id,
        triggers: { model: "1" },
      });
      return { ...given, deployment: other.id };
    });
  }),
  undoAttack(
    "stage-on-bare-deployment",
    LIVE,
    ({ change }) => {
      change("api-stage", (given) => ({
        ...given,
        deployment: new Deployment("undo-stage-on-bare-deployment-bare", {
          region: "ap-south-1",
          restApi: given.restApi as Input<string>,
          triggers: { model: "1" },
        }).id,
      }));
    },
    { at: ["bare"] },
  ),
  undoAttack(
    "canary-literal",
    LIVE,
    withProps("api-stage", { canarySettings: { deploymentId: "d1e2f3", percentTraffic: 50 } }),
  ),
  undoAttack("canary-all-traffic", LIVE, ({ change }) => {
    change("api-stage", (given) => ({
      ...given,
      canarySettings: { deploymentId: given.deployment, percentTraffic: 100, useStageCache: true },
    }));
  }),
  undoAttack("canary-stage-variables", LIVE, ({ change }) => {
    change("api-stage", (given) => ({
      ...given,
      canarySettings: {
        deploymentId: given.deployment,
        percentTraffic: 10,
        stageVariableOverrides: { stream: "other" },
      },
    }));
  }),
  undoAttack("second-stage", "Every way to the stream is the stage with its plan.", ({ add }) => {
    add(
      "second",
      (name, { region, pipeline, resource, tags }) =>
        new Stage(name, {
          region,
          restApi: pipeline.apiId,
          deployment: resource("api-deployment").id,
          stageName: "old",
          tags,
        }),
    );
  }),
  undoAttack("triggers-empty", LIVE, withProps("api-deployment", { triggers: {} })),
  undoAttack(
    "triggers-of-ids-only",
    LIVE,
    ({ change }) => {
      change("api-deployment", (given) => ({ ...given, triggers: { api: given.restApi } }));
    },
    { phase: "update" },
  ),
  undoAttack("deployment-waits-for-nothing", LIVE, withOptions("api-deployment", { dependsOn: [] })),
  undoAttack(
    "deployment-before-mappings",
    LIVE,
    withoutDependencies((name) => name.endsWith("-mapping")),
  ),
  undoAttack(
    "deployment-before-503-mapping",
    LIVE,
    withoutDependencies((name) => name.endsWith("503-mapping")),
  ),
  undoAttack(
    "deployment-before-integration",
    LIVE,
    withoutDependencies((name) => name.endsWith("post-integration")),
  ),
  undoAttack(
    "deployment-before-gateway",
    LIVE,
    withoutDependencies((name) => name.endsWith("-throttled")),
  ),
  undoAttack(
    "deployment-before-method",
    LIVE,
    withoutDependencies((name) => name.endsWith("api-post")),
  ),
];
