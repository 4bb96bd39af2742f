import type { PolicyResource } from "@pulumi/policy";

import { writerRoles } from "./api/integration-role";
import { takesRecords } from "./api/records-api";
import { guardedResources, isNamedIn } from "./guarded-resources";
import { apiStreamsOf, hasApiStreams } from "./permissions/role-permissions";
import { isTrue } from "./resource";
import { knownAt, sourcesOf, type Stack } from "./stack";
import { textsIn } from "./texts";
import { awsType } from "./types";

/** What runs a document of Systems Manager by itself: the properties that name the document, and on what it runs. */
interface Runner {
  readonly document: string;
  readonly subjects: readonly string[];
  /** Whether it runs at all. */
  readonly isOn?: (runner: PolicyResource) => boolean;
}

const RUNNERS: Readonly<Record<string, Runner>> = {
  "aws:cfg/remediationConfiguration:RemediationConfiguration": {
    document: "targetId",
    subjects: ["parameters", "resourceType"],
    isOn: (remediation) => isTrue(knownAt(remediation, "automatic")),
  },
  "aws:ssm/association:Association": { document: "name", subjects: ["parameters", "targets"] },
  "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask": {
    document: "taskArn",
    subjects: ["taskInvocationParameters", "targets"],
  },
};

/** The types of resources that run documents of Systems Manager by themselves. */
export const runnerTypes: readonly string[] = Object.keys(RUNNERS);

/**
 * What a resource runs a document of AWS on, if the document may change it and an API needs it.
 * https://docs.aws.amazon.com/systems-manager-automation-runbooks/latest/userguide/automation-runbook-reference.html
 * https://docs.aws.amazon.com/config/latest/developerguide/remediation.html
 * @param resource Any resource of {@link runnerTypes}.
 * @param stack Its stack.
 * @returns In words: `an API that takes records`; undefined if it runs on nothing of the kind.
 */
export function subjectOfRunbook(resource: PolicyResource, stack: Stack): string | undefined {
  const runner = RUNNERS[resource.type];
  if (!runner || !(runner.isOn?.(resource) ?? true) || !hasApiStreams(stack)) return undefined;
  const document = nameIn(knownAt(resource, runner.document));
  if (document === undefined || !OF_AWS.test(document) || READS.test(document)) return undefined;
  const texts = textsIn(resource).map(({ text }) => text);
  const guarded = guardedResources(stack).find((one) => texts.some((text) => isNamedIn(JSON.stringify(text), one)));
  if (guarded) return guarded.what;
  const sources = runner.subjects.flatMap((property) => sourcesOf(resource, property));
  const { streams, arns } = apiStreamsOf(stack);
  const isOfApi = (one: PolicyResource) =>
    (one.type === awsType.stage || one.type === awsType.restApi) && takesRecords(one, stack);
  if (sources.some(isOfApi) || texts.some((text) => text.startsWith("AWS::ApiGateway::"))) {
    return "an API that takes records";
  }
  // Before the role is there, nobody knows its ARN or its id.
  if (sources.some((one) => writerRoles(stack).includes(one))) return "the API's role";
  const isOfStream = (text: string) => text === "AWS::Kinesis::Stream" || arns.includes(text);
  return sources.some((one) => streams.has(one)) || texts.some(isOfStream) ? "a stream of the API" : undefined;
}

/** The name of a document, from its name or its ARN. */
const nameIn = (named: unknown): string | undefined =>
  typeof named === "string"
    ? named.replace(/^arn:.*:(?:document|automation-definition)\//, "").split(":")[0]
    : undefined;

/** How names of AWS's own documents begin; documents of the stack are judged by what they hold. */
const OF_AWS = /^AWS[A-Za-z]*-/;

/** Documents of AWS that read, test, or tell somebody. */
const READS =
  /^AWS[A-Za-z]*-(?:Analyze|Check|Collect|Describe|Gather|Get|List|Publish|Test|Troubleshoot|Trace|Validate|Verify)/;
