/** What to build. Only `service` and `regions` have no default. The README of the repository says what each value may be. */
export interface AerospikeIngestArgs {
  /** Names everything, with the stack's name: 2 to 40 lower-case letters, digits or '-', a letter first. */
  service: string;
  /**
   * AWS regions of one partition, such as ap-south-1. Each gets a pipeline. In place of a name: a map with `name`, and what
   * differs there of streams, api, connector, secret, observability and protect.
   */
  // The SDK's analyzer of components takes no union.
  // oxlint-disable-next-line typescript/no-explicit-any
  regions: any[];
  /** The Kinesis streams of each region. Default: one, named `<service>-<stack>`. */
  streams?: StreamArgs[];
  /** The REST API that the connectors post to. */
  api?: ApiArgs;
  /** The connector's file, aerospike-esp-outbound.yml. Its keys are in camel case here. */
  connector?: ConnectorArgs;
  /** The secret that holds the connector's file. */
  secret?: SecretArgs;
  /** Logs, traces, alarms and the dashboard. */
  observability?: ObservabilityArgs;
  /** Whether Pulumi refuses to delete streams, APIs, keys and secrets. Default: true. */
  protect?: boolean;
  /** Tags of every resource that takes tags: at most 47. Default: none but the component's own. */
  tags?: Record<string, string>;
}

/** A Kinesis stream. */
export interface StreamArgs {
  /** What the connector's header `streamname` says; unique in its account and region. Default: `<service>-<stack>`. */
  name?: string;
  /** How long the stream keeps a record: 24 to 8760 hours. Default: 24. */
  retentionHours?: number;
  /** The largest record: 1024 to 10240 KiB. Default: 10240. */
  maxRecordKiB?: number;
  /** ARNs of KMS keys that encrypt the stream, one for each region. Default: AWS's own key. */
  kmsKeyArns?: string[];
  /** Aerospike namespaces whose changes the stream receives, but for the sets that another stream names. */
  namespaces?: string[];
  /** Aerospike sets whose changes the stream receives, by namespace. */
  sets?: Record<string, string[]>;
  /** Whether the stream receives what no other stream names. Exactly one does, where streams are named. Default: false. */
  default?: boolean;
  /** Whether deletes without a set may go to another stream than the writes of the set. Default: false. */
  acceptDeletesInOtherStream?: boolean;
  /** Minutes without a record that are an alarm of this stream; 0 for none. Default: observability.alarms.silenceMinutes. */
  silenceMinutes?: number;
  /**
   * For a stream that is used and not created: true if it is the stage's own, or a list of ARNs, one for each region, if
   * another account owns it. Default: the stream is created.
   */
  // The SDK's analyzer of components takes no union.
  // oxlint-disable-next-line typescript/no-explicit-any
  existing?: any;
}

/** The REST API that the connectors post to. */
export interface ApiArgs {
  /** The path segment of its URL. Default: kinesis. */
  path?: string;
  /** How many records a second the API takes. Default: 5000, and 2500 at once. */
  throttle?: ThrottleArgs;
  /** How many health checks a second it answers; these need no key. Default: 100, and 100 at once. */
  healthCheckThrottle?: ThrottleArgs;
  /** Milliseconds until the API answers in the place of Kinesis; less than connector.callTimeout. Default: 6000. */
  integrationTimeoutMs?: number;
}

/** A limit of requests. */
export interface ThrottleArgs {
  /** Requests a second, on average: 1 to 1000000. */
  ratePerSecond?: number;
  /** Requests at once: 1 to 1000000. */
  burst?: number;
}

/** The connector's file. The defaults are those of the complete example of Aerospike's guide. */
export interface ConnectorArgs {
  /** How the file is spelled: guide or reference. Default: guide. */
  dialect?: string;
  /** How connectors use several regions: nearest, every or failover. Default: nearest. */
  regions?: string;
  /** The stream that the connector writes to. Default: the first. */
  streamname?: string;
  /** Where the connector listens. */
  service?: ConnectorServiceArgs;
  /** Where the connector logs. */
  logging?: ConnectorLoggingArgs;
  /** HTTP_1_1 or HTTP_2. Default: HTTP_1_1. */
  protocol?: string;
  /** Only none: the record is stored as it arrives. */
  compression?: string;
  /** Milliseconds that a connection is used; -1 for ever. Default: 15000. */
  connectionTtl?: number;
  /** Milliseconds that the connector waits for an answer; less than XDR's 10000. Default: 8000. */
  callTimeout?: number;
  /** Milliseconds that the connector waits for a connection; at most callTimeout. Default: 2000. */
  connectTimeout?: number;
  /** Connections to each API. Default: 10. */
  maxConnectionsPerEndpoint?: number;
  /** The connector's health checks of the API. */
  healthCheck?: ConnectorHealthCheckArgs;
  /** The form of a record. */
  format?: ConnectorFormatArgs;
}

/** Where the connector listens. */
export interface ConnectorServiceArgs {
  /** Ports for XDR. Default: 8901. */
  port?: number[];
  /** The port for its own metrics. */
  manage?: ConnectorManageArgs;
}

/** The connector's management. */
export interface ConnectorManageArgs {
  /** A port. Default: 8902. */
  port?: number;
}

/** Where the connector logs. */
export interface ConnectorLoggingArgs {
  /** A path. Default: /var/log/aerospike-esp-outbound/aerospike-esp-outbound.log. */
  file?: string;
}

/** The connector's health checks of the API. */
export interface ConnectorHealthCheckArgs {
  /** Whether the connector asks. Default: true. */
  enabled?: boolean;
  /** Seconds from one to the next. Default: 30. */
  intervalSeconds?: number;
  /** Milliseconds that it waits for an answer. Default: 5000. */
  callTimeout?: number;
}

/** The form of a record. */
export interface ConnectorFormatArgs {
  /** json, flat-json, message-pack or avro. Default: the connector's own. */
  mode?: string;
  /** The key of a record's metadata in flat-json. Default: metadata. */
  metadataKey?: string;
  /** An Avro schema, for the mode avro. */
  schema?: string;
  /** The path of an Avro schema, for the mode avro. */
  schemaFile?: string;
}

/** The secret that holds the connector's file. */
export interface SecretArgs {
  /** Days that a deleted secret can be restored: 0, or 7 to 30. Default: 30. */
  recoveryWindowDays?: number;
}

/** Logs, traces, alarms and the dashboard. */
export interface ObservabilityArgs {
  /** Whether API Gateway writes a line for each request. Default: true. */
  accessLog?: boolean;
  /** Whether API Gateway logs its errors. Default: true. */
  executionLog?: boolean;
  /** Days that logs are kept, as CloudWatch Logs takes them: 1, 3, 5, 7, 14, 30 ... 3653. Default: 365. */
  logRetentionDays?: number;
  /** ARNs of KMS keys for the logs, one for each region. Default: AWS's own key. */
  logKmsKeyArns?: string[];
  /** Whether X-Ray traces requests. Default: true. */
  tracing?: boolean;
  /** Whether there is a dashboard. Default: true. */
  dashboard?: boolean;
  /** The alarms. */
  alarms?: AlarmsArgs;
}

/** The alarms. */
export interface AlarmsArgs {
  /** Whether there are alarms. Default: true. */
  enabled?: boolean;
  /** Minutes without a record until an alarm goes off; 0 for no such alarm. Default: 15. */
  silenceMinutes?: number;
  /** Whether unusual traffic is an alarm. Default: false. */
  trafficAnomaly?: boolean;
  /** ARNs of SNS topics to notify, one for each region. Default: a topic of its own in each. */
  topicArns?: string[];
  /** The https address to which notifications point, without a fragment. Default: docs/runbook.md. */
  runbook?: string;
}
