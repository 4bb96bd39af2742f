import { Key } from "@pulumi/aws/kms/key";
import { Topic } from "@pulumi/aws/sns/topic";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy";
import * as pulumi from "@pulumi/pulumi";

import type { Account } from "../arn";
import { nameOf, type Place, tagsOf } from "../place";
import { keyPolicy, topicPolicy } from "./topic-policies";

/** Days that KMS waits before it deletes the key: the longest, for a topic whose key is gone notifies nobody. */
const DELETION_WINDOW_DAYS = 30;

export interface AlarmTopicArgs {
  readonly place: Place;
  /** Whose it is. */
  readonly account: pulumi.Output<Account>;
  /** Whether Pulumi refuses to delete the key. What it encrypted cannot be read without it. */
  readonly protect: boolean;
}

/**
 * The topic that a region's alarms notify, encrypted with a key of its own: CloudWatch cannot use AWS's key for SNS.
 * @param name what the names of its resources begin with
 * @param args where and whose it is
 * @param opts its parent
 * @returns the topic's ARN, known only once CloudWatch may publish
 * @see https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
 */
export function createAlarmTopic(
  name: string,
  { place, account, protect }: AlarmTopicArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { region } = place;
  const key = new Key(
    `${name}-key`,
    {
      description: `Encrypts the alarms of ${nameOf(place)}`,
      region,
      enableKeyRotation: true,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      policy: pulumi.jsonStringify(account.apply((own) => keyPolicy(own, region))),
      tags: tagsOf(place),
    },
    { ...opts, protect },
  );
  const topic = new Topic(
    `${name}-topic`,
    { name: `${nameOf(place)}-alarms`, region, kmsMasterKeyId: key.arn, tags: tagsOf(place) },
    opts,
  );
  const policy = new TopicPolicy(
    `${name}-topic-policy`,
    { region, arn: topic.arn, policy: pulumi.jsonStringify(topic.arn.apply(topicPolicy)) },
    opts,
  );
  return pulumi.all([topic.arn, policy.id]).apply(([arn]) => arn);
}
