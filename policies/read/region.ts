import type { PolicyResource } from "@pulumi/policy";

import { assignedTextAt, isNotKnownYet, property, type Resource } from "./resource";
import { knownAt } from "./stack";

/** Services of the whole account; of Route 53, what is no resolver and no profile. */
const GLOBAL =
  /^aws:(account|bcmdata|billing|budgets|cloudfront|costexplorer|costoptimizationhub|cur|globalaccelerator|iam|networkmanager|notifications|organizations|route53(?!\/(?:resolver|profiles))|route53domains|route53recovery(?:control|readiness)|savingsplans|shield|uxc|waf)\//;

/** Settings of the whole account or organization, of services that otherwise are regional. */
const GLOBAL_SETTINGS =
  /^aws:(backup\/globalSettings|chime\/sdkvoiceGlobalSettings|cloudtrail\/organizationDelegatedAdminAccount|directconnect\/gateway|ec2\/vpcIpamOrganizationAdminAccount|fms\/adminAccount|ram\/sharingWithOrganization|s3\/accountPublicAccessBlock|servicecatalog\/organizationsAccess):/;

/** Whether AWS keeps the resource in one region: its type then takes a region argument. */
export function isRegional({ type }: Resource): boolean {
  return type.startsWith("aws:") && !GLOBAL.test(type) && !GLOBAL_SETTINGS.test(type);
}

/**
 * The region that a resource is in: its own, or its provider's. A provider may take one from its environment: AWS says then
 * where the resource stands.
 * @param resource A resource of one region.
 * @returns The region.
 * @throws Where no region is known yet.
 */
export function regionOf(resource: PolicyResource): unknown {
  const given = [knownAt(resource, "region"), property(resource.provider?.props, "region")];
  // The provider takes an empty region for none.
  return (
    given.find((region) => region !== undefined && region !== null && region !== "") ??
    assignedTextAt(resource, "region")
  );
}

/**
 * The region of a resource, as far as it is known.
 * @param resource A resource of one region.
 * @returns The region; undefined where nobody can tell yet.
 */
export function knownRegionOf(resource: PolicyResource): unknown {
  try {
    return regionOf(resource);
  } catch (error) {
    if (isNotKnownYet(error)) return undefined;
    throw error;
  }
}

/** Regions outside the partition `aws`, by the beginning of their names. */
const PARTITIONS: Readonly<Record<string, string>> = {
  "cn-": "aws-cn",
  "us-gov-": "aws-us-gov",
  "us-iso-": "aws-iso",
  "us-isob-": "aws-iso-b",
  "eu-isoe-": "aws-iso-e",
  "us-isof-": "aws-iso-f",
  "eusc-": "aws-eusc",
};

/**
 * The partition that a region belongs to, as ARNs name it.
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 * @param region A region's name.
 * @returns The partition.
 */
export const partitionOf = (region: string): string =>
  Object.entries(PARTITIONS).find(([beginning]) => region.startsWith(beginning))?.[1] ?? "aws";
