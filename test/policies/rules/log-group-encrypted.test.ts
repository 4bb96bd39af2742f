import { logGroupEncrypted } from "../../../policies/rules/log-group-encrypted";
import { awsAssigns } from "../../support/policy";
import { change, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const own = change("log-group", { kmsKeyId: awsAssigns("arn:aws:kms:eu-west-1:123456789012:key/5f2c") });
const key = (choice: string) => ({ "log-group-encrypted": { key: choice } });

describeRule(logGroupEncrypted, {
  finds: {
    "no key where a customer's is configured": {
      stack: pipeline,
      config: key("customer"),
      found: { "log-group": ["kmsKeyId is not set; a customer's key is required."] },
    },
    "a customer's key where AWS's is configured": {
      stack: own,
      config: key("aws"),
      found: { "log-group": ["kmsKeyId is a customer's key; AWS's own is required."] },
    },
  },
  accepts: { "a customer's key where one is configured": { stack: own, config: key("customer") } },
});
