import type { Finding, FindingResource } from "./report";

/**
 * Makes one finding of those that differ only in the region or in the resource's name. A program that builds the same
 * in thirty regions has one line to change.
 * @param findings of one stage
 * @returns the first of each kind, with the resources of the others
 */
export function groupAlike(findings: readonly Finding[]): readonly Finding[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map(([first, ...others]) => {
    const also = uniqueByUrn(
      others.flatMap(({ resource }) => resource ?? []),
      first.resource,
    );
    return also.length === 0 ? first : { ...first, also };
  });
}

function uniqueByUrn(
  resources: readonly FindingResource[],
  first: FindingResource | undefined,
): readonly FindingResource[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  return [...byUrn.values()].filter(({ urn }) => urn !== first?.urn);
}

const keyOf = ({ policy, level, resource, found, toDo, position, waived }: Finding): string =>
  JSON.stringify([
    policy.name,
    level,
    resource?.type,
    position ?? null,
    withoutPlace(found, resource),
    toDo ?? null,
    waived ?? null,
  ]);

/** The name of a region of AWS: `eu-west-1`, `us-gov-east-1`. */
const REGION = /\b[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}\b/g;

/**
 * Removes the region and the resource's name from words.
 * @param words such as those of a finding
 * @param resource that they are about
 * @returns words that are the same for each region
 */
export function withoutPlace(words: string, resource?: FindingResource): string {
  const anonymous = resource ? words.replaceAll(resource.name, "<name>") : words;
  return anonymous.replace(REGION, "<region>");
}
