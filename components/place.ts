/** Where a pipeline stands. Every value is plain, so names and tags are known at preview. */
export interface Place {
  readonly service: string;
  /** The Pulumi stack's name. */
  readonly stage: string;
  /** Handed to every resource whose type has a region: a child without it would land in the provider's region. */
  readonly region: string;
  /** Tags of the team's own. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The tags of every resource that takes tags; the team's own cannot hide ours. */
export const tagsOf = ({ service, stage, tags }: Place): Record<string, string> => ({
  ...tags,
  service,
  stage,
  "managed-by": "pulumi",
});
