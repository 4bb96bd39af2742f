import { accountSettingsElsewhere } from "../../../policies/rules/account-settings-elsewhere";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

describeRule(accountSettingsElsewhere, {
  finds: {
    "API Gateway's logging role": {
      stack: plus({ type: "aws:apigateway/account:Account", name: "account", inputs: { region: "eu-west-1" } }),
      found: {
        account: [
          "sets the account's logging role: whoever destroys this stack ends the logging of every other API in the region.",
        ],
      },
    },
    "Kinesis' billing": {
      stack: plus({ type: "aws:kinesis/accountSettings:AccountSettings", name: "billing", inputs: {} }),
      found: {
        billing: [
          "sets how the account pays for every on-demand stream of the region; deleting it does not set it back.",
        ],
      },
    },
  },
  accepts: {
    "what belongs to a stage alone": {
      stack: plus({
        type: "aws:apigateway/vpcLink:VpcLink",
        name: "vpc-link",
        inputs: {
          region: "eu-west-1",
          targetArn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/net/a/1",
        },
      }),
    },
  },
});
