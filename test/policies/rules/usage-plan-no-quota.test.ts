import { usagePlanNoQuota } from "../../../policies/rules/usage-plan-no-quota";
import { awsAssigns } from "../../support/policy";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const quota = (limit: unknown) => change("plan", { quotaSettings: { limit, period: "DAY" } });

describeRule(usagePlanNoQuota, {
  finds: {
    "a daily quota": {
      stack: quota(1000000),
      found: {
        plan: [
          'quotaSettings allows 1000000 requests per "DAY": when they are used up, replication stops until the next.',
        ],
      },
    },
    "a quota whose limit is not known yet": {
      stack: quota(awsAssigns(5)),
      phases: ["preview"],
      found: {
        plan: [
          'quotaSettings allows a value not known yet requests per "DAY": when they are used up, replication stops until the next.',
        ],
      },
    },
  },
  accepts: {
    "the quota of an API that does not write to Kinesis": {
      stack: quota(5).map((fixture) =>
        fixture.name === "post-integration" ? { ...fixture, inputs: { ...fixture.inputs, type: "MOCK" } } : fixture,
      ),
      also: {
        "integration-mock-no-success on post-integration": [
          "a MOCK answers a POST with a 2xx: a connector that sends here takes records as stored that nobody stores.",
        ],
      },
    },
  },
});
