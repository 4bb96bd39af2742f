import { createHash } from "node:crypto";

import { logDestinationOf } from "../access-log-format";
import { logRoleArnOf } from "../log-role";
import type { ApiGateway, Stage } from "../state";
import { compileAccessLogFormat } from "./access-log";
import { executionLogLines } from "./execution-log";
import { methodSettingsOf } from "./method-settings";
import type { Outcome } from "./outcome";
import type { ReceivedRequest } from "./receive-request";

type AccessLogSettings = NonNullable<Stage["settings"]["accessLogSettings"]>;

/** Writes what the stage's settings want logged of a request; nothing where the region has no role for it. */
export type WriteLogs = (received: ReceivedRequest, outcome: Outcome) => void;

/**
 * Creates what writes access logs and execution logs to CloudWatch Logs.
 * @param gateway its stages, its role for logs, and where logs are kept
 * @returns what writes the logs of a request
 */
export function createLogWriter(gateway: ApiGateway): WriteLogs {
  const formats = new WeakMap<AccessLogSettings, ReturnType<typeof compileAccessLogFormat>>();
  const formatOf = (settings: AccessLogSettings): ReturnType<typeof compileAccessLogFormat> => {
    const format = formats.get(settings) ?? compileAccessLogFormat(settings.format);
    formats.set(settings, format);
    return format;
  };
  return (received, outcome) => {
    const stage = received.stage?.stage;
    if (stage === undefined || logRoleArnOf(gateway, stage.settings.region) === "") return;
    const { accessLogSettings, region } = stage.settings;
    const { apiId, stageName } = received.address;
    const stream = streamNameOf(apiId, stageName);
    if (accessLogSettings) {
      const { region: logRegion, groupName } = logDestinationOf(accessLogSettings.destinationArn);
      const message = formatOf(accessLogSettings)(received, outcome);
      // Measured on AWS: the event has the time of the request, as $context.requestTimeEpoch.
      // https://github.com/ministryofjustice/modernisation-platform-environments/pull/3807
      gateway.logs.write(logRegion, groupName, stream, { timestamp: outcome.startedAt, message });
    }
    const { path = "" } = received.route?.resource ?? {};
    const { settings } = methodSettingsOf(stage, path, received.invocation.request.httpMethod);
    if (settings === undefined) return;
    const group = executionLogGroupOf(apiId, stageName);
    for (const message of executionLogLines(received, outcome, settings)) {
      gateway.logs.write(region, group, stream, { timestamp: outcome.endedAt, message });
    }
  };
}

/**
 * The log group of a stage's execution log.
 * @param apiId of the API
 * @param stageName of the stage
 * @returns the name, which is AWS's own
 */
const executionLogGroupOf = (apiId: string, stageName: string): string =>
  `API-Gateway-Execution-Logs_${apiId}/${stageName}`;

/** AWS's are 32 hex digits, too; which, is AWS's own. */
const streamNameOf = (apiId: string, stageName: string): string =>
  createHash("md5").update(`${apiId}/${stageName}`).digest("hex");
