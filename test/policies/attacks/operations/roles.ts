import * as apigateway from "@pulumi/aws/apigateway";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";

import { accessLogArn } from "../build/alarms";
import { props, set } from "../build/changes";
import { ACCOUNT, allow, KEY_ARN, policyOf, streamArn } from "../build/documents";
import { attackOf, r4Later, r5May } from "../build/kinds";
import type { Mine } from "../build/mine";
import { pipelineWith } from "../build/pipelines";
import { containerMay, serviceRole } from "../build/roles";
import type { Attack } from "../harness/attack";

const r5Role = attackOf("r5", "role", "no role may change the API, its key, its file, or the alarms");
const api = (b: Mine, path: pulumi.Input<string>) => pulumi.interpolate`arn:aws:apigateway:${b.region}::${path}`;
const r6May = attackOf("r6", "may", "no role may change the API, its key, its file, or the alarms");
const r4May = attackOf("r4", "may", "nobody may undo later what the program makes");

/** The ARN of a part of the API. */
const ofApi = (b: Mine, end: string) =>
  pulumi.interpolate`arn:aws:apigateway:${b.region}::/restapis/${b.pipeline.apiId}${end}`;

/** A role may change what the program made. */
export const roles: readonly Attack[] = [
  r6May("mute", "a bot may write mute rules for the side's alarm", {
    changes: { "alarms-ours": set({}) },
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutAlarmMuteRule.html
    add: (b) =>
      serviceRole(
        b,
        "lambda.amazonaws.com",
        allow("cloudwatch:PutAlarmMuteRule", [
          `arn:aws:cloudwatch:${b.region}:${ACCOUNT}:alarm-mute-rule:deployments`,
          `arn:aws:cloudwatch:${b.region}:${ACCOUNT}:alarm:${b.pipelineName}-prod-ours`,
        ]),
      ),
  }),
  r6May("forget-log", "a cleaner may delete the access log, and with it the metric filters that alarms read", {
    changes: { "alarms-refused-records": set({}) },
    add: (b) => {
      const arn = accessLogArn(b);
      return serviceRole(b, "lambda.amazonaws.com", allow("logs:DeleteLogGroup", [arn, pulumi.interpolate`${arn}:*`]));
    },
  }),
  r6May("lead-domain", "a build may lead the domain, by which connectors come, to another API", {
    rules: ["pipeline-administrators"],
    changes: {
      "connector-version": props((given) => ({
        ...given,
        secretString: pulumi.output(given.secretString as pulumi.Input<string>).apply((text) => {
          const file = text.replaceAll(/https:\/\/[^"'\s\]]+/g, "https://records.example.com/records/kinesis");
          if (file === text) throw new Error("the file has no address");
          return file;
        }),
      })),
    },
    add: (b) => {
      const domain = new apigateway.DomainName(`${b.name}-domain`, {
        region: b.region,
        domainName: "records.example.com",
        regionalCertificateArn: `arn:aws:acm:${b.region}:${ACCOUNT}:certificate/1`,
        endpointConfiguration: { types: "REGIONAL" },
        securityPolicy: "TLS_1_2",
        tags: b.tags,
      });
      new apigateway.BasePathMapping(`${b.name}-mapping`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        stageName: b.pipeline.stageName,
        domainName: domain.domainName,
        basePath: "records",
      });
      return serviceRole(
        b,
        "codebuild.amazonaws.com",
        allow(
          "apigateway:PATCH",
          `arn:aws:apigateway:${b.region}::/domainnames/records.example.com/basepathmappings/records`,
        ),
      );
    },
  }),
  r5Role("file-of-yesterday", "a container may make an older version of the connector's file the current one", {
    own: true,
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow("secretsmanager:UpdateSecretVersionStage", b.pipeline.connectorSecretArn),
      ),
  }),
  r5Role("alarm-rewritten", "a container may write the side's alarm anew, with any threshold", {
    changes: { "alarms-ours": set({}) },
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(
          "cloudwatch:PutMetricAlarm",
          `arn:aws:cloudwatch:${b.region}:${ACCOUNT}:alarm:r5-role-alarm-rewritten-prod-server-errors`,
        ),
      ),
  }),
  r5May("alarm-quieted", "a bot may say that the side's alarm is over", {
    changes: { "alarms-ours": set({}) },
    add: (b) =>
      serviceRole(
        b,
        "lambda.amazonaws.com",
        allow(
          "cloudwatch:SetAlarmState",
          `arn:aws:cloudwatch:${b.region}:${ACCOUNT}:alarm:${b.pipelineName}-prod-ours`,
        ),
      ),
  }),
  r4Later(
    "switch-key-off",
    "a container may switch the key off",
    containerMay(["apigateway:PATCH"], (b) => api(b, pulumi.interpolate`/apikeys/${b.pipeline.apiKeyId}`)),
  ),
  r4Later(
    "give-quota",
    "a container may give the plan a quota",
    containerMay(["apigateway:PATCH"], (b) => api(b, pulumi.interpolate`/usageplans/${b.pipeline.usagePlanId}`)),
  ),
  r4Later(
    "deploy",
    "a container may deploy what somebody made by hand",
    containerMay(["apigateway:POST"], (b) => api(b, pulumi.interpolate`/restapis/${b.pipeline.apiId}/deployments`)),
  ),
  r4Later(
    "bound-role",
    "a container may give the role a boundary that leaves it nothing",
    containerMay(["iam:PutRolePermissionsBoundary"], (b) => b.pipeline.roleArn),
  ),
  r4Later(
    "stop-counting",
    "a container may delete the metric filters, and alarms see nothing",
    containerMay(
      ["logs:DeleteMetricFilter"],
      (b) => `arn:aws:logs:${b.region}:${ACCOUNT}:log-group:/aws/apigateway/${b.pipelineName}-prod/access:*`,
    ),
  ),
  r4Later("told-to-topic", "a container may set the attributes of the alarms' topic", {
    changes: { "alarms-topic": set({}) },
    add: (b) => serviceRole(b, "ecs-tasks.amazonaws.com", allow("sns:SetTopicAttributes", b.pipeline.alarmTopicArn)),
  }),
  r4Later("writers-of-secret", "the secret's policy lets another role put a file into it", {
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
  r4May(
    "shrink-records",
    "a container may lower the size of a record, and larger ones can only fail",
    containerMay(["kinesis:DescribeStreamSummary", "kinesis:UpdateMaxRecordSize"], streamArn),
  ),
  r4May(
    "provision-stream",
    "a container may make the stream's capacity provisioned",
    containerMay(["kinesis:UpdateStreamMode", "kinesis:UpdateShardCount"], streamArn),
  ),
  r4May(
    "deploy-api",
    "a container may lead the stage to another deployment",
    containerMay(["apigateway:PATCH"], (b) => ofApi(b, "/stages/prod")),
  ),
  r4May(
    "delete-api",
    "a container may delete the API",
    containerMay(["apigateway:DELETE"], (b) => ofApi(b, "")),
  ),
  r4May(
    "open-role",
    "a container may give the API's role any permission",
    containerMay(["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"], (b) => b.pipeline.roleArn),
  ),
  r4May(
    "write-file",
    "a container may put another file for connectors into the secret",
    containerMay(["secretsmanager:PutSecretValue"], (b) => b.pipeline.connectorSecretArn),
  ),
  r4May(
    "delete-link",
    "a container may take the key out of the plan",
    containerMay(
      ["apigateway:DELETE"],
      (b) =>
        pulumi.interpolate`arn:aws:apigateway:${b.region}::/usageplans/${b.pipeline.usagePlanId}/keys/${b.pipeline.apiKeyId}`,
    ),
  ),
  r4May("mute-topic", "a container may delete the topic of the alarms", {
    changes: { "alarms-topic": set({}) },
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(["sns:DeleteTopic", "sns:RemovePermission"], b.pipeline.alarmTopicArn),
      ),
  }),
  r4May("disable-alarms", "a container may switch the alarms off", {
    changes: { "alarms-ours": set({}) },
    add: (b) =>
      serviceRole(
        b,
        "ecs-tasks.amazonaws.com",
        allow(
          ["cloudwatch:DisableAlarmActions", "cloudwatch:DeleteAlarms"],
          `arn:aws:cloudwatch:${b.region}:${ACCOUNT}:alarm:${b.pipelineName}-prod-ours`,
        ),
      ),
  }),
  r4May("disable-key", "a container may switch off the key that encrypts the stream", {
    add: (b) => {
      pipelineWith(b, { streams: [{ name: b.name, kmsKeyArns: [KEY_ARN] }] });
      return serviceRole(
        { ...b, name: `${b.name}-operator` },
        "ecs-tasks.amazonaws.com",
        allow(["kms:DisableKey", "kms:ScheduleKeyDeletion"], KEY_ARN),
      );
    },
  }),
];
