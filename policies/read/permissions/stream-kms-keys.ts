import type { PolicyResource } from "@pulumi/policy";

import { knownRegionOf } from "../region";
import { knownAt, sourcesOf, type Stack } from "../stack";
import { awsType } from "../types";
import { isAboutDataKeys, isKmsKeyArn } from "./kms-key-statement";
import { knownStatementsOf, streamsMadeInto } from "./role-permissions";

/** A customer's KMS key of a stream. */
export interface StreamKmsKey {
  /** The key, if this stack has it. */
  readonly resource: PolicyResource | undefined;
  /** Its ARN, if it is known. */
  readonly arn: string | undefined;
}

/**
 * The KMS keys of this stack that encrypt a stream.
 * @param stream A stream.
 * @param stack The stack.
 * @returns The keys that the stream names, itself or by an alias: by a reference, an id, an ARN or the alias's name.
 */
export const kmsKeysOfStream = (stream: PolicyResource, stack: Stack): readonly PolicyResource[] => [
  ...namedAt(stream, "kmsKeyId", awsType.key, stack),
  ...namedAt(stream, "kmsKeyId", awsType.keyAlias, stack).flatMap((alias) =>
    namedAt(alias, "targetKeyId", awsType.key, stack),
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
  [awsType.key]: ["keyId", "arn"],
  [awsType.keyAlias]: ["name", "arn"],
};

/**
 * The customer's KMS keys of the streams that a role writes to: of streams of this stack, and those that its policies let it use.
 * @param role A role of the stack.
 * @param stack The stack.
 * @returns The keys, as far as they are known.
 */
export function kmsKeysOfWriter(role: PolicyResource, stack: Stack): readonly StreamKmsKey[] {
  const streams = streamsMadeInto(role, stack);
  const made = new Set(streams.flatMap((stream) => kmsKeysOfStream(stream, stack)));
  const used = knownStatementsOf(role, stack).filter((one) => one.allows && isAboutDataKeys(one));
  const arns = [...streams.map((stream) => knownAt(stream, "kmsKeyId")), ...used.flatMap(({ resources }) => resources)];
  const ofStack = [...made].map((resource) => ({ resource, arn: knownArnOf(resource) }));
  const ofOthers = new Set(arns.filter(isKmsKeyArn));
  for (const { arn } of ofStack) if (arn !== undefined) ofOthers.delete(arn);
  return [...ofStack, ...[...ofOthers].map((arn) => ({ resource: undefined, arn }))];
}

/** The ARN of a KMS key of this stack, if it is known. */
export function knownArnOf(key: PolicyResource): string | undefined {
  const arn = knownAt(key, "arn");
  return typeof arn === "string" ? arn : undefined;
}
