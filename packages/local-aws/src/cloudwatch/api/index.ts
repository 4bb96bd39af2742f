import { z } from "zod";

import { AwsError } from "../../errors";
import type { HttpResponse } from "../../http-response";
import { answerJson, parseInput } from "../../json-request";
import { errorResponse } from "../../json-response";
import type { SdkApi } from "../../service";
import type { CloudWatch } from "../state";
import {
  describeAlarmHistory,
  DescribeAlarmHistoryInput,
  describeAlarms,
  DescribeAlarmsInput,
} from "./describe-alarms";
import { listMetrics, ListMetricsInput } from "./list-metrics";
import { getMetricData, GetMetricDataInput, getMetricStatistics, GetMetricStatisticsInput } from "./metric-data";

const JSON_1_0 = "application/x-amz-json-1.0";

/** Answers one action with the members of its answer. */
type Act = (cloudWatch: CloudWatch, region: string, body: Buffer) => object;

const GetDashboardInput = z.strictObject({ DashboardName: z.string() });

const ACTIONS: Readonly<Record<string, Act>> = {
  DescribeAlarms: (cloudWatch, region, body) => describeAlarms(cloudWatch, region, read(DescribeAlarmsInput, body)),
  DescribeAlarmHistory: (cloudWatch, region, body) =>
    describeAlarmHistory(cloudWatch, region, read(DescribeAlarmHistoryInput, body)),
  GetDashboard: (cloudWatch, _region, body) => getDashboard(cloudWatch, read(GetDashboardInput, body).DashboardName),
  GetMetricData: ({ metrics }, region, body) => getMetricData(metrics, region, read(GetMetricDataInput, body)),
  GetMetricStatistics: ({ metrics }, region, body) =>
    getMetricStatistics(metrics, region, read(GetMetricStatisticsInput, body)),
  ListMetrics: ({ metrics }, region, body) => listMetrics(metrics, region, read(ListMetricsInput, body)),
};

/**
 * The CloudWatch API for SDKs: what reads alarms, metrics and dashboards. It speaks AWS's JSON protocol 1.0, as the AWS
 * SDK for JavaScript does since 2025; older SDKs speak another protocol.
 * @param cloudWatch of the account
 * @returns the API
 */
export const cloudWatchApi = (cloudWatch: CloudWatch): SdkApi => ({
  targetPrefix: "GraniteServiceVersion20100801",
  call: ({ region, action, body }) => Promise.resolve(respond(cloudWatch, region, action, body)),
});

function respond(cloudWatch: CloudWatch, region: string, action: string, body: Buffer): HttpResponse {
  const act = (): object => {
    const known = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (known !== undefined) return known(cloudWatch, region, body);
    const names = Object.keys(ACTIONS).join(", ");
    throw new AwsError("UnknownOperationException", `the local AWS takes of CloudWatch only ${names}, got ${action}`);
  };
  return asJson10(answerJson(act, (error) => withQueryError(errorResponse(error), error)));
}

const read = <Input>(schema: z.ZodType<Input>, body: Buffer): Input => parseInput(schema, body, "ValidationError");

/** "They have no region": a dashboard of any region is found. */
function getDashboard({ dashboards, accountId }: CloudWatch, name: string): object {
  const found = dashboards.regions().flatMap((region) => dashboards.get(region, name) ?? []);
  const [dashboard] = found;
  if (dashboard === undefined) {
    throw new AwsError("DashboardNotFoundError", `Dashboard ${name} does not exist`, 404);
  }
  return {
    DashboardArn: `arn:aws:cloudwatch::${accountId}:dashboard/${name}`,
    DashboardBody: dashboard.dashboardBody,
    DashboardName: name,
  };
}

const asJson10 = ({ headers, ...response }: HttpResponse): HttpResponse => ({
  ...response,
  headers: { ...headers, "content-type": JSON_1_0 },
});

/** The names that errors had in the protocol before; SDKs read them from this header and show them. */
const QUERY_CODES: Readonly<Record<string, string>> = {
  DashboardNotFoundError: "ResourceNotFound",
  InvalidParameterCombinationException: "InvalidParameterCombination",
  InvalidParameterValueException: "InvalidParameterValue",
};

function withQueryError(response: HttpResponse, { type }: AwsError): HttpResponse {
  const code = QUERY_CODES[type] ?? type;
  return { ...response, headers: { ...response.headers, "x-amzn-query-error": `${code};Sender` } };
}
