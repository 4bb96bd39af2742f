import { kinesisStreamEncrypted } from "../../../policies/rules/kinesis-stream-encrypted";
import { awsAssigns } from "../../support/policy";
import { change, pipeline } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const own = change("stream", { kmsKeyId: awsAssigns("arn:aws:kms:eu-west-1:123456789012:key/5f2c") });

describeRule(kinesisStreamEncrypted, {
  finds: {
    "a stream without encryption": {
      stack: change("stream", { encryptionType: undefined, kmsKeyId: undefined }),
      found: { stream: ["encryptionType is not set: records lie on disk in clear text."] },
    },
    "encryption switched off": {
      stack: change("stream", { encryptionType: "NONE" }),
      found: { stream: ['encryptionType is "NONE": records lie on disk in clear text.'] },
    },
    "encryption without a key": {
      stack: change("stream", { kmsKeyId: undefined }),
      found: { stream: ["kmsKeyId is not set."] },
    },
    "a key in another region": {
      stack: change("stream", { kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/5f2c" }),
      found: { stream: ['kmsKeyId is a key in "us-east-1", the stream is in "eu-west-1": Kinesis cannot use it.'] },
    },
    "AWS's key where a customer's is configured": {
      stack: pipeline,
      config: { "kinesis-stream-encrypted": { key: "customer" } },
      found: { stream: ['kmsKeyId is "alias/aws/kinesis", a key of AWS; a customer\'s is required.'] },
    },
    "a customer's key where AWS's is configured": {
      stack: own,
      config: { "kinesis-stream-encrypted": { key: "aws" } },
      phases: ["up"],
      found: { stream: ["kmsKeyId is a customer's key; AWS's own, alias/aws/kinesis, is required."] },
    },
  },
  accepts: {
    "a customer's key": { stack: own },
    "a customer's key where one is configured": {
      stack: own,
      config: { "kinesis-stream-encrypted": { key: "customer" } },
    },
    "AWS's key where it is configured": { stack: pipeline, config: { "kinesis-stream-encrypted": { key: "aws" } } },
  },
});
