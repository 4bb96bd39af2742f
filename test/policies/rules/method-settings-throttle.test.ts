import { methodSettingsThrottle } from "../../../policies/rules/method-settings-throttle";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(methodSettingsThrottle, {
  finds: {
    "a rate and a burst of none": {
      stack: change("method-settings", { "settings.throttlingRateLimit": 0, "settings.throttlingBurstLimit": -5 }),
      found: {
        "method-settings": [
          "settings.throttlingRateLimit is 0: every request is answered 429.",
          "settings.throttlingBurstLimit is -5: every request is answered 429.",
        ],
      },
    },
    "a part of a request": {
      stack: change("method-settings", { "settings.throttlingRateLimit": 0.5 }),
      found: { "method-settings": ["settings.throttlingRateLimit is 0.5: almost every request is answered 429."] },
    },
  },
  accepts: {
    "the provider's word for no limit": {
      stack: change("method-settings", { "settings.throttlingRateLimit": -1, "settings.throttlingBurstLimit": 100 }),
    },
  },
});
