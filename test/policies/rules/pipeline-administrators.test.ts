import { pipelineAdministrators } from "../../../policies/rules/pipeline-administrators";
import { awsAssigns, type Fixture } from "../../support/policy";
import { pipeline, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ROLE = "arn:aws:iam::123456789012:role/role-1";
const API = "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3";
const ALARM = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:orders-dev-errors";

/** A role of a container that may do something. */
const operator = (Action: unknown, Resource: unknown): readonly Fixture[] => [
  {
    type: "aws:iam/role:Role",
    name: "operator",
    inputs: {
      assumeRolePolicy: JSON.stringify({
        Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
      inlinePolicies: [
        { name: "operate", policy: awsAssigns(JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource }] })) },
      ],
      tags: {},
    },
    outputs: { arn: awsAssigns("arn:aws:iam::123456789012:role/operator") },
  },
];
const found = (...words: readonly string[]) => ({
  operator: words.map((what) => `statement 1 allows ${what}.`),
});
const AT_UPDATE = { phases: ["up"] } as const;

/** The secret's ARN, and a version that is made from the key: a connector's file. */
const withSecret = (...more: readonly Fixture[]): readonly Fixture[] => [
  ...pipeline.map((fixture) =>
    fixture.name === "secret" ? { ...fixture, outputs: { ...fixture.outputs, arn: awsAssigns(SECRET) } } : fixture,
  ),
  ...more,
];
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-a1b2c3";

/** The pipeline's access log, whose lines a metric filter counts. */
const counted = (...more: readonly Fixture[]): readonly Fixture[] =>
  plus(
    {
      type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
      name: "filter",
      inputs: { region: "eu-west-1", name: "errors", logGroupName: "/orders/dev", pattern: "{$.error = *}" },
      edges: { logGroupName: ["log-group"] },
    },
    ...more,
  );
const LOG = "arn:aws:logs:eu-west-1:123456789012:log-group:/orders/dev";

/** A domain that a mapping leads to the pipeline's API. */
const mapped = (kind: "basePathMapping" | "apiMapping", ...more: readonly Fixture[]): readonly Fixture[] => {
  const id = kind === "apiMapping" ? "apiId" : "restApi";
  return plus(
    {
      type:
        kind === "apiMapping"
          ? "aws:apigatewayv2/apiMapping:ApiMapping"
          : "aws:apigateway/basePathMapping:BasePathMapping",
      name: "mapping",
      inputs: { region: "eu-west-1", domainName: "records.example.com", [id]: awsAssigns("a1b2c3") },
      edges: { [id]: ["api"] },
    },
    ...more,
  );
};
const DOMAIN = "arn:aws:apigateway:eu-west-1::/domainnames/records.example.com";

const secretPolicy = (Action: unknown, principal: string): Fixture => ({
  type: "aws:secretsmanager/secretPolicy:SecretPolicy",
  name: "secret-policy",
  inputs: {
    region: "eu-west-1",
    secretArn: awsAssigns(SECRET),
    policy: JSON.stringify({
      Statement: [{ Effect: "Allow", Principal: { AWS: principal }, Action, Resource: "*" }],
    }),
  },
  edges: { secretArn: ["secret"] },
});
const REPORTS = "arn:aws:iam::123456789012:role/reports";

describeRule(pipelineAdministrators, {
  finds: {
    "a stage that may be led to another deployment": {
      stack: plus(...operator("apigateway:PATCH", `${API}/stages/dev`)),
      found: found("apigateway:PATCH on an API that takes records"),
      ...AT_UPDATE,
    },
    "an API that may be deleted, and a key that may be taken out of the plan": {
      stack: plus(
        ...operator(
          ["apigateway:GET", "apigateway:delete"],
          [API, API.replace("restapis/a1b2c3", "usageplans/p1/keys/k1")],
        ),
      ),
      found: found("apigateway:DELETE on an API that takes records", "apigateway:DELETE on a usage plan of the API"),
      ...AT_UPDATE,
    },
    "a role that may be opened": {
      stack: plus(...operator(["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"], ROLE)),
      found: found("iam:PutRolePolicy on the API's role", "iam:UpdateAssumeRolePolicy on the API's role"),
      ...AT_UPDATE,
    },
    "a file that may be exchanged": {
      stack: withSecret(...operator("secretsmanager:PutSecretValue", SECRET)),
      found: found("secretsmanager:PutSecretValue on the secret of a connector's file"),
      ...AT_UPDATE,
    },
    "an alarm that may be switched off": {
      stack: plus(...operator("cloudwatch:DisableAlarmActions", ALARM)),
      found: found("cloudwatch:DisableAlarmActions on an alarm"),
      ...AT_UPDATE,
    },
    "an alarm that may be muted": {
      stack: plus(...operator("cloudwatch:PutAlarmMuteRule", [ALARM, ALARM.replace(/alarm:.*/, "alarm-mute-rule:m")])),
      found: found("cloudwatch:PutAlarmMuteRule on an alarm"),
      ...AT_UPDATE,
    },
    "a domain that may be led to another API": {
      stack: mapped("basePathMapping", ...operator("apigateway:PATCH", `${DOMAIN}/basepathmappings/records`)),
      found: found("apigateway:PATCH on the API's domain"),
      ...AT_UPDATE,
    },
    "a domain of the newer kind that may be deleted": {
      stack: mapped("apiMapping", ...operator("apigateway:DELETE", DOMAIN)),
      found: found("apigateway:DELETE on the API's domain"),
      ...AT_UPDATE,
    },
    "a private domain whose policy may be changed": {
      stack: mapped(
        "basePathMapping",
        ...operator(
          "apigateway:UpdateDomainNamePolicy",
          "arn:aws:apigateway:eu-west-1:123456789012:/domainnames/records.example.com+a1",
        ),
      ),
      found: found("apigateway:UpdateDomainNamePolicy on the API's domain"),
      ...AT_UPDATE,
    },
    "a count of records that may be taken away": {
      stack: counted(...operator(["logs:DeleteMetricFilter", "logs:PutMetricFilter"], `${LOG}:*`)),
      found: found("logs:DeleteMetricFilter on a log that is counted", "logs:PutMetricFilter on a log that is counted"),
      ...AT_UPDATE,
    },
    "a stage that may get a web ACL": {
      stack: plus(...operator(["apigateway:SetWebACL", "wafv2:AssociateWebACL"], `${API}/stages/dev`)),
      found: found(
        "apigateway:SetWebACL on an API that takes records",
        "wafv2:AssociateWebACL on an API that takes records",
      ),
      ...AT_UPDATE,
    },
    "a secret's policy that lets another role exchange the file": {
      stack: withSecret(secretPolicy("secretsmanager:Put*Value", REPORTS)),
      found: {
        "secret-policy": ["statement 1 allows secretsmanager:PutSecretValue on the secret of a connector's file."],
      },
      ...AT_UPDATE,
    },
  },
  accepts: {
    "a count of another log, of which the name begins the same": {
      stack: counted(...operator("logs:DeleteMetricFilter", [`${LOG}/other:*`, `${LOG}-2`])),
    },
    "a log that nothing counts": { stack: plus(...operator("logs:PutMetricFilter", LOG)) },
    "who reads the counts": { stack: counted(...operator("logs:DescribeMetricFilters", LOG)) },
    "a secret's policy that lets another role read the file": {
      stack: withSecret(secretPolicy("secretsmanager:GetSecretValue", REPORTS)),
    },
    "a secret's policy that leaves it to the account": {
      stack: withSecret(secretPolicy("secretsmanager:PutSecretValue", "arn:aws:iam::123456789012:root")),
    },
    "who reads all of it, and calls the API": {
      stack: withSecret(
        ...operator(
          [
            "apigateway:GET",
            "execute-api:Invoke",
            "iam:GetRole",
            "secretsmanager:GetSecretValue",
            "cloudwatch:DescribeAlarms",
          ],
          [API, ROLE, SECRET, ALARM],
        ),
      ),
    },
    "who changes what is another's": {
      stack: plus(
        ...operator(
          ["apigateway:PATCH", "iam:PutRolePolicy", "cloudwatch:DeleteAlarms"],
          [`${API}9`, `${ROLE}0`, `${ALARM}-2`, "arn:aws:apigateway:eu-west-1::/restapis/other/stages/dev"],
        ),
      ),
    },
  },
});
