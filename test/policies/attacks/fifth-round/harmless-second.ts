import * as iam from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import { webAcl } from "../fourth-round/fronts";
import type { Control } from "../harness/attack";
import { set } from "../second-round/support";
import { ACCOUNT, allow, policyOf, streamArn, trustOf } from "../shared";
import { fine } from "./support";

/** What a real pull request may do, and breaks no promise: beside the attacks of second.ts. */
export const harmlessSecond: readonly Control[] = [
  fine("five-minutes", "the alarm on latency looks at periods of five minutes", {
    changes: { "alarms-latency-p99": set({ period: 300, evaluationPeriods: 3, datapointsToAlarm: 2 }) },
  }),
  fine("long-query", "a rule stops requests with a long query string, which no connector sends", {
    own: true,
    add: (b) =>
      webAcl(b, [
        {
          name: "query",
          priority: 1,
          action: { block: {} },
          statement: {
            sizeConstraintStatement: {
              comparisonOperator: "GT",
              size: 1024,
              fieldToMatch: { queryString: {} },
              textTransformations: [{ priority: 0, type: "NONE" }],
            },
          },
        },
      ]),
  }),
  fine("one-role", "one role of the account, by the condition, may take a role that reads the stream", {
    add: (b) => {
      const role = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf(
          { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          { ArnEquals: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/reader` } },
        ),
        tags: b.tags,
      });
      return new iam.RolePolicy(`${b.name}-role-policy`, {
        role: role.id,
        policy: policyOf(allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], streamArn(b))),
      });
    },
  }),
  fine("own-account", "the account itself decides which of its roles may take a role that reads the stream", {
    add: (b) => {
      const role = new iam.Role(`${b.name}-role`, {
        assumeRolePolicy: trustOf(
          { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/*` } },
        ),
        tags: b.tags,
      });
      return new iam.RolePolicy(`${b.name}-role-policy`, {
        role: role.id,
        policy: policyOf(allow(["kinesis:GetRecords", "kinesis:GetShardIterator"], streamArn(b))),
      });
    },
  }),
  fine("called-by-one-api", "one API of the account calls a function", {
    add: (b) => {
      const called = new lambda.Function(`${b.name}-function`, {
        region: b.region,
        role: `arn:aws:iam::${ACCOUNT}:role/orders`,
        packageType: "Image",
        imageUri: `${ACCOUNT}.dkr.ecr.${b.region}.amazonaws.com/orders:1`,
        tags: b.tags,
      });
      return new lambda.Permission(`${b.name}-permission`, {
        region: b.region,
        function: called.name,
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        sourceArn: pulumi.interpolate`arn:aws:execute-api:${b.region}:${ACCOUNT}:a1b2c3d4e5/*/GET/orders`,
      });
    },
  }),
];
