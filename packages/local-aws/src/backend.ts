import type { HttpResponse } from "./http-response";

/** A call that API Gateway makes to an AWS service for an integration of type AWS, as the integration's role. */
export interface IntegrationCall {
  readonly region: string;
  /** Lower-case service name of the integration's URI, e.g. `kinesis`. */
  readonly service: string;
  /** The API action of the integration's URI, e.g. `PutRecord`. */
  readonly action: string;
  /** ARN of the role that API Gateway assumes. */
  readonly roleArn: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Aborted when the integration's timeout has passed or the client is gone. */
  readonly signal: AbortSignal;
}

/**
 * The services behind API Gateway.
 * @throws AssumeRoleDenied if the role does not exist or its trust policy does not let apigateway.amazonaws.com assume it
 */
export type IntegrationBackend = (call: IntegrationCall) => Promise<HttpResponse>;

/** API Gateway could not assume the integration's role; it answers 500 `{"message":"Internal server error"}`. */
export class AssumeRoleDenied extends Error {
  override readonly name = "AssumeRoleDenied";
}
