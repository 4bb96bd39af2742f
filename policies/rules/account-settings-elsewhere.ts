import { resourceRule } from "../pack/rule";
import { type } from "../read/types";

const TRACES = "of every service of the account in the region; deleting it does not set it back.";

/** The types that are a setting of the whole account, and what they set. */
const SETTINGS: Readonly<Record<string, string>> = {
  [type.account]:
    "sets the account's logging role: whoever destroys this stack ends the logging of every other API in the region.",
  "aws:kinesis/accountSettings:AccountSettings":
    "sets how the account pays for every on-demand stream of the region; deleting it does not set it back.",
  "aws:cloudwatch/logAccountPolicy:LogAccountPolicy":
    "sets what becomes of the lines of every log group of the account in the region.",
  "aws:servicequotas/serviceQuota:ServiceQuota":
    "sets a quota that all stacks of the account share; deleting it does not set it back.",
  "aws:xray/encryptionConfig:EncryptionConfig": `sets how X-Ray encrypts the traces ${TRACES}`,
  "aws:xray/indexingRule:IndexingRule": `sets how many traces X-Ray can find ${TRACES}`,
  "aws:xray/traceSegmentDestination:TraceSegmentDestination": `sets where X-Ray keeps the traces ${TRACES}`,
};

export const accountSettingsElsewhere = resourceRule({
  name: "account-settings-elsewhere",
  description: "The stack of a stage does not own a setting of the whole account.",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Move it to a bootstrap stack of the account, with retainOnDelete; disable this rule there.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/account/",
  tags: ["apigateway", "kinesis", "xray", "reliability"],
  types: Object.keys(SETTINGS),
  checks: [(resource) => SETTINGS[resource.type]],
});
