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
    "a throttle of a single method that lets nothing through": {
      stack: change("plan", {
        apiStages: [
          {
            apiId: awsAssigns("a1b2c3"),
            stage: "dev",
            throttles: [{ path: "/kinesis/POST", rateLimit: 0, burstLimit: 5 }],
          },
        ],
      }),
      found: { plan: ["a throttle of a single method is below 1: almost every request to it is answered 429."] },
    },
    "a limit below zero": {
      stack: change("plan", { "throttleSettings.rateLimit": -1 }),
      found: { plan: ["throttleSettings.rateLimit is below 0: every request is answered 429."] },
    },
  },
  accepts: {
    "a throttle of a single method": {
      stack: change("plan", {
        apiStages: [
          {
            apiId: awsAssigns("a1b2c3"),
            stage: "dev",
            throttles: [{ path: "/kinesis/POST", rateLimit: 9, burstLimit: 5 }],
          },
        ],
      }),
    },
    "limits that are not known yet": {
      stack: change("plan", { throttleSettings: { rateLimit: awsAssigns(100), burstLimit: awsAssigns(50) } }),
    },
  },
});
