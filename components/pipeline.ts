import * as pulumi from "@pulumi/pulumi";

import type { RegionSettings } from "../config/settings";
import { type RegionFacts, renderRegion } from "../connector/regions";
import { apiModel } from "./api/model";
import { accountOf, arnIn } from "./arn";
import { ConnectorSecret } from "./connector-secret";
import { foreignArnsOf } from "./existing-stream";
import { IngestAccess } from "./ingest-access";
import { IngestAlarms } from "./ingest-alarms";
import { IngestApi } from "./ingest-api";
import { IngestKey } from "./ingest-key";
import { IngestStream } from "./ingest-stream";
import { accessLogGroupName } from "./observability/names";
import type { PipelineSummary } from "./outputs";

/** The settings that hold in the pipeline's region, and what it takes from the pipelines of other regions. */
export interface PipelineArgs extends RegionSettings {
  /** The connector's file, as YAML, a secret. @defaultValue it names this region alone */
  readonly connectorFile?: pulumi.Input<string>;
  /** The value of the API key, a secret. @defaultValue API Gateway makes it */
  readonly keyValue?: pulumi.Input<string>;
}

/** One region's pipeline: Aerospike's connector -> API Gateway -> Kinesis. */
export class Pipeline extends pulumi.ComponentResource {
  readonly region: string;
  /** What a person needs next; nothing secret. */
  readonly summary: PipelineSummary;
  /** The role with which API Gateway writes logs; undefined if the stage writes none. */
  readonly logRoleArn: pulumi.Output<string | undefined> | undefined;
  /** The ARNs of the composite alarms of both sides; none without alarms. */
  readonly sideAlarmArns: readonly pulumi.Output<string>[];
  /** The value of the API key. Secret. */
  readonly keyValue: pulumi.Output<string>;
  /** What the connector's file says of this region. Secret: it holds the API key. */
  readonly connectorFacts: pulumi.Output<RegionFacts>;
  /** The connector's YAML. Secret. */
  readonly connectorConfig: pulumi.Output<string>;

  constructor(name: string, args: PipelineArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aerospike-kinesis:index:Pipeline", name, {}, opts);
    const { streams, api: apiSettings, connector, secret: secretSettings, observability, protect, ...rest } = args;
    const { connectorFile, keyValue, ...place } = rest;
    const child = { parent: this };

    const created = streams.filter(({ existing }) => existing === undefined);
    const ingestStreams = created.map(
      (stream) => new IngestStream(`${name}-stream-${stream.name}`, { place, stream, protect }, child),
    );
    const existing = streams.filter((stream) => stream.existing !== undefined);
    const access = new IngestAccess(
      `${name}-access`,
      {
        place,
        streamArns: ingestStreams.map(({ streamArn }) => streamArn),
        kmsKeyArns: created.flatMap((stream) => arnIn(place.region, stream.kmsKeyArns) ?? []),
        existing,
      },
      child,
    );
    const foreignArns = foreignArnsOf(streams, args.region);
    const streamNames = streams.map(({ name: streamName }) => streamName);
    const model = apiModel({ ...apiSettings, streamNames, foreignArns });
    const { healthCheckThrottle } = apiSettings;
    const api = new IngestApi(
      `${name}-api`,
      { place, model, roleArn: access.roleArn, healthCheckThrottle, observability, protect },
      child,
    );
    const key = new IngestKey(
      `${name}-key`,
      { place, apiId: api.apiId, stageName: api.stageName, throttle: apiSettings.throttle, keyValue, protect },
      child,
    );
    this.keyValue = key.value;
    this.connectorFacts = pulumi
      .all([api.endpoint, key.value])
      .apply(([endpoint, apiKey]) => ({ region: args.region, endpoint, apiKey, connector, streams }));
    const secret = new ConnectorSecret(
      `${name}-connector`,
      {
        place,
        config: connectorFile ?? this.connectorFacts.apply((own) => renderRegion(own.region, [own])),
        recoveryWindowDays: secretSettings.recoveryWindowDays,
        protect,
      },
      child,
    );

    const callTimeoutMs = connector["call-timeout"];
    const named = [...ingestStreams, ...access.existing];
    const own = named.find(({ streamName }) => !(streamName in foreignArns));
    const account = (own?.streamArn ?? access.roleArn).apply(accountOf);
    const alarms = observability.alarms.enabled
      ? new IngestAlarms(
          `${name}-alarms`,
          { place, streams, api: apiSettings, callTimeoutMs, observability, account, protect },
          child,
        )
      : undefined;

    this.region = args.region;
    this.logRoleArn = api.logRoleArn;
    this.sideAlarmArns = alarms?.sideArns ?? [];
    this.summary = {
      endpoint: api.endpoint,
      streams: Object.fromEntries(named.map(({ streamName, streamArn }) => [streamName, streamArn])),
      ...(existing.length > 0 && { existingStreams: existing.map((stream) => stream.name) }),
      apiId: api.apiId,
      stageName: api.stageName,
      apiKeyId: key.keyId,
      usagePlanId: key.usagePlanId,
      roleArn: access.roleArn,
      connectorSecretArn: secret.secretArn,
      ...(observability.accessLog && { accessLogGroup: accessLogGroupName(place) }),
      ...(alarms && { alarmTopicArn: alarms.topicArn }),
    };
    this.connectorConfig = secret.connectorConfig;
    this.registerOutputs(this.summary);
  }
}
