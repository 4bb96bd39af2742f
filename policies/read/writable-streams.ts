import type { PolicyResource } from "@pulumi/policy";

import { rolesOfIntegration } from "./api/integration-role";
import { attachedPolicyArns, attaches, identityStatements } from "./permissions/policy-holders";
import { permissionsOf, writes } from "./permissions/role-permissions";
import { knownAt, sourcesOf, type Stack } from "./stack";
import { awsType } from "./types";

/**
 * The names of the streams that the role of an integration may write to, with wildcards; undefined where this stack does not
 * show all of the role's policies.
 * @throws where a policy is not known yet
 */
export function streamsOfRole(integration: PolicyResource, stack: Stack): readonly string[] | undefined {
  const holders = rolesOfIntegration(integration, stack).flatMap((role) => permissionsOf(role, stack));
  const names = holders.map((holder) => streamsIn(holder, stack));
  const known = names.flatMap((one) => one ?? []);
  return known.length === 0 || names.includes(undefined) ? undefined : known;
}

/** What a holder says of streams' names; undefined if it attaches a policy that this stack does not show. */
function streamsIn(holder: PolicyResource, stack: Stack): readonly string[] | undefined {
  const isShown = stack.ofType(awsType.policy).some((policy) => attaches(holder, policy));
  if (!isShown && attachedPolicyArns(holder).length > 0) return undefined;
  const source = sourcesOf(holder, "policy");
  if (knownAt(holder, "policy") === undefined && source.length > 0) return namesOf(source);
  return identityStatements(holder)
    .filter(({ allows, actions }) => allows && actions.some(writes))
    .flatMap(({ resources }) => resources.map(streamIn));
}

/** While a policy is not known, the streams that the program made it of stand for it. */
function namesOf(sources: readonly PolicyResource[]): readonly string[] | undefined {
  const names = sources.filter((source) => source.type === awsType.stream).map((stream) => knownAt(stream, "name"));
  return names.length > 0 && names.every((name) => typeof name === "string") ? names : undefined;
}

/** The name in a stream's ARN; a wildcard that spans the ARN spans the name. */
const streamIn = (arn: string): string => {
  const slash = arn.indexOf(":stream/");
  return slash === -1 ? (arn.endsWith("*") ? "*" : arn) : arn.slice(slash + ":stream/".length);
};
