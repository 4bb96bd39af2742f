import { show } from "./problems";
import { isMap } from "./value";

/**
 * AWS' partitions other than `aws`, by how the names of their regions begin. These are the beginnings of the patterns in AWS'
 * own data, which counts every other region as one of `aws`: SDKs and the AWS provider read the partition from the name, too.
 * @see https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json
 */
const PARTITIONS: readonly (readonly [beginning: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["eusc-", "aws-eusc"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
];

/**
 * The partition of a region.
 * @param region such as `us-gov-west-1`
 * @returns such as `aws-us-gov`
 */
export const partitionOf = (region: string): string =>
  PARTITIONS.find(([beginning]) => region.startsWith(beginning))?.[1] ?? "aws";

/** The form of a region's name. */
export const REGION_NAME = /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/;

/** The limit is ours: the region is part of the role's name, and IAM takes 64 characters. */
export const MAX_REGION_NAME = 32;

/**
 * Whether a value has the form of a region's name. Such a region need not exist: a list of regions would soon be out of
 * date.
 * @param value of any type
 * @returns whether it is a text of that form
 */
export const isRegionName = (value: unknown): value is string =>
  typeof value === "string" && value.length <= MAX_REGION_NAME && REGION_NAME.test(value);

/**
 * Checks that all regions are in one partition. Credentials are valid in one partition, and the AWS provider refuses a
 * resource in another partition than its own.
 * @param regions the value as it was read; values that are not a region's name are reported elsewhere
 * @returns a problem if there are several partitions
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionProblems(regions: unknown): string[] {
  const names = regionNames(regions);
  const partitions = [...new Set(names.map(partitionOf))];
  if (partitions.length <= 1) return [];
  const found = partitions.map((partition) => {
    const inside = names.filter((name) => partitionOf(name) === partition);
    return `${inside.join(", ")} (${partition})`;
  });
  return [
    "regions: expected regions of one partition, since credentials are valid in one only (give each partition a stage " +
      `of its own), got ${found.join("; ")}`,
  ];
}

/**
 * The name in an entry of the setting `regions`.
 * @param entry as it was read: a name, or a map with a name and what differs in the region
 * @returns what stands for the name, of any type
 */
export const regionNameOf = (entry: unknown): unknown => (isMap(entry) ? entry.name : entry);

/**
 * The names in the setting `regions` that have the form of a region's name.
 * @param regions the value as it was read
 * @returns empty if it is not a list
 */
export const regionNames = (regions: unknown): readonly string[] =>
  Array.isArray(regions) ? regions.map(regionNameOf).filter(isRegionName) : [];

/**
 * Finds regions that may not exist.
 * @param setting the key under which they are
 * @param regions the value as it was read
 * @param known the names that the AWS package has a constant for; it is behind AWS
 * @returns one sentence for each unknown region
 */
export const unknownRegionWarnings = (setting: string, regions: unknown, known: readonly string[]): string[] =>
  regionNames(regions)
    .filter((region) => !known.includes(region))
    .map(
      (region) =>
        `${setting}: ${show(region)} is no region that this version of the AWS package knows. Check how it is spelled. ` +
        "If AWS opened it a short time ago, a newer @pulumi/aws may be needed.",
    );
