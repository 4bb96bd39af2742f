import type { Place } from "../place";

/**
 * The name of what a stage has once in a region, such as its API. The names of its alarms begin with it.
 * @param place whose name it is
 * @returns `<service>-<stage>`
 */
export const nameOf = (place: Pick<Place, "service" | "stage">): string => `${place.service}-${place.stage}`;

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
