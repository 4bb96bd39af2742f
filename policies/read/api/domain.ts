import type { PolicyResource } from "@pulumi/policy";

import { knownAt, oncePerStack, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { takesRecords } from "./records-api";

/**
 * The custom domain names of a stack that a base path mapping leads to an API that takes records.
 * @param stack The stack.
 * @returns Its domain names.
 */
export const recordsDomains = oncePerStack((stack): readonly PolicyResource[] => {
  const mappings = recordsMappings(stack);
  return stack.ofType(awsType.domainName).filter((domain) => mappings.some((mapping) => isOfDomain(mapping, domain)));
});

/**
 * The custom domain names, of this stack or another one, that a mapping of the stack leads to an API that takes records.
 * @param stack The stack.
 * @returns The names that are known.
 */
export const recordsHosts = oncePerStack((stack): readonly string[] => [
  ...new Set(
    recordsMappings(stack).flatMap((mapping) => {
      const name = knownAt(mapping, "domainName");
      return typeof name === "string" && name !== "" ? [name] : [];
    }),
  ),
]);

/** API Gateway takes mappings of both kinds for a REST API. */
const recordsMappings = (stack: Stack): readonly PolicyResource[] =>
  [awsType.basePathMapping, awsType.apiMapping]
    .flatMap((kind) => stack.ofType(kind))
    .filter((mapping) => takesRecords(mapping, stack));

/**
 * Whether a resource names a domain in `domainName`, or in another property.
 * @param resource A mapping, a rule or a record.
 * @param domain A custom domain name.
 * @param property The property that names it.
 * @returns Whether it does, as far as it is known.
 */
export function isOfDomain(resource: PolicyResource, domain: PolicyResource, property = "domainName"): boolean {
  const sources = sourcesOf(resource, property, awsType.domainName);
  if (sources.length > 0) return sources.includes(domain);
  const name = knownAt(resource, property);
  return typeof name === "string" && withoutDot(name) === withoutDot(String(knownAt(domain, "domainName")));
}

/** DNS does not mind capitals, nor a dot at the end. */
const withoutDot = (name: string): string => name.toLowerCase().replace(/\.$/, "");
