import { isDeepStrictEqual } from "node:util";

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

  /**
   * Creates a topic. As on AWS, one of that name and with those tags is taken as it is, and gets the other settings.
   * @throws AwsError InvalidParameter for other tags, or for a policy that SNS refuses
   */
  create(settings: TopicInputs): Topic {
    const arn = arnOf("sns", settings.region, this.accountId, settings.name);
    if (settings.policy !== undefined) refuseTopicPolicy(settings.policy);
    const known = this.find(settings.region, arn);
    if (known !== undefined && !isDeepStrictEqual(known.settings.tags ?? {}, settings.tags ?? {})) {
      throw new AwsError(
        "InvalidParameter",
        "Invalid parameter: Tags Reason: Topic already exists with different tags",
      );
    }
    const policy = settings.policy ?? known?.policy ?? defaultTopicPolicy(arn, this.accountId);
    const topic: Topic = known ?? { arn, settings, policy };
    topic.settings = settings;
    topic.policy = policy;
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
