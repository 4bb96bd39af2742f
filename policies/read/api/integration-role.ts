import type { PolicyResource } from "@pulumi/policy";

import { holdsOfSome } from "../judgeable";
import { isNotKnownYet } from "../resource";
import { knownAt, knownListAt, oncePerStack, pointsAt, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { callsAws } from "./integration";
import { orMay, writesToKinesis } from "./kinesis-call";

/** The integrations that API Gateway carries out as this role. */
export const integrationsWithRole = (role: PolicyResource, stack: Stack): readonly PolicyResource[] =>
  (integrationsByRole(stack).get(role) ?? []).filter(callsAws);

/** The roles of the stack as which API Gateway carries out an integration. */
export const rolesOfIntegration = (integration: PolicyResource, stack: Stack): readonly PolicyResource[] =>
  stack.ofType(awsType.role).filter((role) => integrationsWithRole(role, stack).includes(integration));

/** The integrations that name each role: by reference, or by its ARN once that is known. */
const integrationsByRole = oncePerStack((stack) => {
  const roles = stack.ofType(awsType.role);
  const byArn = new Map(roles.map((role) => [knownAt(role, "arn"), role]));
  const found = new Map(roles.map((role): [PolicyResource, PolicyResource[]] => [role, []]));
  for (const integration of stack.ofType(awsType.integration)) {
    const sources = sourcesOf(integration, "credentials");
    const arn = knownAt(integration, "credentials");
    const named = sources.length > 0 ? sources : [arn === undefined ? undefined : byArn.get(arn)];
    for (const role of new Set(named)) if (role) found.get(role)?.push(integration);
  }
  return found;
});

/**
 * Whether API Gateway writes to Kinesis as this role.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns Whether it does, or may.
 * @throws What `valueAt` throws where nobody can tell yet.
 */
export const isWriterRole = (role: PolicyResource, stack: Stack): boolean =>
  holdsOfSome(integrationsWithRole(role, stack), orMay(writesToKinesis));

/** The roles as which API Gateway is known to write to Kinesis. */
export const writerRoles = oncePerStack((stack) =>
  stack.ofType(awsType.role).filter((role) => {
    try {
      return isWriterRole(role, stack);
    } catch (error) {
      if (isNotKnownYet(error)) return false;
      throw error;
    }
  }),
);

/** What says which role a resource belongs to. */
const ROLE_PROPERTIES = ["role", "roleName", "roles"];

/** Whether a resource belongs to a role: the program passes the role's name or id, by reference or as text. */
export function belongsToRole(resource: PolicyResource, role: PolicyResource): boolean {
  return ROLE_PROPERTIES.some((property) => {
    if (sourcesOf(resource, property).length > 0) return pointsAt(resource, property, role);
    const names: readonly unknown[] = [knownAt(role, "name"), knownAt(role, "id")];
    return knownListAt(resource, property).some((name) => name !== undefined && names.includes(name));
  });
}
