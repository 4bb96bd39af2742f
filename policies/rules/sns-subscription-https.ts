import { resourceRule } from "../pack/rule";
import { textAt } from "../read/resource";
import { awsType } from "../read/types";

export const snsSubscriptionHttps = resourceRule({
  name: "sns-subscription-https",
  description: "No topic sends its messages over plain http.",
  severity: "medium",
  enforcementLevel: "mandatory",
  remediationSteps: 'Set protocol to "https", and give an endpoint that begins with https://.',
  url: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html",
  tags: ["sns", "security", "encryption-in-transit"],
  types: [awsType.topicSubscription],
  checks: [
    (subscription) =>
      textAt(subscription, "protocol") === "http"
        ? "protocol is http: the messages cross the network in clear text."
        : undefined,
  ],
});
