import * as ecs from "@pulumi/aws/ecs";
import * as iam from "@pulumi/aws/iam";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as ses from "@pulumi/aws/ses";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";

import { webAcl } from "../fourth-round/fronts";
import type { Attack } from "../harness/attack";
import type { Mine } from "../mine";
import { props, set } from "../second-round/support";
import { ACCOUNT, allow, policyOf } from "../shared";
import { attackOf } from "./support";

const copy = attackOf("copy", "every copy of the connector's file is judged like the file");
const account = attackOf("account", "a stage's stack owns no setting of the whole account, and no lasting credentials");
const open = attackOf("open", "streams, keys, secrets and functions are not for everybody");
const other = attackOf("other", "what stands beside the API does not harm it");
const ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/orders`;

const overHttp = ({ connectorConfig }: Mine) => connectorConfig.apply((text) => text.replace("https://", "http://"));

export const others: readonly Attack[] = [
  copy("write-only-secret", "a second secret gets the file, write-only, and its address is plain http", {
    add: (b) => {
      const secret = new secretsmanager.Secret(
        `${b.name}-secret`,
        { region: b.region, recoveryWindowInDays: 30, tags: b.tags },
        { protect: true },
      );
      return new secretsmanager.SecretVersion(`${b.name}-version`, {
        region: b.region,
        secretId: secret.id,
        secretStringWo: overHttp(b),
        secretStringWoVersion: 1,
      });
    },
  }),
  copy("write-only-parameter", "a parameter gets the file, write-only, and its address is plain http", {
    add: (b) =>
      new ssm.Parameter(`${b.name}-parameter`, {
        region: b.region,
        type: "SecureString",
        valueWo: overHttp(b),
        valueWoVersion: 1,
        tags: b.tags,
      }),
  }),
  account("mail-rules", "a stage chooses the rules for all mail that the account gets", {
    phase: "preview",
    add: (b) => new ses.ActiveReceiptRuleSet(`${b.name}-rules`, { region: b.region, ruleSetName: "orders" }),
  }),
  account("signing-certificate", "a user that is there already gets a certificate that lasts", {
    phase: "preview",
    add: (b) =>
      new iam.SigningCertificate(`${b.name}-certificate`, {
        userName: "orders",
        certificateBody: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
      }),
  }),
  other("container-log", "what a container prints reaches the stream", {
    add: (b) =>
      new ecs.TaskDefinition(`${b.name}-task`, {
        region: b.region,
        family: "orders",
        taskRoleArn: ROLE,
        // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
        containerDefinitions: pulumi.jsonStringify([
          {
            name: "router",
            image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable",
            essential: true,
            firelensConfiguration: { type: "fluentbit" },
          },
          {
            name: "orders",
            image: "orders",
            logConfiguration: {
              logDriver: "awsfirelens",
              options: { Name: "kinesis_streams", region: b.region, stream: b.stream },
            },
          },
        ]),
        tags: b.tags,
      }),
  }),
  open("direct-callers", "everybody who calls directly reads the connector's file", {
    changes: {
      connector: set({
        policy: policyOf(
          allow("secretsmanager:GetSecretValue", "*", {
            Principal: "*",
            Condition: { Bool: { "aws:ViaAWSService": "false" } },
          }),
        ),
      }),
    },
  }),
  other("acl-sql", "rules of AWS stop each record that looks like SQL", {
    own: true,
    add: (b) =>
      webAcl(b, [
        {
          name: "sql",
          priority: 1,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesSQLiRuleSet" } },
        },
      ]),
  }),
  other("sampling-name", "the sampling rule's name has more than the 32 characters that X-Ray takes", {
    rules: ["name-limits"],
    changes: { "api-sampling-rule": set({ ruleName: "orders-health-checks-of-production-ap-south-1" }) },
  }),
  other("plan-of-nothing", "the plan bounds the method that takes records to no request", {
    changes: {
      "key-plan": props((given) => ({
        ...given,
        apiStages: (given.apiStages as readonly object[]).map((stage) => ({
          ...stage,
          throttles: [{ path: "/kinesis/POST", rateLimit: 0, burstLimit: 0 }],
        })),
      })),
    },
  }),
];
