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
