import { stackRule } from "../pack/rule";
import { includesIgnoringCase, type PolicyStatement } from "../read/permissions/policy-document";
import { identityPolicyTypes, identityStatements, isOnlyBoundary } from "../read/permissions/policy-holders";
import { apiStreamsOf, hasApiStreams } from "../read/permissions/role-permissions";
import { isLike } from "../read/permissions/wildcard";
import { knownAt, type Stack } from "../read/stack";

/**
 * Actions that destroy records, end their encryption, or open or close the stream.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesis.html
 */
const ACTIONS = [
  "DecreaseStreamRetentionPeriod",
  "DeleteResourcePolicy",
  "DeleteStream",
  "DisableEnhancedMonitoring",
  "MergeShards",
  "PutResourcePolicy",
  "SplitShard",
  "StartStreamEncryption",
  "StopStreamEncryption",
  "UpdateMaxRecordSize",
  "UpdateShardCount",
  "UpdateStreamMode",
  "UpdateStreamWarmThroughput",
].map((action) => `kinesis:${action}`);

export const kinesisStreamAdministrators = stackRule({
  name: "kinesis-stream-administrators",
  description:
    "No role of the stack may delete, open or decrypt a stream that an API writes to, or shorten its retention.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps: "Change the stream by this program, and let whoever reads it read alone.",
  url: "https://docs.aws.amazon.com/streams/latest/dev/controlling-access.html",
  tags: ["kinesis", "iam", "security", "access-control", "data-loss"],
  types: identityPolicyTypes,
  checks: [
    (holder, stack) => {
      if (isOnlyBoundary(holder, stack) || !hasApiStreams(stack)) return undefined;
      return identityStatements(holder)
        .filter((statement) => statement.allows && isAboutApiStream(statement, stack))
        .flatMap(({ name, actions }) =>
          ACTIONS.filter((action) => includesIgnoringCase(actions, action)).map(
            (action) => `${name} allows ${action} on a stream that an API writes to.`,
          ),
        );
    },
  ],
});

/** By its ARN, or, while that is not known, by its name. Another rule judges wildcards. */
function isAboutApiStream({ resources }: PolicyStatement, stack: Stack): boolean {
  const { streams, arns } = apiStreamsOf(stack);
  const names: readonly unknown[] = [...streams].map((stream) => knownAt(stream, "name"));
  return resources.some(
    (resource) =>
      arns.some((arn) => isLike(resource, arn)) ||
      (arns.length === 0 && resource.includes(":kinesis:") && names.includes(resource.split(":stream/").at(-1))),
  );
}
