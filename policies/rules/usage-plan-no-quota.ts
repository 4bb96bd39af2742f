import { stackRule } from "../pack/rule";
import { leadsToKinesis } from "../read/api/kinesis-call";
import { opens } from "../read/api/usage-plan";
import { holdsOfSome } from "../read/judgeable";
import { isSet, showAt } from "../read/resource";
import { awsType } from "../read/types";

export const usagePlanNoQuota = stackRule({
  name: "usage-plan-no-quota",
  description: "A usage plan of an API that writes to Kinesis has no quota.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Leave quotaSettings out; limit the rate and the burst with throttleSettings.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html",
  tags: ["apigateway", "data-loss"],
  types: [awsType.usagePlan],
  checks: [
    (plan, stack) => {
      if (!isSet(plan, "quotaSettings")) return undefined;
      const apis = stack.ofType(awsType.restApi).filter((api) => opens(api, stack)(plan));
      if (!holdsOfSome(apis, (api) => leadsToKinesis(api, stack))) return undefined;
      const limit = showAt(plan, "quotaSettings.limit");
      const period = showAt(plan, "quotaSettings.period");
      return `quotaSettings allows ${limit} requests per ${period}: when they are used up, replication stops until the next.`;
    },
  ],
});
