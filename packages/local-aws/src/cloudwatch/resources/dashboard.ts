import { partitionOf } from "../../arn";
import type { MemoryModel } from "../../memory-model";
import type { Properties } from "../../resource";
import { refuseDashboardBody } from "../dashboard-body";
import { DashboardInputs } from "../inputs/dashboard";
import type { CloudWatch } from "../state";

/**
 * `aws:cloudwatch/dashboard:Dashboard`
 *
 * @param cloudWatch of the account
 * @returns the model
 */
export function dashboardModel({ accountId, dashboards }: CloudWatch): MemoryModel<DashboardInputs> {
  const outputsOf = (inputs: DashboardInputs): Properties => ({
    ...inputs,
    dashboardArn: `arn:${partitionOf(inputs.region)}:cloudwatch::${accountId}:dashboard/${inputs.dashboardName}`,
  });
  const put = (inputs: DashboardInputs): Properties => {
    refuseDashboardBody(inputs.dashboardBody);
    dashboards.set(inputs.region, inputs.dashboardName, inputs);
    return outputsOf(inputs);
  };
  return {
    type: "aws:cloudwatch/dashboard:Dashboard",
    inputs: DashboardInputs,
    replaceOn: ["dashboardName"],
    importId: "dashboardName",
    idOf: ({ dashboardName }) => String(dashboardName),
    computed: ["dashboardArn"],
    create: (inputs) => ({ id: inputs.dashboardName, outputs: put(inputs) }),
    read: (id, known) => {
      const found = dashboards.get(String(known.region), id);
      return found && outputsOf(found);
    },
    update: (_id, inputs) => put(inputs),
    delete: (id, known) => {
      dashboards.delete(String(known.region), id);
    },
  };
}
