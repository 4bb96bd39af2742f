import { z } from "zod";

import { AwsError } from "../../errors";
import type { HttpResponse } from "../../http-response";
import { errorResponse, successResponse } from "../../json-response";
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
type Act = (cloudWatch: CloudWatch, region: string, input: unknown) => object;

const GetDashboardInput = z.strictObject({ DashboardName: z.string() });

const ACTIONS: Readonly<Record<string, Act>> = {
  DescribeAlarms: (cloudWatch, region, input) => describeAlarms(cloudWatch, region, read(DescribeAlarmsInput, input)),
  DescribeAlarmHistory: (cloudWatch, region, input) =>
    describeAlarmHistory(cloudWatch, region, read(DescribeAlarmHistoryInput, input)),
  GetDashboard: (cloudWatch, _region, input) => getDashboard(cloudWatch, read(GetDashboardInput, input).DashboardName),
  GetMetricData: ({ metrics }, region, input) => getMetricData(metrics, region, read(GetMetricDataInput, input)),
  GetMetricStatistics: ({ metrics }, region, input) =>
    getMetricStatistics(metrics, region, read(GetMetricStatisticsInput, input)),
  ListMetrics: ({ metrics }, region, input) => listMetrics(metrics, region, read(ListMetricsInput, input)),
};

/**
 * The CloudWatch API for SDKs: what reads alarms, metrics and dashboards. It speaks AWS's JSON protocol 1.0, as the AWS
 * SDK for JavaScript does since 2025; older SDKs speak another protocol.
 *
 * @param cloudWatch of the account
 * @returns the API
 */
export const cloudWatchApi = (cloudWatch: CloudWatch): SdkApi => ({
  targetPrefix: "GraniteServiceVersion20100801",
  call: ({ region, action, body }) => Promise.resolve(respond(cloudWatch, region, action, body)),
});

function respond(cloudWatch: CloudWatch, region: string, action: string, body: Buffer): HttpResponse {
  try {
    const act = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
    if (act === undefined) {
      const known = Object.keys(ACTIONS).join(", ");
      throw new AwsError("UnknownOperationException", `the local AWS takes of CloudWatch only ${known}, got ${action}`);
    }
    const input: unknown = JSON.parse(body.toString());
    return asJson10(successResponse(act(cloudWatch, region, input)));
  } catch (error) {
    if (error instanceof SyntaxError) return asJson10(errorResponse(new AwsError("SerializationException", "")));
    if (error instanceof AwsError) return withQueryError(asJson10(errorResponse(error)), error);
    throw error;
  }
}

function read<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`);
  throw new AwsError("ValidationError", problems.join("; "));
}

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
