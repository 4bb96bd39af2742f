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
 * The name of what a stage has once in a region, such as its API. The names of its alarms begin with it.
 * @param place whose name it is
 * @returns `<service>-<stage>`
 */
export const nameOf = (place: Pick<Place, "service" | "stage">): string => `${place.service}-${place.stage}`;

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
