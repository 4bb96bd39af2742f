import { stackRule } from "../pack/rule";
import { guardedResources, isNamedIn } from "../read/guarded-resources";
import { hasApiStreams } from "../read/permissions/role-permissions";
import { textAt } from "../read/resource";
import { runnerTypes, subjectOfRunbook } from "../read/runbook";
import { textsIn } from "../read/texts";
import { awsType } from "../read/types";

/** What calls any action of AWS by itself, and the property that says which. */
const CALLERS: Readonly<Record<string, string>> = {
  [awsType.schedule]: "target.arn",
  "aws:sfn/stateMachine:StateMachine": "definition",
  "aws:ssm/document:Document": "content",
};

export const serviceCalls = stackRule({
  name: "service-calls",
  description:
    "No schedule, state machine, automation or remediation changes Kinesis, API Gateway or what the API needs, or reads keys.",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Change the stream, the API and its keys by this program. Let AWS Config report, and not repair, what it finds. What has to read the stream calls GetRecords, and what has to " +
    "write calls the API.",
  url: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html",
  tags: ["kinesis", "apigateway", "security", "access-control", "data-loss", "secrets"],
  types: [...new Set([...Object.keys(CALLERS), ...runnerTypes])],
  checks: [
    (caller, stack) => {
      if (!(caller.type in CALLERS) || !hasApiStreams(stack)) return undefined;
      const calls = callsIn(textAt(caller, CALLERS[caller.type] ?? "") ?? "").filter(isForbidden);
      const names = [...new Set(calls.map(({ service, action }) => `${service}:${action}`))];
      return names.map((name) => `calls ${known(name)}, past this program and the API.`);
    },
    (caller, stack) => {
      if (!(caller.type in CALLERS)) return undefined;
      const texts = textsIn(caller).map(({ text }) => text);
      const calls = callsIn(textAt(caller, CALLERS[caller.type] ?? "") ?? "").map(
        ({ service, action }) => `${service}:${action}`,
      );
      return guardedResources(stack).flatMap((guarded) =>
        guarded.actions
          .filter((action) => calls.includes(action.toLowerCase()))
          .filter(() => texts.some((text) => isNamedIn(text, guarded)))
          .map((action) => `calls ${action} on ${guarded.what}, past this program.`),
      );
    },
    (runner, stack) => {
      if (!runnerTypes.includes(runner.type)) return undefined;
      const subject = subjectOfRunbook(runner, stack);
      return subject === undefined ? undefined : `runs a document of AWS on ${subject}, past this program.`;
    },
  ],
});

interface Call {
  readonly service: string;
  readonly action: string;
}

/**
 * The calls that a text names: as a target of its own, or as a step of an automation.
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-executeawsapi.html
 */
function callsIn(text: string): readonly Call[] {
  const targets = [...text.matchAll(/:aws-sdk:([a-z0-9]+):([a-z0-9]+)/gi)].map(([, service = "", action = ""]) => ({
    service: PREFIXES[service.toLowerCase()] ?? service.toLowerCase(),
    action: action.toLowerCase(),
  }));
  const services = [...text.matchAll(/["']?\bService["']?\s*:\s*["']?([\w-]+)/gi)].map(([, word = ""]) => word);
  const actions = [...text.matchAll(/["']?\bApi["']?\s*:\s*["']?(\w+)/gi)].map(([, word = ""]) => word);
  const steps = text.includes("executeAwsApi")
    ? services.map((service, index) => ({
        service: service.toLowerCase(),
        action: (actions[index] ?? "").toLowerCase(),
      }))
    : [];
  return [...targets, ...steps];
}

/** What IAM calls services that have another name in AWS's SDK. */
const PREFIXES: Readonly<Record<string, string>> = { cloudwatchlogs: "logs" };

/** Services whose changes undo what the program says. */
const GUARDED = ["kinesis", "apigateway"];
/** Reading leaves the stream as it is; a consumer of its own is registered to read. */
const READS = /^(?:get|list|describe|subscribe|test|registerstreamconsumer|deregisterstreamconsumer)/;
const SECRETS = ["apigateway:getapikey", "apigateway:getapikeys", "secretsmanager:getsecretvalue"];

const isForbidden = ({ service, action }: Call): boolean =>
  SECRETS.includes(`${service}:${action}`) || (GUARDED.includes(service) && !READS.test(action));

/** A call for a message: one of AWS's own words, in lower case. */
const known = (name: string): string =>
  /^(?:kinesis|apigateway|secretsmanager):(?:add|create|decrease|delete|disable|enable|get|import|increase|merge|put|remove|split|start|stop|tag|untag|update)(?:apikeys?|integration|integrationresponse|method|methodresponse|record|records|resource|resourcepolicy|restapi|secretvalue|stage|stream|streamencryption|streammode|streamretentionperiod|usageplan|usageplankey|deployment|shards?|shardcount)$/.test(
    name,
  )
    ? name
    : `an action of ${name.split(":")[0] ?? ""}`;
