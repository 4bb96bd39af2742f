import type { Assume } from "./assumptions/assumptions";
import type { IntegrationCall } from "./backend";
import type { LogStore } from "./cloudwatch/logs/log-store";
import type { MetricStore } from "./cloudwatch/metrics/metric-store";
import type { Environment } from "./environment";
import type { HttpResponse } from "./http-response";
import type { Caller, Roles } from "./iam/roles";
import type { ForeignStream } from "./kinesis/foreign-streams";
import type { KinesisLayer, KinesisStore } from "./kinesis/request";
import type { Keys } from "./kms/keys";
import type { ResourceModel } from "./resource";
import type { Publisher } from "./sns/publisher";
import type { Topics } from "./sns/topics";

/** What the services of one account share. */
export interface Account {
  /** 12 digits. */
  readonly accountId: string;
  readonly environment: Environment;
  /** What AWS does not document. @defaultValue the defaults */
  readonly assume?: Assume | undefined;
  /** CloudWatch's time, in milliseconds since 1970. @defaultValue that of the environment */
  readonly metricClock?: (() => number) | undefined;
  /** Whether API Gateway begins with a role for logs in its settings, in every region. @defaultValue false */
  readonly hasLogRole?: boolean | undefined;
  /** Whether every KMS key that is named by its ARN exists, made by somebody else. @defaultValue false */
  readonly hasForeignKeys?: boolean | undefined;
  /** Streams of other accounts. @defaultValue none */
  readonly foreignStreams?: readonly ForeignStream[] | undefined;
  /** The account's IAM roles, and so the permissions of who calls a service. */
  readonly roles: Roles;
  /** The account's KMS keys. */
  readonly keys: Keys;
  /** What the account's services have logged. */
  readonly logs: LogStore;
  /** What the account's services have measured. */
  readonly metrics: MetricStore;
  /** The account's SNS topics. */
  readonly topics: Topics;
  /** Publishes to the topics. */
  readonly publisher: Publisher;
  /** Where Kinesis keeps streams and records. */
  readonly kinesisStore: KinesisStore;
  /** What Kinesis requests pass before the store; the first layer meets a request first. */
  readonly kinesisLayers: readonly KinesisLayer[];
  /**
   * The services that integrations can call, by their names in an integration's URI, e.g. `kinesis`. It fills while the
   * services are created, so a service reads it only when it is called.
   */
  readonly integrationTargets: ReadonlyMap<string, IntegrationTarget>;
}

/** A call of an AWS SDK: AWS's JSON protocol, with the account's administrator as the caller. */
export interface SdkCall {
  readonly region: string;
  /** The API action, e.g. `PutRecord`. */
  readonly action: string;
  readonly body: Buffer;
}

/** The API of a service that SDKs reach at the endpoint. */
export interface SdkApi {
  /** The part of the header `X-Amz-Target` before the action, e.g. `Kinesis_20131202`. */
  readonly targetPrefix: string;
  /** Answers as AWS does; it rejects only when the connection to the service would break. */
  readonly call: (call: SdkCall) => Promise<HttpResponse>;
}

/** A call of an AWS SDK in a REST protocol, with the account's administrator as the caller. */
export interface RestSdkCall {
  readonly region: string;
  /** The HTTP method. */
  readonly method: string;
  /** Its path and its query; nothing else is meant. */
  readonly url: URL;
}

/** The REST API of a service that SDKs reach at the endpoint. */
export interface RestSdkApi {
  /** The service in the scope of the credentials, e.g. `apigateway`. */
  readonly signingName: string;
  /** Answers as AWS does. */
  readonly call: (call: RestSdkCall) => Promise<HttpResponse>;
}

/** A service that integrations of API Gateway can call. */
export interface IntegrationTarget {
  /** The part of the header `X-Amz-Target` before the action, which API Gateway makes of the integration's URI. */
  readonly targetPrefix: string;
  /** Answers as AWS does; it rejects only when the connection to the service would break. */
  readonly call: (call: IntegrationCall & { readonly caller: Caller }) => Promise<HttpResponse>;
}

/** A service in one account. */
export interface ServiceInstance {
  /** The types of the Pulumi AWS package that it models. */
  readonly resources: readonly ResourceModel[];
  /** Absent if SDKs do not reach it. A service may have more than one, as CloudWatch and CloudWatch Logs. */
  readonly sdkApis?: readonly SdkApi[];
  /** Absent if SDKs reach it by no REST protocol. */
  readonly restSdkApi?: RestSdkApi;
  /** Absent if integrations cannot call it. */
  readonly integrationTarget?: IntegrationTarget;
}

/**
 * An AWS service: what the `index.ts` of a service's folder exports. The folder has the service's name in the Pulumi AWS
 * package and in integration URIs, e.g. `kinesis`.
 */
export interface AwsService<Instance extends ServiceInstance> {
  /** Creates the service, empty, in an account. */
  readonly create: (account: Account) => Instance;
}
