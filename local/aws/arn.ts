/** The partition of a region, as it stands in every ARN. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) {
    return "aws-cn";
  }
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** `arn:<partition>:<service>:<region>:<account>:<resource>` */
export function arnOf(service: string, region: string, accountId: string, resource: string): string {
  return ["arn", partitionOf(region), service, region, accountId, resource].join(":");
}
