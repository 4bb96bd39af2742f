import { secretEncrypted } from "../../../policies/rules/secret-encrypted";
import { change, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/5f2c";
const own = change("secret", { kmsKeyId: KEY });
const key = (choice: string) => ({ "secret-encrypted": { key: choice } });

describeRule(secretEncrypted, {
  finds: {
    "no key where a customer's is configured": {
      stack: pipeline,
      config: key("customer"),
      found: { secret: ["kmsKeyId names no customer's key; one is required."] },
    },
    "AWS's alias where a customer's key is configured": {
      stack: change("secret", { kmsKeyId: "alias/aws/secretsmanager" }),
      config: key("customer"),
      found: { secret: ["kmsKeyId names no customer's key; one is required."] },
    },
    "a customer's key where AWS's is configured": {
      stack: own,
      config: key("aws"),
      found: { secret: ["kmsKeyId is a customer's key; AWS's own is required."] },
    },
    "a replica without a key where a customer's is configured": {
      stack: change("secret", { kmsKeyId: KEY, replicas: [{ region: "eu-west-1" }] }),
      config: key("customer"),
      found: { secret: ["replicas has one whose kmsKeyId names no customer's key; one is required."] },
    },
  },
  accepts: {
    "a replica with a customer's key where one is configured": {
      stack: change("secret", { kmsKeyId: KEY, replicas: [{ region: "eu-west-1", kmsKeyId: KEY }] }),
      config: key("customer"),
    },
    "a customer's key": { stack: own },
    "a customer's key where one is configured": { stack: own, config: key("customer") },
    "no key where AWS's is configured": { stack: pipeline, config: key("aws") },
  },
});
