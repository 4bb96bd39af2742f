import { arnOf } from "../arn";
import { ByRegion } from "../by-region";
import { AwsError } from "../errors";
import { parseDocument } from "../iam/document";
import type { TopicInputs } from "./inputs/topic";
import { defaultTopicPolicy } from "./topic-policy";

/** A topic. */
export interface Topic {
  readonly arn: string;
  settings: TopicInputs;
  /** Who may publish to it, as JSON. */
  policy: string;
}

/** The topics of one account, in every region. */
export class Topics {
  /** By ARN. */
  readonly #topics = new ByRegion<Topic>();

  constructor(readonly accountId: string) {}

  /** As AWS: a topic of that name is returned as it is, unless what it has differs. @throws AwsError InvalidParameter */
  create(settings: TopicInputs): Topic {
    const arn = arnOf("sns", settings.region, this.accountId, settings.name);
    if (this.#topics.get(settings.region, arn) !== undefined) {
      throw new AwsError(
        "InvalidParameter",
        "Invalid parameter: Attributes Reason: Topic already exists with different attributes",
      );
    }
    const topic: Topic = { arn, settings, policy: settings.policy ?? defaultTopicPolicy(arn, this.accountId) };
    refuseTopicPolicy(topic.policy);
    this.#topics.set(settings.region, arn, topic);
    return topic;
  }

  find(region: string, arn: string): Topic | undefined {
    return this.#topics.get(region, arn);
  }

  /** @throws AwsError NotFound */
  get(region: string, arn: string): Topic {
    const topic = this.find(region, arn);
    if (topic === undefined) throw new AwsError("NotFound", "Topic does not exist", 404);
    return topic;
  }

  /** @throws AwsError InvalidParameter */
  setPolicy(topic: Topic, policy: string): void {
    refuseTopicPolicy(policy);
    topic.policy = policy;
  }

  resetPolicy(topic: Topic): void {
    topic.policy = defaultTopicPolicy(topic.arn, this.accountId);
  }

  delete(region: string, arn: string): void {
    this.#topics.delete(region, arn);
  }
}

function refuseTopicPolicy(policy: string): void {
  let statements;
  try {
    statements = parseDocument(policy, "resource");
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new AwsError("InvalidParameter", `Invalid parameter: Policy Error: ${error.message}`);
  }
  const actions = statements.flatMap(({ actionNames }) => actionNames);
  if (actions.some((action) => action !== "*" && !/^sns:/i.test(action))) {
    throw new AwsError("InvalidParameter", "Invalid parameter: Policy statement action out of service scope!");
  }
}
