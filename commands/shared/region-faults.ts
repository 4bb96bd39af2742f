import type { KinesisLayer, LocalAwsOptions } from "@aerospike-kinesis/local-aws";

import type { Pipelines } from "./pipeline-outputs";

type GatewayHooks = NonNullable<LocalAwsOptions["gatewayHooks"]>;

/** What strikes the requests of a local AWS. */
export interface Faults {
  readonly kinesisLayer: KinesisLayer;
  readonly gatewayHooks: GatewayHooks;
}

/** The same, of one region only. */
export interface RegionFaults extends Faults {
  /** Until this is called, no API is known to be of the region, so that nothing strikes between a connector and its API. */
  readonly begin: (pipelines: Pipelines) => void;
}

/**
 * Limits faults to one region. The local AWS serves all regions at one address, so an API's path tells its region.
 * @param faults that strike everywhere
 * @param region the only one in which they are to strike
 * @returns the faults of this region
 */
export function limitToRegion({ kinesisLayer, gatewayHooks }: Faults, region: string): RegionFaults {
  let path: string | undefined;
  const isInRegion = (url: string | undefined): boolean => path !== undefined && (url ?? "").startsWith(path);
  const { beforeRouting, atAdmission, beforeSending } = gatewayHooks;
  return {
    kinesisLayer: (next) => {
      const faulty = kinesisLayer(next);
      return (request) => (request.region === region ? faulty(request) : next(request));
    },
    gatewayHooks: {
      beforeRouting: async (request) => (isInRegion(request.url) ? beforeRouting?.(request) : undefined),
      atAdmission: (target) => (target.stage.settings.region === region ? atAdmission?.(target) : undefined),
      beforeSending: async (request) => (isInRegion(request.url) ? beforeSending?.(request) : undefined),
    },
    begin: (pipelines) => {
      const endpoint = pipelines[region]?.endpoint;
      path = endpoint === undefined ? undefined : new URL(endpoint).pathname;
    },
  };
}
