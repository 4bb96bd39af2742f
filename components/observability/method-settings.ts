import { MethodSettings } from "@pulumi/aws/apigateway/methodSettings";
import type { Stage } from "@pulumi/aws/apigateway/stage";
import * as pulumi from "@pulumi/pulumi";

import type { Settings } from "../../config/settings";

export interface MethodSettingsArgs {
  readonly region: string;
  readonly restApi: pulumi.Input<string>;
  readonly stage: Stage;
  /** Last segment of the API's URL. */
  readonly path: string;
  readonly healthCheckThrottle: Settings["api"]["healthCheckThrottle"];
  readonly observability: Settings["observability"];
}

/**
 * What a stage logs and measures of all methods, and the throttle of the health check. The settings of one method take the
 * place of those of all, so both say everything. Bodies and headers are never logged.
 * @param name what the names of the resources begin with
 * @param args the stage and its settings
 * @param opts its parent, and the log group that must be there before
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_MethodSetting.html
 */
export function createMethodSettings(name: string, args: MethodSettingsArgs, opts: pulumi.CustomResourceOptions): void {
  const { region, restApi, stage, path, healthCheckThrottle, observability } = args;
  const { executionLog, alarms, dashboard } = observability;
  const place = { region, restApi, stageName: stage.stageName };
  const settings = {
    loggingLevel: executionLog ? "ERROR" : "OFF",
    dataTraceEnabled: false,
    // Alarms and dashboard look at POST alone, which only these tell apart.
    metricsEnabled: alarms.enabled || dashboard,
  };
  const all = new MethodSettings(`${name}-all-methods`, { ...place, methodPath: "*/*", settings }, opts);
  new MethodSettings(
    `${name}-health-check`,
    {
      ...place,
      methodPath: `${path}/GET`,
      settings: {
        ...settings,
        throttlingRateLimit: healthCheckThrottle.ratePerSecond,
        throttlingBurstLimit: healthCheckThrottle.burst,
      },
    },
    // One after the other: both change the stage.
    pulumi.mergeOptions(opts, { dependsOn: [all] }),
  );
}
