import { partitionOf } from "../../arn";
import { AssumeRoleDenied, type IntegrationBackend } from "../../backend";
import type { HttpResponse } from "../../http-response";
import { badRequest } from "../errors";
import type { IntegrationInputs, IntegrationResponseInputs } from "../inputs/api";
import { GatewayError } from "./gateway-error";
import { compileIntegrationRequest, type IntegrationRequest } from "./integration-request";
import { compileIntegrationResponses } from "./integration-response";
import type { Invocation } from "./invocation";
import { mockResponse } from "./mock";
import { isBinaryType } from "./payload";

/** Calls back, with the reason, if the client goes away before its response is sent. */
export type OnClientGone = (abandon: (reason: Error) => void) => void;

/**
 * Runs a method's integration.
 * @throws GatewayError, or the reason for which the client's answer is not needed any more
 */
export type InvokeIntegration = (
  body: Buffer,
  invocation: Invocation,
  backend: IntegrationBackend,
  onClientGone: OnClientGone,
) => Promise<HttpResponse>;

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
): InvokeIntegration {
  const makeRequest = compileIntegrationRequest(settings);
  const makeResponse = compileIntegrationResponses(responses);
  const action = settings.type === "AWS" ? actionOf(settings) : undefined;
  const { credentials: roleArn = "", timeoutMilliseconds } = settings;

  return async (body, invocation, backend, onClientGone) => {
    const isBinary = isBinaryType(invocation.request.header("content-type"), binaryMediaTypes);
    const request = makeRequest(body, isBinary, invocation);
    const answer =
      action === undefined
        ? mockResponse(request.body)
        : await callAction(backend, { ...action, roleArn }, request, timeoutMilliseconds, onClientGone);
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
        `(packages/local-aws/src/apigateway/deployed/integration.ts)`,
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
  onClientGone: OnClientGone,
): Promise<HttpResponse> {
  const ended = new AbortController();
  const { signal } = ended;
  let timeout: NodeJS.Timeout | undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    const end = (reason: Error): void => {
      ended.abort(reason);
      reject(reason);
    };
    timeout = setTimeout(() => {
      end(new GatewayError("INTEGRATION_TIMEOUT", "Endpoint request timed out"));
    }, timeoutMilliseconds);
    onClientGone(end);
  });
  try {
    const request = { ...call, headers: { ...headers, "x-amz-target": target }, body, signal };
    return await Promise.race([backend(request), aborted]);
  } catch (error) {
    throw signal.aborted ? (signal.reason as Error) : toGatewayError(error);
  } finally {
    clearTimeout(timeout);
  }
}

/**
 * A role that cannot be assumed is 500 (seen in the wild); a backend that cannot be reached is INTEGRATION_FAILURE, which AWS
 * documents as 504 and which has been seen as 500 too.
 */
function toGatewayError(error: unknown): GatewayError {
  const log = error instanceof Error ? error.message : String(error);
  if (error instanceof AssumeRoleDenied) {
    return new GatewayError("API_CONFIGURATION_ERROR", "Internal server error", log);
  }
  return new GatewayError("INTEGRATION_FAILURE", "Internal server error", log);
}
