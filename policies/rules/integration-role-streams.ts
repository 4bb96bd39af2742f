import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { integrationsWithRole, isWriterRole } from "../read/api/integration-role";
import { writesRecords } from "../read/api/kinesis-call";
import { readRequestTemplate } from "../read/api/request-template";
import { holdsForKinesis } from "../read/permissions/kinesis-key-condition";
import { deniesKmsKey, encryptedStreamsOf, keepsKinesisOut, mayUseKmsKey } from "../read/permissions/kms-key-use";
import { isKeyOutOfBounds, isWritingOutOfBounds } from "../read/permissions/permissions-boundary";
import { type Condition, matchesAction, type PolicyStatement } from "../read/permissions/policy-document";
import { identityPolicyTypes, identityStatements } from "../read/permissions/policy-holders";
import {
  allowsToWrite,
  deniesToWrite,
  mayWrite,
  permissionsOf,
  streamArnsIn,
  streamsMadeInto,
} from "../read/permissions/role-permissions";
import { kmsKeysOfStream } from "../read/permissions/stream-kms-keys";
import { hasWildcard } from "../read/permissions/wildcard";
import { textAt, textsOf } from "../read/resource";
import { knownAt, oncePerStack, type Stack } from "../read/stack";
import { awsType } from "../read/types";

export const integrationRoleStreams = stackRule({
  name: "integration-role-streams",
  description:
    "The role of a Kinesis integration may always write to the streams that its templates name, and to no others.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Allow kinesis:PutRecord on the ARNs of the streams that the templates name, in the API's region and account, without a " +
    "condition or a denial.",
  url: "https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html",
  tags: ["iam", "kinesis", "security", "access-control", "data-loss"],
  types: identityPolicyTypes,
  checks: [
    (holder, stack) => {
      const roles = writersWith(holder, stack);
      if (roles.length === 0) return undefined;
      return identityStatements(holder)
        .filter(allowsToWrite)
        .filter((statement) => streamArnsIn(statement).some((arn) => roles.some((role) => !isNamed(arn, role, stack))))
        .map(({ name }) => `${name} allows the API to write to a stream that none of its templates names.`);
    },
    (holder, stack) => {
      if (writersWith(holder, stack).length === 0) return undefined;
      return identityStatements(holder)
        .filter((statement) => deniesToWrite(statement, stack))
        .map(({ name }) => `${name} denies the API to write: records are refused.`);
    },
    (holder, stack) => {
      const roles = writersWith(holder, stack);
      if (roles.length === 0) return undefined;
      const mayFail = (condition: Condition): boolean =>
        !HOLDS.test(condition.key) ||
        roles.some((role) => holdsForKinesis(condition, encryptedStreamsOf(role, stack)) === "never");
      return identityStatements(holder)
        .filter((statement) => allowsToWrite(statement) && statement.conditions.some(mayFail))
        .map(
          ({ name }) => `${name} allows the API to write on a condition: when it does not hold, records are refused.`,
        );
    },
    (holder, stack) => {
      const roles = writersWith(holder, stack).filter((role) => !mayPutRecord(role, stack));
      if (roles.length === 0) return undefined;
      return identityStatements(holder)
        .filter(allowsToWrite)
        .map(({ name }) => `${name} allows PutRecords, and the API calls PutRecord: every record is refused.`);
    },
    (holder, stack) => {
      const roles = writersWith(holder, stack);
      if (roles.length === 0) return undefined;
      return identityStatements(holder)
        .filter((statement) => roles.some((role) => keepsKinesisOut(statement, role, stack)))
        .map(({ name }) => `${name} allows to use a key, but not for the API's stream, through Kinesis: ${REFUSED}`);
    },
    (holder, stack) => {
      const roles = writersWith(holder, stack);
      if (roles.length === 0) return undefined;
      return identityStatements(holder)
        .filter((statement) => roles.some((role) => deniesKmsKey(statement, role, stack)))
        .map(({ name }) => `${name} denies the API the key of its stream (kms:GenerateDataKey): ${REFUSED}`);
    },
    (role, stack) => {
      if (role.type !== awsType.role || !isWriterRole(role, stack)) return undefined;
      const keys = new Set(streamsMadeInto(role, stack).flatMap((stream) => kmsKeysOfStream(stream, stack)));
      return [...keys].some((key) => !mayUseKmsKey(role, key, stack))
        ? "no policy lets the API use the key of its stream (kms:GenerateDataKey): every record is refused."
        : undefined;
    },
    (role, stack) => {
      if (role.type !== awsType.role || !isWriterRole(role, stack)) return undefined;
      return isWritingOutOfBounds(role, stack)
        ? "permissionsBoundary does not let the API write: every record is refused."
        : undefined;
    },
    (role, stack) => {
      if (role.type !== awsType.role || !isWriterRole(role, stack)) return undefined;
      return isKeyOutOfBounds(role, stack)
        ? `permissionsBoundary does not let the API use the key of its stream (kms:GenerateDataKey): ${REFUSED}`
        : undefined;
    },
    (role, stack) => {
      if (role.type !== awsType.role || !isWriterRole(role, stack) || mayWrite(role, stack)) return undefined;
      return "no policy lets the API write as this role: every record is refused.";
    },
  ],
});

/** Conditions that API Gateway meets in every request of an integration in its own region and account. */
const HOLDS =
  /^(aws:(SecureTransport|RequestedRegion|ResourceAccount|ResourceOrgID|PrincipalAccount|PrincipalOrgID)|kms:)/i;

const REFUSED = "every record of a stream with this key is refused.";

/** The roles of Kinesis integrations that a policy gives something to. */
const writersWith = (holder: PolicyResource, stack: Stack): readonly PolicyResource[] =>
  (rolesByHolder(stack).get(holder) ?? []).filter((role) => isWriterRole(role, stack));

const rolesByHolder = oncePerStack((stack) => {
  const found = new Map<PolicyResource, PolicyResource[]>();
  for (const role of stack.ofType(awsType.role)) {
    for (const holder of permissionsOf(role, stack)) found.set(holder, [...(found.get(holder) ?? []), role]);
  }
  return found;
});

/** Whether a template of the role's integrations names a stream: by its ARN, or by its name in the API's region and account. */
function isNamed(arn: string, role: PolicyResource, stack: Stack): boolean {
  // Another rule judges wildcards.
  if (hasWildcard(arn)) return true;
  const [, , , region, account, stream = ""] = arn.split(":");
  const own = knownAt(role, "arn");
  const isOwnAccount = typeof own !== "string" || own.split(":")[4] === account;
  return integrationsWithRole(role, stack).some((integration) => {
    const templates = textsOf(integration, "requestTemplates").map(([, source]) => readRequestTemplate(source));
    // Another rule judges templates that name no stream of their own.
    if (templates.some(({ streams, openStreams }) => streams.length === 0 || openStreams.length > 0)) return true;
    const names = templates.flatMap(({ streams }) => streams.map(({ name }) => name));
    const isHere = isOwnAccount && (textAt(integration, "region") ?? region) === region;
    return names.includes(arn) || (isHere && names.includes(stream.slice("stream/".length)));
  });
}

const allowsPutRecord = ({ allows, actions, notActions }: PolicyStatement): boolean =>
  allows && (notActions.length > 0 || matchesAction(actions, "kinesis:putrecord"));

/** Whether the role may call PutRecord, or its integrations call something else. */
function mayPutRecord(role: PolicyResource, stack: Stack): boolean {
  if (integrationsWithRole(role, stack).some((integration) => writesRecords(integration) !== false)) return true;
  const holders = permissionsOf(role, stack);
  const isAllowed = (test: (statement: PolicyStatement) => boolean) =>
    holders.some((holder) => identityStatements(holder).some(test));
  return !isAllowed(allowsToWrite) || isAllowed(allowsPutRecord);
}
