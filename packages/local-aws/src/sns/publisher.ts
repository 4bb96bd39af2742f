import type { Environment } from "../environment";
import { HEX } from "../environment";
import { AwsError } from "../errors";
import { parseDocument } from "../iam/document";
import { decideForService, type RequestContext } from "../iam/evaluate";
import { isAwsManagedKey } from "../kms/aws-managed-key";
import { canUseKey } from "../kms/key-use";
import type { Keys } from "../kms/keys";
import type { Topic, Topics } from "./topics";

/** A message to a topic. */
export interface Message {
  readonly topicArn: string;
  readonly subject: string;
  readonly message: string;
}

/** A message that a topic took. Here nothing is delivered to subscriptions: whoever listens gets it. */
export interface PublishedMessage extends Message {
  readonly messageId: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
}

/** Publishes to the topics of one account as a service of AWS. */
export class Publisher {
  readonly #listeners = new Set<(message: PublishedMessage) => void>();

  constructor(
    private readonly topics: Topics,
    private readonly keys: Keys,
    private readonly environment: Environment,
  ) {}

  /**
   * Publishes a message of a CloudWatch alarm.
   * @param alarmArn of the alarm
   * @param message to publish
   * @throws AwsError if there is no such topic, or if its policy or its key's policy does not let CloudWatch publish
   */
  publishAlarm(alarmArn: string, message: Message): void {
    const region = alarmArn.split(":")[3] ?? "";
    const topic = this.topics.get(region, message.topicArn);
    const context: RequestContext = {
      "aws:sourcearn": alarmArn,
      "aws:sourceaccount": this.topics.accountId,
      "aws:sourceowner": this.topics.accountId,
      "aws:securetransport": "true",
    };
    this.#refuseByPolicy(topic, alarmArn, context);
    this.#refuseByKey(topic, region, context);
    const published: PublishedMessage = { ...message, messageId: this.#uuid(), timestamp: this.environment.now() };
    for (const listener of this.#listeners) listener(published);
  }

  /**
   * Tells of each message from now on.
   * @param listener is called while the message is published
   * @returns ends it
   */
  onMessage(listener: (message: PublishedMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #refuseByPolicy({ arn, policy }: Topic, alarmArn: string, context: RequestContext): void {
    const statements = parseDocument(policy, "resource");
    const decision = decideForService(statements, CLOUDWATCH, "SNS:Publish", arn, context);
    if (decision === "allowed") return;
    const reason =
      decision === "explicitly denied"
        ? "with an explicit deny in a resource-based policy"
        : "because no resource-based policy allows the SNS:Publish action";
    throw new AwsError(
      "AuthorizationError",
      `Resource: ${alarmArn} is not authorized to perform: SNS:Publish on resource: ${arn} ${reason}`,
      403,
    );
  }

  /**
   * A key that AWS manages has a policy that lets no other service use it, so an alarm cannot publish to its topics.
   * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
   */
  #refuseByKey({ settings }: Topic, region: string, context: RequestContext): void {
    const { kmsMasterKeyId } = settings;
    if (kmsMasterKeyId === undefined) return;
    const key = isAwsManagedKey(kmsMasterKeyId) ? undefined : this.keys.find(region, kmsMasterKeyId);
    const mayUse = key !== undefined && canUseKey(key, CLOUDWATCH, context, KEY_ACTIONS);
    if (!mayUse || !this.keys.isUsable(region, kmsMasterKeyId)) {
      throw new AwsError(
        "KMSAccessDenied",
        "CloudWatch Alarms does not have authorization to access the SNS topic encryption key.",
      );
    }
  }

  #uuid(): string {
    return [8, 4, 4, 4, 12].map((length) => this.environment.randomString(length, HEX)).join("-");
  }
}

const CLOUDWATCH = "cloudwatch.amazonaws.com";

/** `kms:GenerateDataKey*` and `kms:Decrypt`. */
const KEY_ACTIONS = ["kms:GenerateDataKey", "kms:Decrypt"];
