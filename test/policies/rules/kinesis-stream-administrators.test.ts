import { kinesisStreamAdministrators } from "../../../policies/rules/kinesis-stream-administrators";
import { awsAssigns, type Fixture } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";
const reader = (Action: unknown, Resource = ARN): readonly Fixture[] =>
  plus(
    {
      type: "aws:iam/role:Role",
      name: "reader",
      inputs: {
        assumeRolePolicy: JSON.stringify({
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
        tags: {},
      },
      outputs: { id: awsAssigns("reader-1") },
    },
    {
      type: "aws:iam/rolePolicy:RolePolicy",
      name: "reader-policy",
      inputs: {
        role: awsAssigns("reader-1"),
        policy: awsAssigns(JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource }] })),
      },
      edges: { role: ["reader"], policy: ["stream"] },
    },
  );
const allows = (action: string) => `statement 1 allows kinesis:${action} on a stream that an API writes to.`;

describeRule(kinesisStreamAdministrators, {
  finds: {
    "a reader that may refuse large records": {
      stack: reader("kinesis:UpdateMaxRecordSize"),
      found: { "reader-policy": [allows("UpdateMaxRecordSize")] },
      phases: ["up"],
    },
    "a reader that may delete the stream": {
      stack: reader(["kinesis:GetRecords", "kinesis:DeleteStream"]),
      found: { "reader-policy": [allows("DeleteStream")] },
      phases: ["up"],
    },
    "a reader that may open and decrypt the stream": {
      stack: reader(["kinesis:PutResourcePolicy", "kinesis:stopStreamEncryption"]),
      found: { "reader-policy": [allows("PutResourcePolicy"), allows("StopStreamEncryption")] },
      phases: ["up"],
    },
  },
  accepts: {
    "a reader that reads": { stack: reader(["kinesis:GetRecords", "kinesis:RegisterStreamConsumer"]) },
    "another stream": { stack: reader("kinesis:DeleteStream", ARN.replace("orders", "scratch")) },
  },
});
