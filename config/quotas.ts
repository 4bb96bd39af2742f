/** Requests that API Gateway takes by default of all APIs of an account in a region. */
export interface RequestQuotas {
  readonly ratePerSecond: number;
  /** How many at once. */
  readonly burst: number;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const USUAL: RequestQuotas = { ratePerSecond: 10_000, burst: 5000 };
const OF_NEWER_REGIONS: RequestQuotas = { ratePerSecond: 2500, burst: 1250 };
const NEWER_REGIONS = [
  ...["af-south-1", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-7"],
  ...["ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1", "me-central-1", "mx-central-1"],
];

/**
 * Finds the quotas that an account has if AWS did not raise them.
 * @param region such as `eu-south-1`
 * @returns the region's own; the usual ones for a region that AWS does not list
 */
export const requestQuotasOf = (region: string): RequestQuotas =>
  NEWER_REGIONS.includes(region) ? OF_NEWER_REGIONS : USUAL;

/**
 * On-demand streams that an account has by default in a region.
 * @see https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
 */
export const ON_DEMAND_STREAMS = 50;

/**
 * What a new on-demand stream takes: AWS says 4 MB and 4,000 records a second, four times what a shard takes. A shard
 * takes 1 MiB: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html
 * @see https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
 */
export const NEW_STREAM = { recordsPerSecond: 4000, bytesPerSecond: 4 * 1_048_576 };

/**
 * The largest record, in KiB, that a stream can be set to take.
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html
 */
export const MAX_RECORD_KIB = 10_240;
