// Pulumi compiles a component package with its own defaults, which leave out Node's types.
/// <reference types="node" />

import * as pulumi from "@pulumi/pulumi";

import { loadArguments } from "../config/load";
import { SettingsError } from "../config/problems";
import type { AerospikeIngestArgs } from "./arguments";
import { BY_ACCOUNT_RESOURCE, requireLogRoles } from "./observability/log-role";
import { takenServiceProblems } from "./one-service";
import type { RegionalPipeline } from "./outputs";
import { createStageDashboard } from "./stage-dashboard";
import { buildPipelines } from "./stage-pipelines";

export type { AerospikeIngestArgs } from "./arguments";
export type { RegionalPipeline } from "./outputs";

/**
 * Aerospike change notifications into Kinesis, in one region or many, with logs, alarms, one dashboard and the
 * connector's finished file. Every problem of the arguments is reported at once, before anything is built.
 */
export class AerospikeIngest extends pulumi.ComponentResource {
  /** By region: endpoint, streams and ids. */
  readonly pipelines: pulumi.Output<Record<string, RegionalPipeline>>;
  /** By region: the connector's finished aerospike-esp-outbound.yml. Secret. */
  readonly connectorConfig: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: AerospikeIngestArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aerospike-ingest:index:AerospikeIngest", name, {}, opts);
    const settings = loadArguments(`AerospikeIngest ${name}`, args);
    const taken = takenServiceProblems(this, name, settings);
    if (taken.length > 0) throw new pulumi.RunError(new SettingsError(`AerospikeIngest ${name}`, taken).message);

    const built = buildPipelines(settings, name, { parent: this });
    requireLogRoles(built, BY_ACCOUNT_RESOURCE);
    createStageDashboard(settings, built, `${name}-dashboard`, this);

    this.pipelines = pulumi.output(Object.fromEntries(built.map(({ region, summary }) => [region, summary])));
    this.connectorConfig = pulumi.output(
      Object.fromEntries(built.map((pipeline) => [pipeline.region, pipeline.connectorConfig])),
    );
    // The file holds the key: it is in the secrets of AWS, and in no output of this component in the state.
    this.registerOutputs({ pipelines: this.pipelines });
  }
}
