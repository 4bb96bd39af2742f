import { partitionOf } from "../../arn";
import type { Assume } from "../../assumptions/assumptions";
import { AssumeRoleDenied, type IntegrationBackend } from "../../backend";
import type { HttpResponse } from "../../http-response";
import type { IntegrationTarget } from "../../service";
import { badRequest } from "../errors";
import type { IntegrationInputs } from "../inputs/integration";
import type { IntegrationResponseInputs } from "../inputs/integration-response";
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

type IntegrationTargets = ReadonlyMap<string, Pick<IntegrationTarget, "targetPrefix">>;

/** The action that an integration of type AWS calls. */
interface Action {
  readonly region: string;
  readonly service: string;
  readonly action: string;
  /** The header `X-Amz-Target`, e.g. `Kinesis_20131202.PutRecord`. */
  readonly target: string;
}

const ACTION_URI = /^arn:([\w-]+):apigateway:([a-z0-9-]+):([a-z0-9-]+):action\/(\w+)$/;

/**
 * Prepares a method's integration, so that a request does only what depends on it.
 * @param settings of the integration, of type AWS or MOCK
 * @param responses of the integration
 * @param binaryMediaTypes of the API, e.g. `application/octet-stream` or `image/*`
 * @param integrationTargets the services that it can call
 * @returns what takes a client's body to the response
 * @throws AwsError BadRequestException for a URI, credentials, template, mapping or pattern that AWS or the local AWS
 * refuses
 */
export function compileIntegration(
  settings: IntegrationInputs,
  responses: Iterable<IntegrationResponseInputs>,
  binaryMediaTypes: readonly string[],
  integrationTargets: IntegrationTargets,
): InvokeIntegration {
  const makeRequest = compileIntegrationRequest(settings);
  const makeResponse = compileIntegrationResponses(responses);
  const action = settings.type === "AWS" ? actionOf(settings, integrationTargets) : undefined;
  const { credentials: roleArn = "", timeoutMilliseconds } = settings;

  return async (body, invocation, backend, onClientGone) => {
    const isBinary = isBinaryType(invocation.request.header("content-type"), binaryMediaTypes, invocation.assume);
    const request = makeRequest(body, isBinary, invocation);
    const backendResponse =
      action === undefined
        ? mockResponse(request.body)
        : await callAction(
            backend,
            { ...action, roleArn, timeoutMilliseconds, assume: invocation.assume },
            request,
            onClientGone,
          );
    return makeResponse(backendResponse, invocation, binaryMediaTypes);
  };
}

/**
 * Reads the URI of an integration of type AWS.
 * @param settings of the integration
 * @param integrationTargets the services that it can call
 * @returns the action that it calls
 * @throws AwsError BadRequestException for a URI, region or credentials that AWS refuses or that are not modelled
 */
export function actionOf(settings: IntegrationInputs, integrationTargets: IntegrationTargets): Action {
  const { uri = "", credentials = "", integrationHttpMethod } = settings;
  const [, partition, region = "", service = "", action = ""] = ACTION_URI.exec(uri) ?? [];
  const prefix = integrationTargets.get(service)?.targetPrefix;
  if (integrationHttpMethod === undefined) throw badRequest("Enumeration value for HttpMethod must be non-empty");
  if (prefix === undefined || partition !== partitionOf(region)) {
    throw badRequest(
      `Invalid ARN specified in the request: ${uri}; modelled are ` +
        `arn:<partition>:apigateway:<region>:{${[...integrationTargets.keys()].join("|")}}:action/<action> ` +
        `(integrationTarget in packages/local-aws/src/${service || "<service>"}/index.ts)`,
    );
  }
  if (!/^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(credentials)) {
    throw badRequest(
      `credentials: expected a role's ARN, the only credentials that are modelled, got "${credentials}"`,
    );
  }
  return { region, service, action, target: `${prefix}.${action}` };
}

interface ActionCall extends Action {
  readonly roleArn: string;
  readonly timeoutMilliseconds: number;
  readonly assume: Assume;
}

async function callAction(
  backend: IntegrationBackend,
  { target, timeoutMilliseconds, assume, ...call }: ActionCall,
  { headers, body }: IntegrationRequest,
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
    throw signal.aborted ? (signal.reason as Error) : toGatewayError(error, call.roleArn, assume);
  } finally {
    clearTimeout(timeout);
  }
}

/**
 * A role that cannot be assumed is 500 (seen in the wild); a backend that cannot be reached is INTEGRATION_FAILURE, which AWS
 * documents as 504 and which has been seen as 500 too [assumption: broken-backend].
 */
function toGatewayError(error: unknown, roleArn: string, assume: Assume): GatewayError {
  const log = error instanceof Error ? error.message : String(error);
  if (error instanceof AssumeRoleDenied) {
    // AWS's execution log ends with the role.
    const denial = `API Gateway does not have permission to assume the provided role ${roleArn}: ${log}`;
    return new GatewayError("API_CONFIGURATION_ERROR", "Internal server error", denial);
  }
  const type = assume("broken-backend") === "internal-error" ? "API_CONFIGURATION_ERROR" : "INTEGRATION_FAILURE";
  return new GatewayError(type, "Internal server error", log);
}
