import { resourceRule } from "../pack/rule";
import { listAt, property, valueAt } from "../read/resource";
import { awsType } from "../read/types";

export const methodSettingsNoDataTrace = resourceRule({
  name: "method-settings-no-data-trace",
  description: "Execution logs hold no bodies.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Leave dataTraceEnabled out, or set it to false.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
  tags: ["apigateway", "security", "secrets"],
  types: [awsType.methodSettings, awsType.httpApiStage],
  checks: [
    (settings) =>
      valueAt(settings, "settings.dataTraceEnabled") === true
        ? "settings.dataTraceEnabled is true: headers and the records themselves are written into the log."
        : undefined,
    // Routes of a WebSocket API have the same.
    (stage) =>
      valueAt(stage, "defaultRouteSettings.dataTraceEnabled") === true
        ? "defaultRouteSettings.dataTraceEnabled is true: the records themselves are written into the log."
        : undefined,
    (stage) =>
      listAt(stage, "routeSettings").some((route) => property(route, "dataTraceEnabled") === true)
        ? "dataTraceEnabled of routeSettings is true: the records themselves are written into the log."
        : undefined,
  ],
});
