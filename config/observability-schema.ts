import { kmsKeyArns, regionalArns } from "./arns";
import { flag, oneOf, settings, text, wholeNumber } from "./forms";

/**
 * The retentions that CloudWatch Logs takes, in days.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * The periods of an alarm are seven days together at most, and one day if they are shorter than an hour, as those of
 * silence are.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export const MINUTES_OF_A_DAY = 1440;

/** What a stage shows of itself: logs, traces, alarms and a dashboard. */
export const observabilitySchema = settings({
  accessLog: flag.default(true),
  executionLog: flag.default(true),
  logRetentionDays: oneOf(...RETENTION_DAYS).default(365),
  logKmsKeyArns: kmsKeyArns,
  tracing: flag.default(true),
  dashboard: flag.default(true),
  alarms: settings({
    enabled: flag.default(true),
    silenceMinutes: wholeNumber(0, MINUTES_OF_A_DAY).default(15),
    trafficAnomaly: flag.default(false),
    topicArns: regionalArns(
      "an SNS topic",
      "arn:aws:sns:eu-west-1:123456789012:on-call",
      /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[a-zA-Z0-9_-]{1,256}$/,
    ),
    // Each notification adds the fragment of its alarm.
    runbook: text(
      "docs/runbook.md, or its address: https://, up to 400 characters of a URL, and no fragment (#...)",
      /^(?=.{1,400}$)(?:docs\/runbook\.md|https:\/\/[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:[/?][A-Za-z0-9._~:/?@!$&'()*+,;=%-]*)?)$/,
    ).default("docs/runbook.md"),
  }).prefault({}),
});
