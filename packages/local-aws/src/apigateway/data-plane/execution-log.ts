import { failureOf, integrationLatencyOf, type Outcome } from "./outcome";
import type { ReceivedRequest } from "./receive-request";

/** Longer texts are cut. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html */
const MAX_BYTES = 1024;
const CUT = " [TRUNCATED]";

/** How much of a request's execution is logged. */
export interface ExecutionLogLevel {
  readonly loggingLevel: "OFF" | "ERROR" | "INFO";
  /** Whether headers and bodies are logged, too; only at INFO. */
  readonly dataTraceEnabled: boolean;
}

/**
 * The lines of one request in its stage's execution log. At ERROR there are only those of an execution that failed;
 * what AWS writes there of a request that it refuses (403, 413, 415, 429) is not known, so there is nothing [assumption: refused-execution-log].
 * @param received the request
 * @param outcome what became of it
 * @param level how much is logged
 * @returns the lines in their order, each with the id of the request before it
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export function executionLogLines(
  received: ReceivedRequest,
  outcome: Outcome,
  { loggingLevel, dataTraceEnabled }: ExecutionLogLevel,
): readonly string[] {
  if (loggingLevel === "OFF") return [];
  const failure = failureOf(outcome);
  const completed = `Method completed with status: ${outcome.response.status}`;
  const lines =
    loggingLevel === "INFO"
      ? [...stepsOf(received, outcome, dataTraceEnabled), ...(failure === undefined ? [] : [failure]), completed]
      : failure === undefined
        ? []
        : [failure, completed];
  return lines.map((line) => cut(`(${received.requestId}) ${line}`));
}

/** What AWS writes at INFO. The key is never shown; AWS shows its last characters. */
function stepsOf(received: ReceivedRequest, outcome: Outcome, hasData: boolean): readonly string[] {
  const { requestId, extendedRequestId, address, route, invocation } = received;
  const place = `${address.apiId}/${address.stageName}`;
  const key = route?.method.apiKeyRequired === true ? "*".repeat(10) : "";
  const data = (lines: () => readonly string[]): readonly string[] => (hasData ? lines() : []);
  const { call, response } = outcome.integration;
  const { path, querystring, header } = invocation.request.parameters;
  return [
    `Extended Request Id: ${extendedRequestId}`,
    `Verifying Usage Plan for request: ${requestId}. API Key: ${key} API Stage: ${place}`,
    ...(outcome.body === undefined
      ? []
      : [
          `Usage Plan check succeeded for API Key ${key} and API Stage ${place}`,
          `Starting execution for request: ${requestId}`,
          `HTTP Method: ${invocation.request.httpMethod}, Resource Path: ${route?.resource.path ?? ""}`,
        ]),
    ...data(() => [
      `Method request path: ${mapText(path)}`,
      `Method request query string: ${mapText(querystring)}`,
      `Method request headers: ${mapText(withoutKey(header))}`,
      `Method request body before transformations: ${outcome.body?.toString() ?? ""}`,
    ]),
    ...(call === undefined
      ? []
      : [
          ...data(() => [
            `Endpoint request headers: ${mapText(call.headers)}`,
            `Endpoint request body after transformations: ${call.body.toString()}`,
          ]),
          `Sending request to https://${call.service}.${call.region}.amazonaws.com/?Action=${call.action}`,
        ]),
    ...(response === undefined
      ? []
      : [
          `Received response. Status: ${response.status}, Integration latency: ${integrationLatencyOf(outcome) ?? 0} ms`,
          ...data(() => [
            `Endpoint response headers: ${mapText(response.headers)}`,
            `Endpoint response body before transformations: ${response.body.toString()}`,
          ]),
        ]),
    ...data(() => [
      `Method response body after transformations: ${outcome.response.body.toString()}`,
      `Method response headers: ${mapText(outcome.response.headers)}`,
    ]),
    ...(outcome.error === undefined ? ["Successfully completed execution"] : []),
  ];
}

/** As AWS writes a map: `{name=value, ...}`. */
const mapText = (values: Readonly<Record<string, string>>): string =>
  `{${Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ")}}`;

const SECRET_HEADERS: ReadonlySet<string> = new Set(["authorization", "x-api-key"]);

const withoutKey = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET_HEADERS.has(name.toLowerCase()) ? "*".repeat(10) : value,
    ]),
  );

function cut(line: string): string {
  const bytes = Buffer.from(line);
  return bytes.length <= MAX_BYTES ? line : bytes.subarray(0, MAX_BYTES - CUT.length).toString() + CUT;
}
