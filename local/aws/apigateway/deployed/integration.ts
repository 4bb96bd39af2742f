import { AssumeRoleDenied, type AwsAnswer, type IntegrationBackend } from "../../backend";
import { partitionOf } from "../../arn";
import { badRequest } from "../find";
import type { IntegrationInputs, IntegrationResponseInputs } from "../inputs/api";
import { Fault } from "./fault";
import { compileIntegrationRequest, type IntegrationRequest } from "./integration-request";
import { compileIntegrationResponses } from "./integration-response";
import type { ApiResponse, Invocation } from "./invocation";
import { mockAnswer } from "./mock";
import { isBinaryType } from "./payload";

/**
 * Runs a method's integration.
 * @param gone aborted when the client is gone
 * @throws Fault
 */
export type RunIntegration = (
  body: Buffer,
  invocation: Invocation,
  backend: IntegrationBackend,
  gone: AbortSignal,
) => Promise<ApiResponse>;

/** The action that an integration of type AWS calls. */
interface Action {
  readonly region: string;
  readonly service: string;
  readonly action: string;
  readonly target: string;
}

/** The names of services' JSON protocols, from which API Gateway makes `X-Amz-Target`. */
const TARGET_PREFIXES: Readonly<Record<string, string>> = { kinesis: "Kinesis_20131202" };

const ACTION_URI = /^arn:([\w-]+):apigateway:([a-z0-9-]+):([a-z0-9-]+):action\/(\w+)$/;

export function compileIntegration(
  settings: IntegrationInputs,
  responses: Iterable<IntegrationResponseInputs>,
  binaryMediaTypes: readonly string[],
): RunIntegration {
  const makeRequest = compileIntegrationRequest(settings);
  const makeResponse = compileIntegrationResponses(responses);
  const action = settings.type === "AWS" ? actionOf(settings) : undefined;
  const { credentials: roleArn = "", timeoutMilliseconds } = settings;

  return async (body, invocation, backend, gone) => {
    const isBinary = isBinaryType(invocation.request.header("content-type"), binaryMediaTypes);
    const request = makeRequest(body, isBinary, invocation);
    const answer =
      action === undefined
        ? mockAnswer(request.body)
        : await callAction(backend, { ...action, roleArn }, request, timeoutMilliseconds, gone);
    return makeResponse(answer, invocation, binaryMediaTypes);
  };
}

/** @throws AwsError BadRequestException for a URI, region or credentials that AWS refuses or that are not modelled */
export function actionOf(settings: IntegrationInputs): Action {
  const { uri = "", credentials = "", integrationHttpMethod } = settings;
  const [, partition, region = "", service = "", action = ""] = ACTION_URI.exec(uri) ?? [];
  const prefix = Object.hasOwn(TARGET_PREFIXES, service) ? TARGET_PREFIXES[service] : undefined;
  if (integrationHttpMethod === undefined) throw badRequest("Enumeration value for HttpMethod must be non-empty");
  if (prefix === undefined || partition !== partitionOf(region)) {
    throw badRequest(
      `Invalid ARN specified in the request: ${uri}; modelled are ` +
        `arn:<partition>:apigateway:<region>:{${Object.keys(TARGET_PREFIXES).join("|")}}:action/<action> ` +
        `(local/aws/apigateway/deployed/integration.ts)`,
    );
  }
  if (!/^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(credentials)) {
    throw badRequest(
      `credentials: expected a role's ARN, the only credentials that are modelled, got "${credentials}"`,
    );
  }
  return { region, service, action, target: `${prefix}.${action}` };
}

async function callAction(
  backend: IntegrationBackend,
  { target, ...call }: Action & { readonly roleArn: string },
  { headers, body }: IntegrationRequest,
  timeoutMilliseconds: number,
  gone: AbortSignal,
): Promise<AwsAnswer> {
  const ended = new AbortController();
  const timeout = timeLimit(timeoutMilliseconds, ended);
  const onGone = (): void => {
    ended.abort(new Fault("INTEGRATION_FAILURE", "Internal server error", "the client is gone"));
  };
  gone.addEventListener("abort", onGone, { once: true });
  try {
    const request = { ...call, headers: { ...headers, "x-amz-target": target }, body, signal: ended.signal };
    return await Promise.race([backend(request), rejection(ended.signal)]);
  } catch (error) {
    throw faultOf(error);
  } finally {
    clearTimeout(timeout);
    gone.removeEventListener("abort", onGone);
  }
}

function timeLimit(milliseconds: number, ended: AbortController): NodeJS.Timeout {
  return setTimeout(() => {
    ended.abort(new Fault("INTEGRATION_TIMEOUT", "Endpoint request timed out"));
  }, milliseconds);
}

const rejection = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });

/**
 * A role that cannot be assumed is 500 (seen in the wild); a backend that cannot be reached is INTEGRATION_FAILURE, which AWS
 * documents as 504 and which has been seen as 500 too.
 */
function faultOf(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const log = error instanceof Error ? error.message : String(error);
  if (error instanceof AssumeRoleDenied) return new Fault("API_CONFIGURATION_ERROR", "Internal server error", log);
  return new Fault("INTEGRATION_FAILURE", "Internal server error", log);
}
