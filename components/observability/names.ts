import type { Place } from "../place";

/** The name of what a stage has once in a region: its API, its topic. The names of its alarms begin with it. */
export const nameOf = ({ service, stage }: Pick<Place, "service" | "stage">): string => `${service}-${stage}`;

/** The log group of the access log. API Gateway and CloudWatch ask for no name of their own. */
export const accessLogGroupName = (place: Pick<Place, "service" | "stage">): string =>
  `/aws/apigateway/${nameOf(place)}/access`;

/**
 * The log group into which API Gateway writes the execution log of a stage.
 * @param apiId the id that AWS gave the API
 * @param stageName the API's stage
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export const executionLogGroupName = (apiId: string, stageName: string): string =>
  `API-Gateway-Execution-Logs_${apiId}/${stageName}`;

/** The namespace of what a stage's metric filters count. */
export const metricNamespace = (place: Pick<Place, "service" | "stage">): string =>
  `aerospike-kinesis/${nameOf(place)}`;
