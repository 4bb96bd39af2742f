import type { PolicyResource } from "@pulumi/policy";

import { recordsHosts } from "./api/domain";
import { writerRoles } from "./api/integration-role";
import { takesRecords } from "./api/records-api";
import { kmsKeysOfWriter } from "./permissions/stream-kms-keys";
import { isMadeFrom, knownAt, oncePerStack, pointsAt, sourcesOf, type Stack } from "./stack";
import { awsType } from "./types";

/** What undoes a part of a pipeline that a stack makes, past the program. */
export interface Guarded {
  /** What it is, for a message: `the API's role`. */
  readonly what: string;
  /** How ARNs of it and its parts begin, and the id that is no part of them. */
  readonly arns: readonly string[];
  /** Actions that change it, as IAM names them. */
  readonly actions: readonly string[];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html */
const OF_API = ["DELETE", "PATCH", "POST", "PUT", "UpdateRestApiPolicy"].map((verb) => `apigateway:${verb}`);

/**
 * A web ACL before a stage decides which records come in. To put one there, a role needs permissions of both services.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
 */
const OF_RECORDS_API = [...OF_API, "apigateway:SetWebACL", "wafv2:AssociateWebACL"];

/**
 * A mapping leads a custom domain name, by which connectors come, to an API.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
 */
const OF_DOMAIN = [
  ...["DELETE", "PATCH", "POST", "PUT"].map((verb) => `apigateway:${verb}`),
  "apigateway:UpdateDomainNamePolicy",
];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
const OF_ROLE = [
  "AttachRolePolicy",
  "DeleteRole",
  "DeleteRolePolicy",
  "DetachRolePolicy",
  "PutRolePermissionsBoundary",
  "PutRolePolicy",
  "UpdateAssumeRolePolicy",
].map((action) => `iam:${action}`);

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html */
const OF_SECRET = [
  "DeleteResourcePolicy",
  "DeleteSecret",
  "PutResourcePolicy",
  "PutSecretValue",
  "UpdateSecret",
  "UpdateSecretVersionStage",
].map((action) => `secretsmanager:${action}`);

/**
 * A data protection policy can deny messages.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 */
const OF_TOPIC = [
  "AddPermission",
  "DeleteTopic",
  "PutDataProtectionPolicy",
  "RemovePermission",
  "SetTopicAttributes",
].map((action) => `sns:${action}`);

/**
 * Actions that silence an alarm or change it: all that name an alarm and write, but for tags and for EnableAlarmActions. A mute
 * rule needs a permission on each alarm that it mutes.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_cloudwatch.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutAlarmMuteRule.html
 */
const OF_ALARM = [
  "DeleteAlarms",
  "DisableAlarmActions",
  "PutAlarmMuteRule",
  "PutCompositeAlarm",
  "PutMetricAlarm",
  "SetAlarmState",
].map((action) => `cloudwatch:${action}`);

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
const OF_LOG = ["DeleteLogGroup", "DeleteMetricFilter", "PutMetricFilter"].map((action) => `logs:${action}`);

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html */
const OF_KEY = ["DeleteImportedKeyMaterial", "DisableKey", "PutKeyPolicy", "ScheduleKeyDeletion"].map(
  (action) => `kms:${action}`,
);

/**
 * What the pipelines of a stack need to stay as the program makes it, beside the streams: APIs that take records, their domains,
 * roles, plans and keys, connectors' files, alarms with their topics, the logs that metric filters count, and the customer's keys of streams.
 * @param stack The stack.
 * @returns The resources whose ARNs are known.
 */
export const guardedResources = oncePerStack((stack): readonly Guarded[] => {
  const integrations = stack.ofType(awsType.integration).filter((integration) => takesRecords(integration, stack));
  if (integrations.length === 0) return [];
  const links = stack.ofType(awsType.usagePlanKey);
  const roles = writerRoles(stack);
  const alarms = [awsType.metricAlarm, awsType.compositeAlarm].flatMap((one) => stack.ofType(one));
  const topics = new Set(alarms.flatMap((alarm) => sourcesOf(alarm, "alarmActions", awsType.topic)));
  const keys = roles.flatMap((role) => kmsKeysOfWriter(role, stack)).flatMap(({ arn }) => arn ?? []);
  return [
    {
      what: "an API that takes records",
      arns: partsOfApi("restapis", integrations, "restApi"),
      actions: OF_RECORDS_API,
    },
    { what: "the API's domain", arns: recordsHosts(stack).map((name) => `${DOMAIN}${name}`), actions: OF_DOMAIN },
    { what: "a usage plan of the API", arns: partsOfApi("usageplans", links, "usagePlanId"), actions: OF_API },
    { what: "an API key", arns: partsOfApi("apikeys", links, "keyId"), actions: OF_API },
    { what: "the API's role", arns: roles.flatMap((role) => [...arnOf(role), ...idOf(role)]), actions: OF_ROLE },
    { what: "the secret of a connector's file", arns: fileSecrets(stack), actions: OF_SECRET },
    { what: "the topic of the alarms", arns: [...topics].flatMap(arnOf), actions: OF_TOPIC },
    { what: "an alarm", arns: alarms.flatMap(alarmArns), actions: OF_ALARM },
    { what: "a log that is counted", arns: countedLogs(stack), actions: OF_LOG },
    { what: "the key of a stream", arns: keys, actions: OF_KEY },
  ];
});

const arnOf = (resource: PolicyResource): readonly string[] => textsAt(resource, "arn");

/** Some calls and documents take a role by the id that AWS gives it: AROA, and letters and digits. */
const idOf = (role: PolicyResource): readonly string[] => textsAt(role, "uniqueId");

function textsAt(resource: PolicyResource, property: string): readonly string[] {
  const text = knownAt(resource, property);
  return typeof text === "string" && text !== "" ? [text] : [];
}

/** An alarm's ARN ends in its name, which is known before. */
function alarmArns(alarm: PolicyResource): readonly string[] {
  const name = knownAt(alarm, alarm.type === awsType.compositeAlarm ? "alarmName" : "name");
  return [...arnOf(alarm), ...(typeof name === "string" && name !== "" ? [`:alarm:${name}`] : [])];
}

/** How ARNs of domain names go on after the account, which those of public ones do not have. */
const DOMAIN = ":/domainnames/";

/** How ARNs of log groups go on after the account. */
const LOG = ":log-group:";

/** The access logs of APIs that take records, where a metric filter counts their lines. */
function countedLogs(stack: Stack): readonly string[] {
  const counted = stack.ofType(awsType.metricFilter);
  const names = new Set(counted.map((filter) => knownAt(filter, "logGroupName")));
  return stack
    .ofType(awsType.stage)
    .filter((stage) => takesRecords(stage, stack))
    .flatMap((stage) => {
      const arn = knownAt(stage, "accessLogSettings.destinationArn");
      const groups = sourcesOf(stage, "accessLogSettings", awsType.logGroup).map((group) => knownAt(group, "name"));
      return [...groups, typeof arn === "string" ? logIn(arn) : undefined];
    })
    .filter((name) => names.has(name))
    .flatMap((name) => (typeof name === "string" ? [`${LOG}${name}`] : []));
}

/** The name of a log group, which has slashes, from its ARN. */
const logIn = (arn: string): string | undefined => arn.split(LOG)[1]?.replace(/:\*$/, "");

/** How ARNs of what some resources name by its id begin, in a collection of API Gateway. */
const partsOfApi = (collection: string, resources: readonly PolicyResource[], path: string): readonly string[] => [
  ...new Set(
    resources.flatMap((resource) => {
      const id = knownAt(resource, path);
      return typeof id === "string" && id !== "" ? [`::/${collection}/${id}`] : [];
    }),
  ),
];

/** The ARNs of the secrets that hold a connector's file: it is made from the API and its key. */
function fileSecrets(stack: Stack): readonly string[] {
  const versions = stack
    .ofType(awsType.secretVersion)
    .filter((version) => isMadeFrom(version, awsType.apiKey, awsType.usagePlanKey, awsType.restApi, awsType.stage));
  const secrets = stack
    .ofType(awsType.secret)
    .filter((secret) => versions.some((version) => pointsAt(version, "secretId", secret)));
  const named = versions.flatMap((version) => [knownAt(version, "secretId"), knownAt(version, "secretArn")]);
  return [
    ...secrets.flatMap(arnOf),
    ...named.filter((arn) => typeof arn === "string" && arn.startsWith("arn:")),
  ] as string[];
}

/**
 * Whether a text names a resource: by its ARN, or by its name in quotes.
 * @param text Any text.
 * @param guarded The resource.
 * @returns Whether it does.
 */
export const isNamedIn = (text: string, { arns }: Guarded): boolean =>
  arns.some((arn) => text.includes(arn) || text.includes(JSON.stringify(logIn(arn) ?? arn.split(/[/:]/).at(-1))));

/**
 * Whether an ARN of a policy is one of a resource, or of a part of it. The ARN of a private domain goes on with a plus and its
 * id. Another rule judges wildcards.
 * @param arn An ARN in a policy.
 * @param guarded The resource.
 * @returns Whether it is.
 */
export const isOfGuarded = (arn: string, { arns }: Guarded): boolean =>
  arns.some((own) => {
    const at = own.startsWith(":") ? arn.indexOf(own) : arn.startsWith(own) ? 0 : -1;
    const next = own.startsWith(LOG) ? /^(?:$|:)/ : /^(?:$|[/:+])/;
    return at !== -1 && next.test(arn.slice(at + own.length));
  });
