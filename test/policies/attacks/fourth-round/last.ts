import * as scheduler from "@pulumi/aws/scheduler";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";

import type { Attack } from "../harness/attack";
import { INTEGRATION } from "../harness/changes";
import type { Mine } from "../mine";
import { set } from "../second-round/support";
import { ACCOUNT, allow, atEnd, header, policyOf, serviceRole } from "../shared";
import { fileWith } from "../third-round/support";
import { attackOf } from "./support";

const file = attackOf("end", "the connector's file has each record delivered whole, or sent again");
const may = attackOf("later", "nobody may undo later what the program makes");

const changed = (name: string, breaks: string, change: (text: string) => string): Attack =>
  file(name, breaks, { phase: "update", changes: { "connector-version": fileWith(change) }, at: [INTEGRATION] });
const role = (
  name: string,
  breaks: string,
  actions: readonly string[],
  on: (b: Mine) => pulumi.Input<string>,
): Attack =>
  may(name, breaks, { own: true, add: (b) => serviceRole(b, "ecs-tasks.amazonaws.com", allow(actions, on(b))) });
const api = (b: Mine, path: pulumi.Input<string>) => pulumi.interpolate`arn:aws:apigateway:${b.region}::${path}`;
const schedule = (name: string, breaks: string, action: string, input: (b: Mine) => object): Attack =>
  may(`by-schedule-${name}`, breaks, {
    own: true,
    add: (b) =>
      new scheduler.Schedule(`${b.name}-schedule`, {
        region: b.region,
        scheduleExpression: "rate(1 day)",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: `arn:aws:scheduler:::aws-sdk:${action}`,
          roleArn: `arn:aws:iam::${ACCOUNT}:role/service-role/orders`,
          input: pulumi.jsonStringify(input(b)),
        },
      }),
  });

/** What is tried once the rules find the earlier ones. */
export const last: readonly Attack[] = [
  changed("capitals", "the names of all bins are in capitals", atEnd("bin-transforms: { transforms: [uppercase] }")),
  changed(
    "bins-of-set",
    "the records of a set lose a bin",
    atEnd(
      "namespaces: { shop: { routing: { mode: static, destination: [aws-kinesis] }, sets: { users: { bin-transforms: { exclude: { type: specified, bins: [mail] } } } } } }",
    ),
  ),
  changed("bins-of-port", "what comes to one port loses all bins", (text) => {
    const route = /\nrouting:\n(?: +[^\n]+\n)+/.exec(text)![0].trim();
    return `${text.trimEnd()}\nport-based-config:\n  8902:\n${route.replace(/^/gm, "    ")}\n    bin-transforms: { include: { type: none } }\n`;
  }),
  changed(
    "transformer-of-namespace",
    "code that nobody sees changes the records of a namespace",
    atEnd(
      "namespaces: { shop: { routing: { mode: static, destination: [aws-kinesis] }, custom-transformer: { class: com.example.Redact } } }",
    ),
  ),
  changed("length-header", "each record says that it is empty", header('Content-Length: "0"')),
  changed(
    "small-encoding",
    "each record says, in small letters, that it is compressed",
    header('content-encoding: "br"'),
  ),
  changed(
    "api-id-header",
    "through a private endpoint the records and the key go to another API",
    header('x-apigw-api-id: "abcdefghij"'),
  ),
  role("switch-key-off", "a container may switch the key off", ["apigateway:PATCH"], (b) =>
    api(b, pulumi.interpolate`/apikeys/${b.pipeline.apiKeyId}`),
  ),
  role("give-quota", "a container may give the plan a quota", ["apigateway:PATCH"], (b) =>
    api(b, pulumi.interpolate`/usageplans/${b.pipeline.usagePlanId}`),
  ),
  role("deploy", "a container may deploy what somebody made by hand", ["apigateway:POST"], (b) =>
    api(b, pulumi.interpolate`/restapis/${b.pipeline.apiId}/deployments`),
  ),
  role(
    "bound-role",
    "a container may give the role a boundary that leaves it nothing",
    ["iam:PutRolePermissionsBoundary"],
    (b) => b.pipeline.roleArn,
  ),
  role(
    "stop-counting",
    "a container may delete the metric filters, and alarms see nothing",
    ["logs:DeleteMetricFilter"],
    (b) => `arn:aws:logs:${b.region}:${ACCOUNT}:log-group:/aws/apigateway/${b.pipelineName}-prod/access:*`,
  ),
  may("told-to-topic", "a container may set the attributes of the alarms' topic", {
    changes: { "alarms-topic": set({}) },
    add: (b) => serviceRole(b, "ecs-tasks.amazonaws.com", allow("sns:SetTopicAttributes", b.pipeline.alarmTopicArn)),
  }),
  may("writers-of-secret", "the secret's policy lets another role put a file into it", {
    own: true,
    add: (b) =>
      new secretsmanager.SecretPolicy(`${b.name}-policy`, {
        region: b.region,
        secretArn: b.pipeline.connectorSecretArn,
        policy: policyOf(
          allow("secretsmanager:PutSecretValue", "*", { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/reports` } }),
        ),
      }),
  }),
  schedule("blocks", "a schedule puts a web ACL before the API", "wafv2:associateWebACL", (b) => ({
    ResourceArn: pulumi.interpolate`arn:aws:apigateway:${b.region}::/restapis/${b.pipeline.apiId}/stages/prod`,
    WebACLArn: `arn:aws:wafv2:${b.region}:${ACCOUNT}:regional/webacl/none/1`,
  })),
  schedule("counts-nothing", "a schedule deletes a metric filter", "cloudwatchlogs:deleteMetricFilter", (b) => ({
    LogGroupName: `/aws/apigateway/${b.pipelineName}-prod/access`,
    FilterName: `${b.pipelineName}-prod-refused-records`,
  })),
];
