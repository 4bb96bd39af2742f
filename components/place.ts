/** Where a pipeline is. Every value is plain, so names and tags are known at preview. */
export interface Place {
  readonly service: string;
  /** The Pulumi stack's name. */
  readonly stage: string;
  /** Every resource whose type has a region gets it. A child without it would be created in the provider's region. */
  readonly region: string;
  /** The team's own tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The tags of a resource: the team's own, and those that the program sets on every resource.
 * @param place where the resource belongs
 * @returns values by name; the program's own win over the team's
 */
export const tagsOf = ({ service, stage, tags }: Place): Record<string, string> => ({
  ...tags,
  service,
  stage,
  "managed-by": "pulumi",
});

/**
 * The one of several ARNs that is in a region. Keys and topics work in their own region alone.
 * @param region such as `eu-west-1`
 * @param arns at most one for each region
 * @returns the ARN; undefined if none is in the region
 */
export const arnIn = (region: string, arns: readonly string[]): string | undefined =>
  arns.find((arn) => arn.split(":")[3] === region);
