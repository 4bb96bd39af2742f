import { createHash } from "node:crypto";

import { nameOf, type Place } from "../place";

/**
 * The log group of the access log. AWS asks for no name.
 * @param place whose log it is
 * @returns the group's name
 */
export const accessLogGroupName = (place: Pick<Place, "service" | "stage">): string =>
  `/aws/apigateway/${nameOf(place)}/access`;

/**
 * The log group into which API Gateway writes the execution log of a stage.
 * @param apiId the id that AWS gave the API
 * @param stageName the API's stage
 * @returns AWS's own name for it
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export const executionLogGroupName = (apiId: string, stageName: string): string =>
  `API-Gateway-Execution-Logs_${apiId}/${stageName}`;

/**
 * The namespace of what a stage's metric filters count.
 * @param place whose metrics they are
 * @returns the namespace
 */
export const metricNamespace = (place: Pick<Place, "service" | "stage">): string =>
  `aerospike-kinesis/${nameOf(place)}`;

/** Characters that X-Ray takes: https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html */
const MAX_RULE_NAME = 32;
const MAX_SERVICE_NAME = 64;
/** Hexadecimal digits that tell long names with the same beginning apart. */
const DIGITS = 8;

/**
 * The name of the X-Ray sampling rule of a stage. An account has each name once in a region.
 * @param place whose rule it is
 * @returns the stage's name; a long one is cut, and ends with digits of its hash
 */
export function samplingRuleName(place: Pick<Place, "service" | "stage">): string {
  const name = nameOf(place);
  if (name.length <= MAX_RULE_NAME) return name;
  const digits = createHash("sha256").update(name).digest("hex").slice(0, DIGITS);
  return `${name.slice(0, MAX_RULE_NAME - DIGITS - 1)}-${digits}`;
}

/**
 * What X-Ray calls a stage of API Gateway.
 * @param place whose stage it is
 * @returns `<API>/<stage>`; a long one is cut, and ends with a wildcard
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-configuring-xray-sampling-rules.html
 */
export function tracedServiceName(place: Pick<Place, "service" | "stage">): string {
  const name = `${nameOf(place)}/${place.stage}`;
  return name.length <= MAX_SERVICE_NAME ? name : `${name.slice(0, MAX_SERVICE_NAME - 1)}*`;
}
