import type { PolicyResource } from "@pulumi/policy";

import { integrationsWithRole } from "./api/integration-role";
import { isNotJudgeable } from "./judgeable";
import { type EncryptedStreams, holdsForKinesis } from "./permissions/kinesis-key-condition";
import { matchesAction, type PolicyStatement } from "./permissions/policy-document";
import { attachedPolicyArns, identityStatements } from "./permissions/policy-holders";
import { statementsInForce } from "./permissions/resource-policy";
import { permissionsOf, streamArnsOfRole, streamsMadeInto } from "./permissions/role-permissions";
import { isLike } from "./permissions/wildcard";
import { knownRegionOf } from "./region";
import { listAt, property } from "./resource";
import { knownAt, sourcesOf, type Stack } from "./stack";
import { type } from "./types";

const DATA_KEY = "kms:generatedatakey";

/** Whether a statement is about what Kinesis does with the key of a stream. */
const usesKey = ({ actions, notActions }: PolicyStatement): boolean =>
  notActions.length > 0 ? !matchesAction(notActions, DATA_KEY) : matchesAction(actions, DATA_KEY);

/**
 * The streams that a role writes to, for conditions on their keys.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns Their regions and ARNs, as far as they are known.
 */
export function encryptedStreamsOf(role: PolicyResource, stack: Stack): EncryptedStreams {
  const regions = integrationsWithRole(role, stack).map(knownRegionOf);
  return {
    regions: [...new Set(regions.filter((region) => typeof region === "string"))],
    arns: streamArnsOfRole(role, stack),
  };
}

/**
 * The keys of this stack that encrypt a stream.
 * @param stream A stream.
 * @param stack The stack.
 * @returns The keys that the stream names, itself or by an alias: by a reference, an id, an ARN or the alias's name.
 */
export const keysOfStream = (stream: PolicyResource, stack: Stack): readonly PolicyResource[] => [
  ...namedAt(stream, "kmsKeyId", type.key, stack),
  ...namedAt(stream, "kmsKeyId", type.keyAlias, stack).flatMap((alias) =>
    namedAt(alias, "targetKeyId", type.key, stack),
  ),
];

/** What a property names among the resources of a type. */
function namedAt(resource: PolicyResource, property: string, kind: string, stack: Stack): readonly PolicyResource[] {
  const referred = sourcesOf(resource, property, kind);
  const written = knownAt(resource, property);
  if (referred.length > 0 || typeof written !== "string") return referred;
  const region = knownRegionOf(resource);
  return stack
    .ofType(kind)
    .filter((one) => knownRegionOf(one) === region)
    .filter((one) => NAMES[kind]?.some((name) => knownAt(one, name) === written));
}

/** What names a key or an alias. https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  [type.key]: ["keyId", "arn"],
  [type.keyAlias]: ["name", "arn"],
};

/** A customer's key of a stream. */
export interface StreamKey {
  /** The key, if this stack has it. */
  readonly resource: PolicyResource | undefined;
  /** Its ARN, if it is known. */
  readonly arn: string | undefined;
}

const KEY_ARN = /^arn:[^:]*:kms:[^:]*:[^:]*:key\/[\w-]+$/;

/**
 * The customer's keys of the streams that a role writes to: of streams of this stack, and those that its policies let it use.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns The keys, as far as they are known.
 */
export function keysOfWriter(role: PolicyResource, stack: Stack): readonly StreamKey[] {
  const streams = streamsMadeInto(role, stack);
  const made = new Set(streams.flatMap((stream) => keysOfStream(stream, stack)));
  const used = knownStatementsOf(role, stack).filter((one) => one.allows && usesKey(one));
  const arns = [...streams.map((stream) => knownAt(stream, "kmsKeyId")), ...used.flatMap(({ resources }) => resources)];
  const ofStack = [...made].map((resource) => ({ resource, arn: knownArnOf(resource) }));
  const ofOthers = new Set(arns.filter((arn) => typeof arn === "string" && KEY_ARN.test(arn)) as string[]);
  for (const { arn } of ofStack) if (arn !== undefined) ofOthers.delete(arn);
  return [...ofStack, ...[...ofOthers].map((arn) => ({ resource: undefined, arn }))];
}

function knownArnOf(key: PolicyResource): string | undefined {
  const arn = knownAt(key, "arn");
  return typeof arn === "string" ? arn : undefined;
}

/** What a role's policies say, as far as it is known. */
const knownStatementsOf = (role: PolicyResource, stack: Stack): readonly PolicyStatement[] =>
  permissionsOf(role, stack).flatMap((holder) => {
    try {
      return identityStatements(holder);
    } catch (error) {
      if (isNotJudgeable(error)) return [];
      throw error;
    }
  });

/** Whether a statement of an identity's policy is about a key. */
function isAbout({ resources, notResources }: PolicyStatement, { arn }: StreamKey): boolean {
  if (notResources.length > 0) return arn !== undefined && !notResources.some((pattern) => isLike(arn, pattern));
  return resources.some((pattern) => pattern === "*" || (arn !== undefined && isLike(arn, pattern)));
}

/**
 * Whether a statement of an identity's policy lets it use a key.
 * @param statement A statement.
 * @param key The key of a stream.
 * @returns Whether it does, as far as the key is known.
 */
export const letsUseKey = (statement: PolicyStatement, key: StreamKey): boolean =>
  statement.allows && usesKey(statement) && (key.arn === undefined || isAbout(statement, key));

/** Whether a statement denies what Kinesis asks of a key for each record, on no condition that may not hold. */
export const deniesKinesis = (statement: PolicyStatement, streams: EncryptedStreams): boolean =>
  !statement.allows &&
  usesKey(statement) &&
  statement.conditions.every((condition) => holdsForKinesis(condition, streams) === "always");

/**
 * Whether a statement of a role's policy denies it the key of a stream that it writes to.
 * @param statement A statement.
 * @param role The role.
 * @param stack The stack.
 * @returns Whether it does, as far as the keys are known.
 */
export const deniesKey = (statement: PolicyStatement, role: PolicyResource, stack: Stack): boolean =>
  deniesKinesis(statement, encryptedStreamsOf(role, stack)) &&
  keysOfWriter(role, stack).some((key) => isAbout(statement, key));

/**
 * Whether the key's policy, a grant, or the role's policies let the role encrypt. What attaches policies of elsewhere may. A
 * policy of the role counts only where that of the key leaves it to the account.
 * @param role A role of the stack.
 * @param key The key of a stream.
 * @param stack The stack.
 * @returns Whether one of them does.
 * @throws What `valueAt` throws where a policy is not known yet.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function mayUseKey(role: PolicyResource, key: PolicyResource, stack: Stack): boolean {
  const streams = encryptedStreamsOf(role, stack);
  const roleArn = knownAt(role, "arn");
  const grants = stack
    .ofType(type.keyGrant)
    .filter((grant) => sourcesOf(grant, "keyId", type.key).includes(key))
    .filter((grant) => knownAt(grant, "granteePrincipal") === roleArn);
  if (grants.some((grant) => letsKinesis(grant, streams))) return true;
  const policy = statementsInForce(key, stack);
  const lets = policy.filter((one) => one.allows && usesKey(one) && !neverHolds(one, streams));
  if (lets.some(({ principals }) => principals.some(({ id }) => id === "*" || id === roleArn))) return true;
  const leavesToAccount = lets.some(({ principals }) => principals.some(({ id }) => isAccountOf(id, roleArn)));
  return (policy.length === 0 || leavesToAccount) && isLetByRole(role, key, stack);
}

function isLetByRole(role: PolicyResource, resource: PolicyResource, stack: Stack): boolean {
  const holders = permissionsOf(role, stack);
  if (holders.some((holder) => attachedPolicyArns(holder).length > 0)) return true;
  const key = { resource, arn: knownArnOf(resource) };
  return holders.flatMap(identityStatements).some((one) => letsUseKey(one, key));
}

/**
 * Whether a principal is the whole account of a role.
 * @param id The principal: an account's number, or the ARN of its root.
 * @param roleArn The role's ARN; any account is the role's while it is not known.
 * @returns Whether it is.
 */
export function isAccountOf(id: string, roleArn: unknown): boolean {
  const [, account] = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(id) ?? [];
  return account !== undefined && (typeof roleArn !== "string" || roleArn.split(":")[4] === account);
}

const neverHolds = ({ conditions }: PolicyStatement, streams: EncryptedStreams): boolean =>
  conditions.some((condition) => holdsForKinesis(condition, streams) === "never");

/** Whether a grant is for what Kinesis asks: the operation, and the encryption context. */
function letsKinesis(grant: PolicyResource, streams: EncryptedStreams): boolean {
  const contexts = listAt(grant, "constraints").flatMap((constraint) =>
    ["encryptionContextEquals", "encryptionContextSubset"].flatMap((name) =>
      Object.entries((property(constraint, name) ?? {}) as Readonly<Record<string, unknown>>),
    ),
  );
  return (
    listAt(grant, "operations").some((operation) => /^GenerateDataKey$/.test(String(operation))) &&
    contexts.every(([name, value]) => {
      const condition = { operator: "StringEquals", key: `kms:EncryptionContext:${name}`, values: [String(value)] };
      return holdsForKinesis(condition, streams) !== "never";
    })
  );
}

/** Whether a statement is about keys of other regions alone: the key of a stream is in the stream's region. */
const isElsewhere = ({ resources }: PolicyStatement, { regions }: EncryptedStreams): boolean =>
  regions.length > 0 &&
  resources.length > 0 &&
  resources.every((arn) => KEY_ARN.test(arn) && !regions.includes(arn.split(":")[3] ?? ""));

/**
 * Whether a statement of a role's policy allows the use of a key, and never for the streams that the role writes to, and no
 * other statement of the role does.
 * @param statement A statement.
 * @param role The role.
 * @param stack The stack.
 * @returns Whether Kinesis cannot use the key by it.
 */
export function keepsKinesisOut(statement: PolicyStatement, role: PolicyResource, stack: Stack): boolean {
  const streams = encryptedStreamsOf(role, stack);
  if (!statement.allows || !usesKey(statement)) return false;
  if (isElsewhere(statement, streams)) return true;
  if (!neverHolds(statement, streams)) return false;
  return !knownStatementsOf(role, stack).some(
    (one) =>
      one.allows &&
      usesKey(one) &&
      !neverHolds(one, streams) &&
      statement.resources.every((arn) => isAbout(one, { resource: undefined, arn })),
  );
}
