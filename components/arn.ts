/** The account of a resource. */
export interface Account {
  /** Such as `aws` or `aws-cn`. */
  readonly partition: string;
  readonly accountId: string;
}

/**
 * The account of a resource.
 * @param arn the ARN of the resource
 * @returns what the ARN says of the account
 */
export function accountOf(arn: string): Account {
  const [, partition = "", , , accountId = ""] = arn.split(":");
  return { partition, accountId };
}

/**
 * The region of a resource.
 * @param arn the ARN of the resource
 * @returns empty for a resource without a region, such as a role
 */
export const regionOf = (arn: string): string => arn.split(":")[3] ?? "";

/**
 * The one of several ARNs that is in a region. Keys, topics and streams are in one region each.
 * @param region such as `eu-west-1`
 * @param arns at most one for each region
 * @returns the ARN; undefined if none is in the region
 */
export const arnIn = (region: string, arns: readonly string[]): string | undefined =>
  arns.find((arn) => regionOf(arn) === region);

/**
 * The ARN of a stream.
 * @param account whose stream it is
 * @param region where it is
 * @param name its name
 * @returns as AWS makes it
 */
export const streamArn = ({ partition, accountId }: Account, region: string, name: string): string =>
  `arn:${partition}:kinesis:${region}:${accountId}:stream/${name}`;

/**
 * The name of a stream.
 * @param arn the ARN of the stream
 * @returns what stands behind `stream/`
 */
export const streamNameInArn = (arn: string): string => arn.slice(arn.indexOf(":stream/") + ":stream/".length);
