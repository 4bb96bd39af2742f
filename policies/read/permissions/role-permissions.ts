import type { PolicyResource } from "@pulumi/policy";

import { belongsToRole, writerRoles } from "../api/integration-role";
import { holdsOfSome, isNotJudgeable } from "../judgeable";
import { oncePerResource, oncePerStack, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { isOfPlainHttp } from "./condition";
import { awsManagedPolicyName, matchesAction, type PolicyStatement } from "./policy-document";
import {
  attachedPolicyArns,
  attaches,
  attachmentTypes,
  identityPolicyTypes,
  identityStatements,
} from "./policy-holders";
import { isLike } from "./wildcard";

/** The types that give something to a role: its policies, and what attaches policies to it. */
const permissionTypes: readonly string[] = [...new Set([...identityPolicyTypes, ...attachmentTypes])];

/**
 * What gives permissions to a role. It is computed once a role.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns The role itself, its policies, its attachments, and the policies of the stack that they attach.
 */
export const permissionsOf = oncePerResource((role, stack): readonly PolicyResource[] => {
  const own = permissionTypes
    .flatMap((one) => stack.ofType(one))
    .filter((holder) => holder === role || belongsToRole(holder, role));
  const managed = stack.ofType(awsType.policy).filter((policy) => own.some((holder) => attaches(holder, policy)));
  return [...new Set([...own, ...managed])];
});

/**
 * What a role's policies say.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns The statements, as far as they are known.
 */
export const knownStatementsOf = (role: PolicyResource, stack: Stack): readonly PolicyStatement[] =>
  permissionsOf(role, stack).flatMap((holder) => {
    try {
      return identityStatements(holder);
    } catch (error) {
      if (isNotJudgeable(error)) return [];
      throw error;
    }
  });

/**
 * The streams that a role's policies are made from.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns The streams of the stack; a stream stands there once for each policy.
 */
export const streamsMadeInto = (role: PolicyResource, stack: Stack): readonly PolicyResource[] =>
  permissionsOf(role, stack).flatMap((holder) =>
    ["policy", "inlinePolicies"].flatMap((property) => sourcesOf(holder, property, awsType.stream)),
  );

const WRITES = ["kinesis:putrecord", "kinesis:putrecords"];

/** Whether a statement allows to write to streams. */
export const allowsToWrite = ({ allows, actions, notActions }: PolicyStatement): boolean =>
  allows && (notActions.length > 0 || actions.some(writes));

/**
 * Whether a statement denies to write to one of the streams that the stack's APIs write to, on a condition or on none. API
 * Gateway always speaks TLS.
 * @param statement A statement of an identity's policy.
 * @param stack The stack.
 * @returns Whether it does, as far as the streams are known.
 */
export function deniesToWrite(statement: PolicyStatement, stack: Stack): boolean {
  const { allows, actions, notActions, resources, notResources, conditions } = statement;
  if (allows || conditions.some(isOfPlainHttp)) return false;
  const isAboutAction = notActions.length > 0 ? !notActions.some(writes) : actions.some(writes);
  const isAbout = (arn: string) =>
    notResources.length > 0
      ? !notResources.some((pattern) => isLike(arn, pattern))
      : resources.some((pattern) => isLike(arn, pattern));
  return isAboutAction && apiStreamsOf(stack).arns.some(isAbout);
}

/** Whether an action, which may have wildcards, is one that writes to streams. */
export const writes = (action: string): boolean => WRITES.some((one) => matchesAction([action], one));

/** AWS's own policies that let somebody write to streams. */
const WRITERS_OF_AWS = /Administrator|^PowerUserAccess$|Kinesis(Streams)?FullAccess/;

/**
 * Whether a role may write to some stream.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns True also where a policy is attached that this stack does not show, unless it is one of AWS's that does not write.
 * @throws What `valueAt` throws where a policy is not known yet.
 */
export function mayWrite(role: PolicyResource, stack: Stack): boolean {
  return holdsOfSome(permissionsOf(role, stack), (holder) => {
    if (identityStatements(holder).some(allowsToWrite)) return true;
    if (stack.ofType(awsType.policy).some((policy) => attaches(holder, policy))) return false;
    return attachedPolicyArns(holder).some((arn) => {
      const name = awsManagedPolicyName(arn);
      return name === undefined || WRITERS_OF_AWS.test(name);
    });
  });
}

/** The streams that APIs of the stack write to. */
export interface ApiStreams {
  /** Those that the stack has. */
  readonly streams: ReadonlySet<PolicyResource>;
  /** The ARNs of all whose ARN is known. */
  readonly arns: readonly string[];
}

/** What the roles of APIs write to, as far as it is known: what other ways lead there is no API's to guard. */
export const apiStreamsOf = oncePerStack((stack): ApiStreams => {
  const roles = writerRoles(stack);
  return {
    streams: new Set(roles.flatMap((role) => streamsMadeInto(role, stack))),
    arns: [...new Set(roles.flatMap((role) => streamArnsOfRole(role, stack)))],
  };
});

/**
 * The ARNs of the streams that a role may write to.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns Those that are known, wildcards among them.
 */
export const streamArnsOfRole = (role: PolicyResource, stack: Stack): readonly string[] =>
  knownStatementsOf(role, stack).filter(allowsToWrite).flatMap(streamArnsIn);

/** Whether the stack has APIs that write to streams, as far as it is known. */
export function hasApiStreams(stack: Stack): boolean {
  const { streams, arns } = apiStreamsOf(stack);
  return streams.size > 0 || arns.length > 0;
}

/** The ARNs of streams that a statement is about, wildcards among them. */
export const streamArnsIn = ({ resources }: PolicyStatement): readonly string[] =>
  resources.filter((resource) => /^arn:[^:]*:kinesis:[^:]*:[^:]*:stream\//.test(resource));
