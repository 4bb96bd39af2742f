import { Dashboard } from "@pulumi/aws/cloudwatch/dashboard";
import * as pulumi from "@pulumi/pulumi";

import type { Settings } from "../config/settings";
import { dashboardArgs, dashboardBody } from "./observability/dashboard/body";
import { nameOf } from "./place";

/** What the dashboard shows of a region. */
export interface ShownRegion {
  readonly region: string;
  readonly sideAlarmArns: readonly pulumi.Output<string>[];
}

/**
 * The stage's dashboard, one for all regions. CloudWatch keeps the dashboards of an account in no region; the first region
 * of the stage only says whose endpoint is asked.
 * @param settings the stage's settings
 * @param regions its pipelines
 * @param name the dashboard's name in Pulumi
 * @param parent the component to which it belongs, if any
 * @returns the dashboard, or undefined if it is off
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
 */
export function createStageDashboard(
  settings: Settings,
  regions: readonly ShownRegion[],
  name = "dashboard",
  parent?: pulumi.Resource,
): Dashboard | undefined {
  const { observability } = settings;
  const [first] = regions;
  if (!observability.dashboard || first === undefined) return undefined;
  const args = dashboardArgs(settings);
  const arns = pulumi.all(regions.flatMap(({ sideAlarmArns }) => sideAlarmArns));
  return new Dashboard(
    name,
    {
      dashboardName: nameOf(settings),
      region: first.region,
      dashboardBody: pulumi.jsonStringify(arns.apply((alarmArns) => dashboardBody(args, alarmArns))),
    },
    // Another first region is a replacement with the same name: the old one deleted afterwards would take the new one with it.
    { deleteBeforeReplace: true, ...(parent && { parent }) },
  );
}
