import { snsSubscriptionHttps } from "../../../policies/rules/sns-subscription-https";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const subscription = (protocol: string) =>
  plus({
    type: "aws:sns/topicSubscription:TopicSubscription",
    name: "subscription",
    inputs: { region: "eu-west-1", protocol, endpoint: "pager.example.com" },
  });

describeRule(snsSubscriptionHttps, {
  finds: {
    "plain http": {
      stack: subscription("http"),
      found: { subscription: ["protocol is http: the messages cross the network in clear text."] },
    },
  },
  accepts: { https: { stack: subscription("https") }, email: { stack: subscription("email") } },
});
