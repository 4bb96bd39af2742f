import { partitionOf } from "../../arn";
import { inRegion } from "../../in-region";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { refuseDashboardBody } from "../dashboard-body";
import { DashboardInputs } from "../inputs/dashboard";
import type { CloudWatch } from "../state";

/**
 * `aws:cloudwatch/dashboard:Dashboard`
 * @param cloudWatch of the account
 * @returns the model
 */
export function dashboardModel({ accountId, dashboards }: CloudWatch): MemoryModel<DashboardInputs> {
  const outputsOf = (inputs: DashboardInputs): Properties => ({
    ...inputs,
    dashboardArn: `arn:${partitionOf(inputs.region)}:cloudwatch::${accountId}:dashboard/${inputs.dashboardName}`,
  });
  return {
    type: "aws:cloudwatch/dashboard:Dashboard",
    inputs: DashboardInputs,
    replaceOn: ["dashboardName"],
    importId: "dashboardName",
    idOf: ({ dashboardName }) => String(dashboardName),
    computed: ["dashboardArn"],
    ...inRegion({
      kept: dashboards,
      nameOf: ({ dashboardName }) => dashboardName,
      outputsOf,
      refuse: ({ dashboardBody }) => {
        refuseDashboardBody(dashboardBody);
      },
    }),
  };
}
