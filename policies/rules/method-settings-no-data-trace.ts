import { resourceRule } from "../pack/rule";
import { valueAt } from "../read/resource";
import { type } from "../read/types";

export const methodSettingsNoDataTrace = resourceRule({
  name: "method-settings-no-data-trace",
  description: "Execution logs hold no bodies.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Leave dataTraceEnabled out, or set it to false.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  tags: ["apigateway", "security", "secrets"],
  types: [type.methodSettings],
  checks: [
    (settings) =>
      valueAt(settings, "settings.dataTraceEnabled") === true
        ? "settings.dataTraceEnabled is true: headers and the records themselves are written into the log."
        : undefined,
  ],
});
