/** A metric that AWS measures. */
export interface MeasuredMetric {
  /** CloudWatch's word for its unit; undefined where AWS's page does not name one. */
  readonly unit?: string;
  /** The sets of dimensions by which it is measured: the names of each, sorted. */
  readonly dimensions: readonly (readonly string[])[];
}

/** [uncertain] All APIs of the account. AWS's page says that dimensions filter, and not that there is no sum of all. */
const ALL_APIS: readonly string[] = [];
const REST_API = [ALL_APIS, ["ApiName"], ["ApiName", "Stage"], ["ApiName", "Method", "Resource", "Stage"]];
const HTTP_API = [["ApiId"], ["ApiId", "Stage"], ["ApiId", "Route", "Stage"], ["ApiId", "Method", "Resource", "Stage"]];
const WEB_SOCKET_API = [ALL_APIS, ["ApiId"], ["ApiId", "Stage"], ["ApiId", "Route", "Stage"]];

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
 */
const API_GATEWAY: Readonly<Record<string, MeasuredMetric>> = {
  ...all(["4XXError", "5XXError", "CacheHitCount", "CacheMissCount"], { unit: "Count", dimensions: REST_API }),
  Count: { unit: "Count", dimensions: [...REST_API, ...HTTP_API] },
  ...all(["IntegrationLatency", "Latency"], { unit: "Milliseconds", dimensions: [...REST_API, ...HTTP_API] }),
  ...all(["4xx", "5xx", "DataProcessed"], { dimensions: HTTP_API }),
  ...all(["ClientError", "ConnectCount", "ExecutionError", "IntegrationError", "MessageCount"], {
    dimensions: WEB_SOCKET_API,
  }),
};

const STREAM = [["StreamName"]];
const SHARD = [["ShardId", "StreamName"]];
const CONSUMER = [["ConsumerName", "StreamName"]];

/** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html */
const KINESIS: Readonly<Record<string, MeasuredMetric>> = {
  ...all(["GetRecords.Bytes", "PutRecord.Bytes", "PutRecords.Bytes"], { unit: "Bytes", dimensions: STREAM }),
  ...all(["GetRecords.IteratorAgeMilliseconds", "GetRecords.Latency", "PutRecord.Latency", "PutRecords.Latency"], {
    unit: "Milliseconds",
    dimensions: STREAM,
  }),
  // The page does not tell the unit of this one: nobody shall use it any more.
  "GetRecords.IteratorAge": { dimensions: STREAM },
  ...all(
    [
      "GetRecords.Records",
      "GetRecords.Success",
      "PutRecord.Success",
      "PutRecords.FailedRecords",
      "PutRecords.Records",
      "PutRecords.Success",
      "PutRecords.SuccessfulRecords",
      "PutRecords.ThrottledRecords",
      "PutRecords.TotalRecords",
    ],
    { unit: "Count", dimensions: STREAM },
  ),
  IncomingBytes: { unit: "Bytes", dimensions: [...STREAM, ...SHARD] },
  ...all(["IncomingRecords", "ReadProvisionedThroughputExceeded", "WriteProvisionedThroughputExceeded"], {
    unit: "Count",
    dimensions: [...STREAM, ...SHARD],
  }),
  IteratorAgeMilliseconds: { unit: "Milliseconds", dimensions: SHARD },
  OutgoingBytes: { unit: "Bytes", dimensions: SHARD },
  OutgoingRecords: { unit: "Count", dimensions: SHARD },
  ...all(
    [
      "SubscribeToShard.RateExceeded",
      "SubscribeToShard.Success",
      "SubscribeToShardEvent.Records",
      "SubscribeToShardEvent.Success",
    ],
    { unit: "Count", dimensions: CONSUMER },
  ),
  "SubscribeToShardEvent.Bytes": { unit: "Bytes", dimensions: CONSUMER },
  "SubscribeToShardEvent.MillisBehindLatest": { unit: "Milliseconds", dimensions: CONSUMER },
};

/** By namespace and name, all that AWS measures there. Of other namespaces the pack knows nothing. */
const MEASURED: ReadonlyMap<unknown, ReadonlyMap<unknown, MeasuredMetric>> = new Map([
  ["AWS/ApiGateway", new Map(Object.entries(API_GATEWAY))],
  ["AWS/Kinesis", new Map(Object.entries(KINESIS))],
]);

function all(names: readonly string[], metric: MeasuredMetric): Record<string, MeasuredMetric> {
  return Object.fromEntries(names.map((name) => [name, metric]));
}

/**
 * The metrics that AWS measures in a namespace.
 * @param namespace Such as `AWS/Kinesis`.
 * @returns The metrics by name; undefined of a namespace that the pack does not know.
 */
export const measuredIn = (namespace: unknown): ReadonlyMap<unknown, MeasuredMetric> | undefined =>
  MEASURED.get(namespace);
