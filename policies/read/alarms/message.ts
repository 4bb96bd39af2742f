/**
 * The keys of a message of CloudWatch about an alarm.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
const KEYS: readonly string[] = [
  "AlarmName",
  "AlarmDescription",
  "AWSAccountId",
  "AlarmConfigurationUpdatedTimestamp",
  "NewStateValue",
  "NewStateReason",
  "StateChangeTime",
  "Region",
  "AlarmArn",
  "OldStateValue",
  "OKActions",
  "AlarmActions",
  "InsufficientDataActions",
  "AlarmRule",
  "AlarmChildren",
  "TriggeringChildren",
  "Trigger",
];

/**
 * Whether a subscription's filter keeps out what CloudWatch says of an alarm that goes off.
 * @param filterPolicy JSON; undefined of a subscription that takes everything.
 * @param scope `MessageBody`, or attributes, which these messages do not have.
 * @returns Whether no such message passes. Of a text that is no JSON, AWS takes nothing.
 */
export function keepsAlarmsOut(filterPolicy: string | undefined, scope: string | undefined): boolean {
  const policy = policyIn(filterPolicy ?? "{}");
  if (Object.keys(policy).length === 0) return false;
  if (scope !== "MessageBody") return true;
  const { NewStateValue: states } = policy;
  const isOver = Array.isArray(states) && states.every((state) => state === "OK" || state === "INSUFFICIENT_DATA");
  return isOver || Object.keys(policy).some((key) => !key.startsWith("$") && !KEYS.includes(key));
}

function policyIn(text: string): { readonly NewStateValue?: unknown } {
  try {
    const policy: unknown = JSON.parse(text);
    return typeof policy === "object" && policy !== null ? policy : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
