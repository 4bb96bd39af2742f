import { usagePlanThrottle } from "../../../policies/rules/usage-plan-throttle";
import { awsAssigns } from "../../support/policy";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const lacks = (limits: string) =>
  `throttleSettings lacks ${limits}: one sender can use up what the account's APIs share.`;

describeRule(usagePlanThrottle, {
  finds: {
    "a plan without a throttle": {
      stack: change("plan", { throttleSettings: undefined }),
      found: { plan: [lacks("rateLimit and burstLimit")] },
    },
    "a plan without a burst": {
      stack: change("plan", { "throttleSettings.burstLimit": undefined }),
      found: { plan: [lacks("burstLimit")] },
    },
  },
  accepts: {
    "limits that are not known yet": {
      stack: change("plan", { throttleSettings: { rateLimit: awsAssigns(100), burstLimit: awsAssigns(50) } }),
    },
  },
});
