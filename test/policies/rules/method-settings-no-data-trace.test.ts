import { methodSettingsNoDataTrace } from "../../../policies/rules/method-settings-no-data-trace";
import { change, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const stage = (inputs: Readonly<Record<string, unknown>>) =>
  plus({ type: "aws:apigatewayv2/stage:Stage", name: "websocket", inputs: { region: "eu-west-1", ...inputs } });

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
    "bodies in the log of a WebSocket API": {
      stack: stage({ defaultRouteSettings: { dataTraceEnabled: true } }),
      found: {
        websocket: ["defaultRouteSettings.dataTraceEnabled is true: the records themselves are written into the log."],
      },
    },
    "bodies in the log of a route": {
      stack: stage({ routeSettings: [{ routeKey: "put", dataTraceEnabled: true }] }),
      found: {
        websocket: ["dataTraceEnabled of routeSettings is true: the records themselves are written into the log."],
      },
    },
  },
  accepts: {
    "routes that say nothing of it": { stack: stage({ routeSettings: [{ routeKey: "put", loggingLevel: "ERROR" }] }) },
    "settings that do not mention it": { stack: change("method-settings", { "settings.dataTraceEnabled": undefined }) },
  },
});
