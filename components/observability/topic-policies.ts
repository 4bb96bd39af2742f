import { type Account, accountOf, regionOf } from "../arn";

/** CloudWatch works for every account: only for alarms of this one may it come in. */
const forOwnAlarms = ({ partition, accountId }: Account, region: string) => ({
  StringEquals: { "aws:SourceAccount": accountId },
  ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:*` },
});

const CLOUDWATCH = { Service: "cloudwatch.amazonaws.com" };

/**
 * The policy of the key that encrypts the topic. Without the account's own statement nobody could change the key.
 * @param account whose key it is
 * @param region where the key is
 * @returns the policy document
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export const keyPolicy = (account: Account, region: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AdministerKey",
      Effect: "Allow",
      Principal: { AWS: `arn:${account.partition}:iam::${account.accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "NotifyOfAlarms",
      Effect: "Allow",
      Principal: CLOUDWATCH,
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: forOwnAlarms(account, region),
    },
  ],
});

/**
 * The policy of the topic: CloudWatch publishes, nobody else, and nobody without TLS.
 * @param topicArn whose policy it is
 * @returns the policy document
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export const topicPolicy = (topicArn: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "NotifyOfAlarms",
      Effect: "Allow",
      Principal: CLOUDWATCH,
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: forOwnAlarms(accountOf(topicArn), regionOf(topicArn)),
    },
    {
      Sid: "RequireTls",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
});
