import { AwsError } from "../../errors";
import type { HttpResponse } from "../../http-response";
import { answerJson, parseInput } from "../../json-request";
import type { SdkApi, SdkCall } from "../../service";
import { describeLogGroups, describeLogStreams } from "./describe";
import { DescribeLogGroupsInput, DescribeLogStreamsInput, FilterLogEventsInput, GetLogEventsInput } from "./inputs";
import type { LogGroup } from "./log-group";
import type { LogStore } from "./log-store";
import { filterLogEvents, getLogEvents } from "./read-events";

const INVALID = "InvalidParameterException";

/**
 * The API of CloudWatch Logs: what reads log groups, log streams and their events.
 * @param logs of the account
 * @returns the API
 */
export const cloudWatchLogsApi = (logs: LogStore): SdkApi => ({
  targetPrefix: "Logs_20140328",
  call: (call) => Promise.resolve(callCloudWatchLogs(logs, call)),
});

function callCloudWatchLogs(logs: LogStore, { region, action, body }: SdkCall): HttpResponse {
  const groupOf = (named: { readonly logGroupName?: string; readonly logGroupIdentifier?: string }): LogGroup =>
    logs.getGroup(region, groupNameIn(named));
  return answerJson(() => {
    switch (action) {
      case "DescribeLogGroups":
        return describeLogGroups(logs, region, parseInput(DescribeLogGroupsInput, body, INVALID));
      case "DescribeLogStreams": {
        const input = parseInput(DescribeLogStreamsInput, body, INVALID);
        return describeLogStreams(logs, groupOf(input), input);
      }
      case "GetLogEvents": {
        const input = parseInput(GetLogEventsInput, body, INVALID);
        return getLogEvents(logs, groupOf(input), input);
      }
      case "FilterLogEvents": {
        const input = parseInput(FilterLogEventsInput, body, INVALID);
        return filterLogEvents(logs, groupOf(input), input);
      }
      default:
        throw new AwsError(
          "UnknownOperationException",
          `the local AWS does not take CloudWatch Logs' ${action}: if AWS does, add it in packages/local-aws/src/cloudwatch/logs/api.ts`,
        );
    }
  });
}

/** Exactly one of the two is given; the second may be an ARN. */
function groupNameIn(named: { readonly logGroupName?: string; readonly logGroupIdentifier?: string }): string {
  const { logGroupName, logGroupIdentifier } = named;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw new AwsError(INVALID, "Exactly one of logGroupName and logGroupIdentifier must be given.");
  }
  return logGroupName ?? /:log-group:([^:]+)/.exec(logGroupIdentifier ?? "")?.[1] ?? logGroupIdentifier ?? "";
}
