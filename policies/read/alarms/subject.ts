import type { PolicyResource } from "@pulumi/policy";

import { takesRecords } from "../api/records-api";
import { readRequestTemplate } from "../api/request-template";
import { ancestorsOf } from "../components";
import { knownRegionOf } from "../region";
import { streamNameIn } from "../rendering/choices";
import { knownTextsOf } from "../resource";
import { knownAt, knownListAt, knownProperty, oncePerStack, type Stack } from "../stack";
import { awsType } from "../types";
import { type AlarmMetric, metricsOf } from "./metric";

/** The components that have an API that takes records, by URN; `""` if such an API is in no component. */
const holdersOfApis = oncePerStack(
  (stack) =>
    new Set(
      stack
        .ofType(awsType.restApi)
        .filter((api) => takesRecords(api, stack))
        .flatMap((api) => {
          const components = componentsOf(api);
          return components.length === 0 ? [""] : components;
        }),
    ),
);

const componentsOf = (resource: PolicyResource): readonly string[] =>
  ancestorsOf(resource)
    .filter((ancestor) => ancestor.type !== awsType.stack)
    .map(({ urn }) => urn);

/**
 * What an alarm or a metric filter is there for: the API that takes records in its own component. In a stack without components,
 * it is any such API.
 * @param resource An alarm or a metric filter.
 * @param stack Its stack.
 * @returns Tells whether another resource of the alarm's region is in the same component; undefined if the alarm is in none that
 * has such an API.
 */
export function scopeOf(resource: PolicyResource, stack: Stack): ((other: PolicyResource) => boolean) | undefined {
  const holders = holdersOfApis(stack);
  const components = componentsOf(resource);
  const own = components.find((urn) => holders.has(urn));
  if (own === undefined && !(holders.size === 1 && holders.has(""))) return undefined;
  const region = knownRegionOf(resource);
  return (other) => knownRegionOf(other) === region && (own === undefined || componentsOf(other).includes(own));
}

/** The names of streams that templates write to, also of those that the stack does not have. */
const namedStreams = oncePerStack(
  (stack) =>
    new Set<unknown>(
      stack
        .ofType(awsType.integration)
        .flatMap((integration) => knownTextsOf(integration, "requestTemplates"))
        .flatMap(([, source]) => readRequestTemplate(source).streams.map(({ name }) => streamNameIn(name))),
    ),
);

/**
 * Whether an alarm reads a metric of the stack's own API or stream, or of another one.
 * @param alarm A metric alarm.
 * @param metric One of its metrics.
 * @param stack The stack.
 * @returns `own` or `other`; undefined if the metric names neither an API nor a stream, or one of another region.
 */
function subjectOf(alarm: PolicyResource, metric: AlarmMetric, stack: Stack): "own" | "other" | undefined {
  const subjects = SUBJECTS[String(metric.namespace)] ?? [];
  const subject = subjects.find(({ dimension }) => typeof knownProperty(metric.dimensions, dimension) === "string");
  if (subject === undefined) return undefined;
  const { dimension, kind, property } = subject;
  const named = knownProperty(metric.dimensions, dimension);
  const regions = stack
    .ofType(kind)
    .filter((one) => knownAt(one, property) === named)
    .map(knownRegionOf);
  if (regions.includes(knownRegionOf(alarm)) || (kind === awsType.stream && namedStreams(stack).has(named))) {
    return "own";
  }
  // A name that is not known yet is made from something else, and is none that somebody wrote into an alarm. What the stack has
  // in another region, other rules judge.
  return regions.length > 0 ? undefined : "other";
}

/** The dimension that names what is measured, and the property of a resource that has this name. */
interface Subject {
  readonly dimension: string;
  readonly kind: string;
  readonly property: string;
}

/**
 * By namespace.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html
 * https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 */
const SUBJECTS: Readonly<Record<string, readonly Subject[]>> = {
  "AWS/ApiGateway": [
    { dimension: "ApiName", kind: awsType.restApi, property: "name" },
    { dimension: "ApiId", kind: awsType.httpApi, property: "id" },
  ],
  "AWS/Kinesis": [{ dimension: "StreamName", kind: awsType.stream, property: "name" }],
};

/**
 * The stream whose metric an alarm reads.
 * @param alarm A metric alarm.
 * @param metric One of its metrics.
 * @param stack The stack.
 * @returns The stack's stream of this name in the alarm's region; undefined if the stack has none.
 */
export function streamOf(alarm: PolicyResource, metric: AlarmMetric, stack: Stack): PolicyResource | undefined {
  const name = metric.namespace === "AWS/Kinesis" ? knownProperty(metric.dimensions, "StreamName") : undefined;
  if (typeof name !== "string") return undefined;
  return stack
    .ofType(awsType.stream)
    .find((stream) => knownAt(stream, "name") === name && knownRegionOf(stream) === knownRegionOf(alarm));
}

/**
 * Whether an alarm in the place of one on the stack's own API or stream reads that of another one.
 * @param alarm A metric alarm.
 * @param metric One of its metrics.
 * @param stack The stack.
 * @returns Whether it does, and no alarm beside it reads this metric of the stack's own.
 */
export function isElsewhere(alarm: PolicyResource, metric: AlarmMetric, stack: Stack): boolean {
  const isBeside = subjectOf(alarm, metric, stack) === "other" ? scopeOf(alarm, stack) : undefined;
  if (isBeside === undefined) return false;
  const isSame = ({ namespace, name, stat }: AlarmMetric): boolean =>
    namespace === metric.namespace && name === metric.name && stat === metric.stat;
  return !stack
    .ofType(awsType.metricAlarm)
    .filter(isBeside)
    .some((beside) => metricsOf(beside).some((one) => isSame(one) && subjectOf(beside, one, stack) === "own"));
}

/** The accounts of the stack's roles, topics and streams, as far as AWS has told their ARNs. */
const accountsOf = oncePerStack(
  (stack) =>
    new Set<unknown>(
      [awsType.role, awsType.topic, awsType.stream]
        .flatMap((kind) => stack.ofType(kind))
        .flatMap((one) => accountIn(knownAt(one, "arn")) ?? []),
    ),
);

const accountIn = (arn: unknown): string | undefined => (typeof arn === "string" ? arn.split(":")[4] : undefined);

/**
 * Whether an alarm reads a metric of the stack's own API or stream in an account that is not known to be the stack's.
 * @param alarm A metric alarm.
 * @param metric One of its metrics.
 * @param stack The stack.
 * @returns Whether it does. An alarm that names no account reads its own. Where AWS has told no ARN yet, those of the alarm's
 * actions tell the account.
 */
export const isInOtherAccount = (alarm: PolicyResource, metric: AlarmMetric, stack: Stack): boolean =>
  typeof metric.account === "string" &&
  metric.account !== "" &&
  !accountsOf(stack).has(metric.account) &&
  !knownListAt(alarm, "alarmActions").some((action) => accountIn(action) === metric.account) &&
  subjectOf(alarm, metric, stack) === "own";
