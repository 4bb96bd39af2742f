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

/** The partition of a region, as it stands in every ARN. */
export function partitionOf(region: string): string {
  return Object.entries(PARTITIONS).find(([beginning]) => region.startsWith(beginning))?.[1] ?? "aws";
}

/** `arn:<partition>:<service>:<region>:<account>:<resource>` */
export function arnOf(service: string, region: string, accountId: string, resource: string): string {
  return ["arn", partitionOf(region), service, region, accountId, resource].join(":");
}
