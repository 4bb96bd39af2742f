import { iamNoUsers } from "../../../policies/rules/iam-no-users";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(iamNoUsers, {
  finds: {
    "a user": {
      stack: plus({ type: "aws:iam/user:User", name: "user", inputs: {} }),
      found: { user: ["is an IAM User: its credentials last until somebody removes them."] },
    },
    "an access key": {
      stack: plus({ type: "aws:iam/accessKey:AccessKey", name: "access-key", inputs: { user: "someone" } }),
      found: { "access-key": ["is an IAM AccessKey: its credentials last until somebody removes them."] },
    },
  },
  accepts: { "a group": { stack: plus({ type: "aws:iam/group:Group", name: "group", inputs: {} }) } },
});
