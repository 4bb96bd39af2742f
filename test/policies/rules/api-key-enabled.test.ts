import { apiKeyEnabled } from "../../../policies/rules/api-key-enabled";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(apiKeyEnabled, {
  finds: {
    "a disabled key": {
      stack: change("key", { enabled: false }),
      found: { key: ["enabled is false: API Gateway answers 403 to whoever uses this key, and replication stops."] },
    },
  },
  accepts: { "a key that says it is enabled": { stack: change("key", { enabled: true }) } },
});
