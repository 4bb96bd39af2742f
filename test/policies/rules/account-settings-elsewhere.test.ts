import { accountSettingsElsewhere } from "../../../policies/rules/account-settings-elsewhere";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ONCE =
  "sets something that the whole account has once, or once in each region: the stacks of other stages need it, too.";

describeRule(accountSettingsElsewhere, {
  finds: {
    "a quota": {
      stack: plus({ type: "aws:servicequotas/serviceQuota:ServiceQuota", name: "quota", inputs: { value: 1 } }),
      found: { quota: ["sets a quota that all stacks of the account share; deleting it does not set it back."] },
    },
    "what becomes of all logs": {
      stack: plus({ type: "aws:cloudwatch/logAccountPolicy:LogAccountPolicy", name: "logs", inputs: {} }),
      found: { logs: ["sets what becomes of the lines of every log group of the account in the region."] },
    },
    "the rules for all mail": {
      stack: plus({
        type: "aws:ses/activeReceiptRuleSet:ActiveReceiptRuleSet",
        name: "mail",
        inputs: { region: "eu-west-1", ruleSetName: "orders" },
      }),
      found: { mail: [ONCE] },
    },
    "the recorder of AWS Config": {
      stack: plus({ type: "aws:cfg/recorder:Recorder", name: "recorder", inputs: { region: "eu-west-1" } }),
      found: { recorder: [ONCE] },
    },
    "API Gateway's logging role": {
      stack: plus({ type: "aws:apigateway/account:Account", name: "account", inputs: { region: "eu-west-1" } }),
      found: {
        account: [
          "sets the account's logging role: whoever destroys this stack ends the logging of every other API in the region.",
        ],
      },
    },
    "how traces are encrypted": {
      stack: plus({ type: "aws:xray/encryptionConfig:EncryptionConfig", name: "traces", inputs: { type: "NONE" } }),
      found: {
        traces: [
          "sets how X-Ray encrypts the traces of every service of the account in the region; deleting it does not set it back.",
        ],
      },
    },
    "where traces are kept": {
      stack: plus({
        type: "aws:xray/traceSegmentDestination:TraceSegmentDestination",
        name: "traces",
        inputs: { destination: "CloudWatchLogs" },
      }),
      found: {
        traces: [
          "sets where X-Ray keeps the traces of every service of the account in the region; deleting it does not set it back.",
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
    "how one service's requests are sampled": {
      stack: plus({
        type: "aws:xray/samplingRule:SamplingRule",
        name: "rule",
        inputs: { region: "eu-west-1", fixedRate: 1, reservoirSize: 1 },
      }),
    },
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
