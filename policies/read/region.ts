import type { Resource } from "./resource";

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
