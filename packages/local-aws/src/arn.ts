/** How the names of regions begin that are in another partition than `aws`. */
const PARTITIONS: Readonly<Record<string, string>> = {
  "cn-": "aws-cn",
  "eusc-": "aws-eusc",
  "us-gov-": "aws-us-gov",
  "us-iso-": "aws-iso",
  "us-isob-": "aws-iso-b",
  "eu-isoe-": "aws-iso-e",
  "us-isof-": "aws-iso-f",
};

/**
 * The partition of a region, as ARNs write it.
 * @param region e.g. `eu-west-1`
 * @returns e.g. `aws` or `aws-cn`
 */
export function partitionOf(region: string): string {
  return Object.entries(PARTITIONS).find(([beginning]) => region.startsWith(beginning))?.[1] ?? "aws";
}

/**
 * The ARN that stands for an account as a whole in policies.
 * @param region where it is used; it decides the partition
 * @param accountId 12 digits
 * @returns e.g. `arn:aws:iam::123456789012:root`
 */
export const accountRootArn = (region: string, accountId: string): string =>
  `arn:${partitionOf(region)}:iam::${accountId}:root`;

/**
 * Writes an ARN: `arn:<partition>:<service>:<region>:<account>:<resource>`.
 * @param service e.g. `kinesis`
 * @param region empty where the ARN has none
 * @param accountId empty where the ARN has none
 * @param resource e.g. `stream/orders`
 * @returns the ARN
 */
export function arnOf(service: string, region: string, accountId: string, resource: string): string {
  return ["arn", partitionOf(region), service, region, accountId, resource].join(":");
}
