import { resourceRule } from "../pack/rule";
import { type } from "../read/types";

export const accountSettingsElsewhere = resourceRule({
  name: "account-settings-elsewhere",
  description: "The stack of a stage does not own a setting of the whole account.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Move it to a bootstrap stack of the account, with retainOnDelete; disable this rule there.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/account/",
  tags: ["apigateway", "kinesis", "reliability"],
  types: [type.account, "aws:kinesis/accountSettings:AccountSettings"],
  checks: [
    (resource) =>
      resource.type === type.account
        ? "sets the account's logging role: whoever destroys this stack ends the logging of every other API in the region."
        : "sets how the account pays for every on-demand stream of the region; deleting it does not set it back.",
  ],
});
