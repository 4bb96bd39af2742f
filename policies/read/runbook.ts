import type { PolicyResource } from "@pulumi/policy";

import { writerRoles } from "./api/integration-role";
import { takesRecords } from "./api/records-api";
import { guardedResources, isNamedIn } from "./guarded-resources";
import { apiStreamsOf, hasApiStreams } from "./permissions/role-permissions";
import { isSet, isTrue, property } from "./resource";
import { knownAt, sourcesOf, type Stack } from "./stack";
import { readStructuredText } from "./structured-text";
import { knownCopyOf, partsIn, partsUnder, textsIn } from "./texts";
import { awsType } from "./types";

/** What runs a document of Systems Manager by itself: how it names the document, and the properties that say on what it runs. */
interface Runner {
  /** The names of documents, or their ARNs, as far as they are known. */
  readonly documents: (runner: PolicyResource) => readonly unknown[];
  readonly subjects: readonly string[];
  /** The texts that say on what it runs. @defaultValue all */
  readonly texts?: (runner: PolicyResource) => readonly string[];
  /** Whether it runs at all. */
  readonly isOn?: (runner: PolicyResource) => boolean;
}

/** A property that names a document. */
const at = (path: string) => (runner: PolicyResource) => [knownAt(runner, path)];

const RUNNERS: Readonly<Record<string, Runner>> = {
  "aws:cfg/remediationConfiguration:RemediationConfiguration": {
    documents: at("targetId"),
    subjects: ["parameters", "resourceType"],
    isOn: (remediation) => isTrue(knownAt(remediation, "automatic")),
  },
  "aws:ssm/association:Association": { documents: at("name"), subjects: ["parameters", "targets"] },
  "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask": {
    documents: at("taskArn"),
    subjects: ["taskInvocationParameters", "targets"],
  },
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
  "aws:cloudwatch/eventTarget:EventTarget": { documents: at("arn"), subjects: ["input", "inputTransformer"] },
  // https://docs.aws.amazon.com/incident-manager/latest/userguide/tutorials-runbooks.html
  "aws:ssmincidents/responsePlan:ResponsePlan": {
    documents: (plan) => partsIn(plan).map(({ value }) => property(value, "documentName")),
    subjects: ["action"],
  },
  [awsType.schedule]: {
    documents: (schedule) => documentsIn(JSON.stringify(knownCopyOf(schedule, "target") ?? {})),
    subjects: ["target"],
  },
  // Its other states may be about anything, so that what it is made from says nothing.
  "aws:sfn/stateMachine:StateMachine": {
    documents: (machine) => tasksOf(machine).flatMap(documentsIn),
    subjects: [],
    texts: tasksOf,
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
  const documents = runner.documents(resource).flatMap(nameIn).filter(changesSomething);
  if (documents.length === 0) return undefined;
  const texts = runner.texts?.(resource) ?? textsIn(resource).map(({ text }) => text);
  const guarded = guardedResources(stack).find((one) =>
    texts.some((text) => isNamedIn(text, one) || isNamedIn(JSON.stringify(text), one)),
  );
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
  const isOfStream = (text: string) =>
    text === "AWS::Kinesis::Stream" || arns.some((arn) => text === arn || text.includes(JSON.stringify(arn)));
  if (sources.some((one) => streams.has(one)) || texts.some(isOfStream)) return "a stream of the API";
  if (!isSet(resource, "inputTransformer")) return undefined;
  // What the event is about may be any resource of its kind.
  return KINDS.find(([name]) => documents.some((document) => name.test(document)))?.[1];
}

/** By the name of a document, the kind of resource that it changes. */
const KINDS: readonly (readonly [name: RegExp, kind: string])[] = [
  [/API-?Gateway/i, "an API that takes records"],
  [/Kinesis/, "a stream of the API"],
  [/IAMRole/, "the API's role"],
  [/DeleteSecret/, "the secret of a connector's file"],
];

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_StartAutomationExecution.html */
const STARTS = /aws-sdk:ssm:(?:createAssociation|sendCommand|startAutomationExecution)/i;

/** The documents that a text of JSON names, which may hold another one, if it calls Systems Manager. */
const documentsIn = (text: string): readonly unknown[] =>
  STARTS.test(text)
    ? [...text.matchAll(/\\*"(?:DocumentName|Name)\\*"\s*:\s*\\*"([^"\\]+)/g)].map(([, document]) => document)
    : [];

/** The tasks of a state machine that call Systems Manager, as texts of JSON. */
function tasksOf(machine: PolicyResource): readonly string[] {
  const definition = knownAt(machine, "definition");
  if (typeof definition !== "string" || !STARTS.test(definition)) return [];
  return partsUnder(readStructuredText(definition, LONGEST_DEFINITION), "definition")
    .filter(({ value }) => STARTS.test(String(property(value, "Resource"))))
    .map(({ value }) => JSON.stringify(value));
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const LONGEST_DEFINITION = 1024 * 1024;

/** The name of a document, from its name or its ARN. */
const nameIn = (named: unknown): readonly string[] =>
  typeof named === "string"
    ? [named.replace(/^arn:.*:(?:document|automation-definition)\//, "").replace(/:.*$/, "")]
    : [];

const changesSomething = (document: string): boolean => OF_AWS.test(document) && !READS.test(document);

/** How names of AWS's own documents begin; documents of the stack are judged by what they hold. */
const OF_AWS = /^AWS[A-Za-z]*-/;

/** Documents of AWS that read, test, or tell somebody. */
const READS =
  /^AWS[A-Za-z]*-(?:Analyze|Check|Collect|Describe|Gather|Get|List|Publish|Test|Troubleshoot|Trace|Validate|Verify)/;
