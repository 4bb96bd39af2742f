import { methodSettingsNoDataTrace } from "../../../policies/rules/method-settings-no-data-trace";
import { change } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(methodSettingsNoDataTrace, {
  finds: {
    "bodies in the log": {
      stack: change("method-settings", { "settings.dataTraceEnabled": true }),
      found: {
        "method-settings": [
          "settings.dataTraceEnabled is true: headers and the records themselves are written into the log.",
        ],
      },
    },
  },
  accepts: {
    "settings that do not mention it": { stack: change("method-settings", { "settings.dataTraceEnabled": undefined }) },
  },
});
