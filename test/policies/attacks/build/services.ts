import * as iot from "@pulumi/aws/iot";
import * as sns from "@pulumi/aws/sns";

import type { Mine } from "./mine";

/** A rule of IoT Core. */
export const topicRule = (b: Mine, more: Partial<iot.TopicRuleArgs>): iot.TopicRule =>
  new iot.TopicRule(`${b.name}-rule`, {
    region: b.region,
    name: "orders",
    enabled: true,
    sql: "SELECT * FROM 'a'",
    sqlVersion: "2016-03-23",
    tags: b.tags,
    ...more,
  });

/** A pager that hears of the alarms. */
export const pager = (b: Mine, more: Partial<sns.TopicSubscriptionArgs>): sns.TopicSubscription =>
  new sns.TopicSubscription(`${b.name}-pager`, {
    region: b.region,
    topic: b.pipeline.alarmTopicArn!,
    protocol: "https",
    endpoint: "https://pager.example.com/alarms",
    ...more,
  });
