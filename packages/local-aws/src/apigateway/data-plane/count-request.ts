import { createRecorders, type RecordMetric } from "../../cloudwatch/metrics/recorders";
import type { ApiGateway } from "../state";
import { methodSettingsOf } from "./method-settings";
import { integrationLatencyOf, type Outcome } from "./outcome";
import type { ReceivedRequest } from "./receive-request";

/** Adds a request to the metrics of its API. */
export type CountRequest = (received: ReceivedRequest, outcome: Outcome) => void;

/**
 * Creates what counts requests in CloudWatch: by API, by stage and, where the method's settings enable detailed metrics,
 * by method. A request that names no stage is counted nowhere.
 * @param gateway its APIs, and the account's metrics
 * @returns what counts a request
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export function createRequestCounter(gateway: ApiGateway): CountRequest {
  const recordersOf = createRecorders(gateway.metrics, "AWS/ApiGateway");
  return (received, outcome) => {
    const stage = received.stage?.stage;
    const api = gateway.restApis.get(received.address.apiId);
    if (stage === undefined || api === undefined) return;
    const { region, stageName } = stage.settings;
    // "API Gateway removes non-ASCII characters from the ApiName dimension"; a name without any other becomes the API's id.
    const ofApi = { ApiName: api.settings.name.replace(/[^\u0020-\u007e]/g, "") || api.id };
    const ofStage = { ...ofApi, Stage: stageName };
    record(recordersOf(region, ofApi), outcome);
    record(recordersOf(region, ofStage), outcome);
    const { route, invocation } = received;
    if (route === undefined) return;
    const { path } = route.resource;
    const { httpMethod } = invocation.request;
    if (methodSettingsOf(stage, path, httpMethod).settings?.metricsEnabled !== true) return;
    record(recordersOf(region, { ...ofStage, Method: httpMethod, Resource: path }), outcome);
  };
}

/** "The Average statistic represents the 4XXError error rate": each request adds 0 or 1. */
function record(add: RecordMetric, outcome: Outcome): void {
  const { response, startedAt, endedAt } = outcome;
  const hundreds = Math.floor(response.status / 100);
  add("Count", "Count", 1, endedAt);
  add("4XXError", "Count", hundreds === 4 ? 1 : 0, endedAt);
  add("5XXError", "Count", hundreds === 5 ? 1 : 0, endedAt);
  add("Latency", "Milliseconds", endedAt - startedAt, endedAt);
  const integrationLatency = integrationLatencyOf(outcome);
  if (integrationLatency !== undefined) add("IntegrationLatency", "Milliseconds", integrationLatency, endedAt);
}
