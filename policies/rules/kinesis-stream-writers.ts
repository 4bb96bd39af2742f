import type { PolicyResource } from "@pulumi/policy";

import { stackRule } from "../pack/rule";
import { belongsToRole, isWriterRole, writerRoles } from "../read/api/integration-role";
import { holdsOfSome } from "../read/judgeable";
import { type PolicyStatement, statementsOf } from "../read/permissions/policy-document";
import {
  attaches,
  attachmentTypes,
  identityPolicyTypes,
  identityStatements,
  isOnlyBoundary,
} from "../read/permissions/policy-holders";
import { resourceStatements } from "../read/permissions/resource-policy";
import { allowsToWrite, apiStreamsOf, hasApiStreams } from "../read/permissions/role-permissions";
import { assignedTextAt, valueAt } from "../read/resource";
import { knownAt, oncePerStack, sourcesOf, type Stack } from "../read/stack";
import {
  mayBeUnlistedWriter,
  targetPathsOf,
  targetsAt,
  targetSourcesOf,
  unlistedTargetsOf,
} from "../read/stream-targets";
import { awsType } from "../read/types";

interface Config {
  readonly services: readonly string[];
}

export const kinesisStreamWriters = stackRule<Config>({
  name: "kinesis-stream-writers",
  description: "Nothing but its API writes to a stream: what comes by another way, nobody authenticated at the API.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Send the records through the API, or give what else there is a stream of its own. If a service may write to the same " +
    "stream, name it in the setting services: lambda.amazonaws.com.",
  url: "https://docs.aws.amazon.com/streams/latest/dev/building-producers.html",
  tags: ["kinesis", "iam", "security", "access-control"],
  configSchema: {
    properties: {
      // Services whose roles may write to the streams of an API, as a trust policy names them.
      services: { type: "array", items: { type: "string" }, default: [], laxer: "more" },
    },
  },
  checks: [
    (holder, stack, { services }) => {
      if (!identityPolicyTypes.includes(holder.type) || isGiven(holder, stack, services)) return undefined;
      return identityStatements(holder)
        .filter((statement) => allowsToWrite(statement) && isAboutApiStream(statement, stack))
        .map(
          ({ name, resources }) => `${name} lets others than the API write to ${describeStream(resources, [], stack)}.`,
        );
    },
    (resource, stack, { services }) => {
      const paths = targetPathsOf(resource).filter((path) => leadsToApiStream(resource, path, stack));
      if (paths.length === 0 || isServiceOf(resource, services)) return undefined;
      const sources = paths.flatMap((path) => targetSourcesOf(resource, path));
      // Made of the stream, the target may not be known yet.
      const isMade = sources.some(({ type: of }) => of === awsType.stream);
      const targets = isMade ? [] : paths.flatMap((path) => targetsAt(resource, path));
      return `writes to ${describeStream(targets, sources, stack)}, past the API.`;
    },
    (resource, stack, { services }) => {
      if (!mayBeUnlistedWriter(resource) || !hasApiStreams(stack) || isServiceOf(resource, services)) return undefined;
      const { streams, arns } = apiStreamsOf(stack);
      const held = unlistedTargetsOf(
        resource,
        (text) => arns.includes(text),
        (source) => streams.has(source),
      );
      return [...held].map(
        ([name, named]) =>
          `${name} names ${describeStream(named, sourcesOf(resource, name), stack)}, and nobody knows that it only reads.`,
      );
    },
    (policy, stack, { services }) => {
      if (policy.type !== awsType.streamPolicy || !leadsToApiStream(policy, "resourceArn", stack)) return undefined;
      const isWriter = (id: string) => holdsOfSome(writerRoles(stack), (role) => assignedTextAt(role, "arn") === id);
      return resourceStatements(policy)
        .filter(allowsToWrite)
        .filter(({ principals }) => !principals.every(({ id }) => services.includes(id) || isWriter(id)))
        .map(({ name }) => {
          const arn = knownAt(policy, "resourceArn");
          return `${name} lets others than the API write to ${describeStream([arn], sourcesOf(policy, "resourceArn"), stack)}.`;
        });
    },
  ],
});

/** Whether it is the API's to write, a boundary, or that of services that may. */
function isGiven(holder: PolicyResource, stack: Stack, services: readonly string[]): boolean {
  if (isOnlyBoundary(holder, stack)) return true;
  const roles = rolesWith(holder, stack);
  return roles.length > 0 && roles.every((role) => isWriterRole(role, stack) || isOfServices(role, services));
}

/** The roles of the stack that have a policy: their own, or one that is attached to them. */
function rolesWith(holder: PolicyResource, stack: Stack): readonly PolicyResource[] {
  if (holder.type === awsType.role) return [holder];
  const attachments = attachmentTypes.flatMap((one) => stack.ofType(one)).filter((one) => attaches(one, holder));
  return stack
    .ofType(awsType.role)
    .filter((role) => [holder, ...attachments].some((one) => one === role || belongsToRole(one, role)));
}

function isOfServices(role: PolicyResource, services: readonly string[]): boolean {
  if (services.length === 0) return false;
  const principals = statementsOf(valueAt(role, "assumeRolePolicy"))
    .filter(({ allows }) => allows)
    .flatMap((statement) => statement.principals);
  return principals.length > 0 && principals.every(({ id }) => services.includes(id));
}

/** `aws:pipes/pipe:Pipe` is a resource of `pipes.amazonaws.com`. */
function isServiceOf(resource: PolicyResource, services: readonly string[]): boolean {
  const [, named = ""] = /^aws:(\w+)\//.exec(resource.type) ?? [];
  return services.some((service) => service.startsWith(`${PRINCIPALS[named] ?? named}.`));
}

/** Services that IAM calls otherwise than the provider does. */
const PRINCIPALS: Readonly<Record<string, string>> = { bedrock: "bedrock-agentcore", mskconnect: "kafkaconnect" };

/** Whether a statement is about a stream that an API writes to: by its ARN, or made from the stream. */
function isAboutApiStream({ resources }: PolicyStatement, stack: Stack): boolean {
  const { arns } = apiStreamsOf(stack);
  // Another rule judges wildcards.
  return resources.some((resource) => arns.includes(resource));
}

function leadsToApiStream(resource: PolicyResource, path: string, stack: Stack): boolean {
  if (!hasApiStreams(stack)) return false;
  const { streams, arns } = apiStreamsOf(stack);
  return (
    targetSourcesOf(resource, path).some((source) => streams.has(source)) ||
    targetsAt(resource, path).some((target) => arns.includes(target as string) || namesOf(stack).has(target))
  );
}

/** The stream in the program's words, where this stack has it. */
function describeStream(named: readonly unknown[], sources: readonly PolicyResource[], stack: Stack): string {
  const isNamed = (said: unknown) => said !== undefined && named.includes(said);
  const found = [...apiStreamsOf(stack).streams].find(
    (stream) => sources.includes(stream) || isNamed(knownAt(stream, "arn")) || isNamed(knownAt(stream, "name")),
  );
  return found ? `the API's stream ${found.name}` : "a stream that an API writes to";
}

/** The names of the streams, for what names them so. */
const namesOf = oncePerStack((stack) => {
  const { streams, arns } = apiStreamsOf(stack);
  const names = [...streams].map((stream) => knownAt(stream, "name")).filter((name) => typeof name === "string");
  return new Set<unknown>([...names, ...arns.map((arn) => arn.split(":stream/").at(-1))]);
});
