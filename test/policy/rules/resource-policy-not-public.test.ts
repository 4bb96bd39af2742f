import { resourcePolicyNotPublic } from "../../../policies/rules/resource-policy-not-public";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const streamPolicy = (statement: object) =>
  plus({
    type: "aws:kinesis/resourcePolicy:ResourcePolicy",
    name: "stream-policy",
    inputs: {
      region: "eu-west-1",
      policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "kinesis:GetRecords", ...statement }] }),
    },
  });

describeRule(resourcePolicyNotPublic, {
  finds: {
    "a stream for everybody": {
      stack: streamPolicy({ Principal: "*" }),
      found: { "stream-policy": ["allows kinesis:GetRecords to everybody, on no condition."] },
    },
    "a stream for everybody of AWS": {
      stack: streamPolicy({ Principal: { AWS: ["arn:aws:iam::123456789012:root", "*"] } }),
      found: { "stream-policy": ["allows kinesis:GetRecords to everybody, on no condition."] },
    },
    "a key for everybody": {
      stack: plus({
        type: "aws:kms/key:Key",
        name: "kms-key",
        inputs: { policy: JSON.stringify({ Statement: { Effect: "Allow", Principal: "*", Action: "kms:Decrypt" } }) },
      }),
      found: { "kms-key": ["allows kms:Decrypt to everybody, on no condition."] },
    },
  },
  accepts: {
    "a stream for an account": { stack: streamPolicy({ Principal: { AWS: "arn:aws:iam::123456789012:root" } }) },
    "a stream for everybody of an organisation": {
      stack: streamPolicy({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
    },
    "a denial for everybody": { stack: streamPolicy({ Effect: "Deny", Principal: "*" }) },
  },
});
