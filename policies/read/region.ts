import type { Resource } from "./resource";

/** Services of the whole account; of Route 53, what is no resolver and no profile. */
const GLOBAL =
  /^aws:(account|billing|budgets|cloudfront|costexplorer|cur|globalaccelerator|iam|networkmanager|organizations|route53(?!\/(?:resolver|profiles))|route53domains|route53recovery(?:control|readiness)|shield|waf)\//;

/** Whether AWS keeps the resource in one region: its type then takes a region argument. */
export function isRegional({ type }: Resource): boolean {
  return type.startsWith("aws:") && !GLOBAL.test(type);
}
