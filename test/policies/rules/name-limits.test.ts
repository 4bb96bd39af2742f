import { nameLimits } from "../../../policies/rules/name-limits";
import { change, plus } from "../../support/policy-pipeline";
import { type Case, describeRule, type FoundByResource } from "../../support/policy-rule";

interface Named {
  readonly type: string;
  readonly property?: string;
  readonly longest: number;
  /** A name that AWS does not take, and the characters it takes. */
  readonly wrong: string;
  readonly takes: string;
}

/** Every type with a limit, from AWS's API references. */
const NAMED: readonly Named[] = [
  { type: "aws:kinesis/stream:Stream", longest: 128, wrong: "my orders", takes: "^[a-zA-Z0-9_.-]+$" },
  {
    type: "aws:apigateway/stage:Stage",
    property: "stageName",
    longest: 128,
    wrong: "dev.1",
    takes: "^[a-zA-Z0-9_-]+$",
  },
  { type: "aws:apigateway/apiKey:ApiKey", longest: 1024, wrong: "", takes: "^.+$" },
  { type: "aws:iam/role:Role", longest: 64, wrong: "orders/dev", takes: String.raw`^[\w+=,.@-]+$` },
  { type: "aws:iam/rolePolicy:RolePolicy", longest: 128, wrong: "orders dev", takes: String.raw`^[\w+=,.@-]+$` },
  { type: "aws:iam/policy:Policy", longest: 128, wrong: "orders:dev", takes: String.raw`^[\w+=,.@-]+$` },
  { type: "aws:secretsmanager/secret:Secret", longest: 512, wrong: "orders#dev", takes: "^[a-zA-Z0-9/_+=.@-]+$" },
  { type: "aws:cloudwatch/logGroup:LogGroup", longest: 512, wrong: "orders dev", takes: "^[a-zA-Z0-9_/.#-]+$" },
  { type: "aws:xray/samplingRule:SamplingRule", property: "ruleName", longest: 32, wrong: "", takes: "^.+$" },
  { type: "aws:cloudwatch/metricAlarm:MetricAlarm", longest: 255, wrong: "", takes: "^.+$" },
  { type: "aws:cloudwatch/logMetricFilter:LogMetricFilter", longest: 512, wrong: "orders:refused", takes: "^[^:*]+$" },
];

const withName = ({ type, property = "name" }: Named, name: string) => [
  { type, name: "it", inputs: { ...GOOD, [property]: name } },
];
/** What other rules ask of these types. */
const GOOD = {
  region: "eu-west-1",
  streamModeDetails: { streamMode: "ON_DEMAND" },
  encryptionType: "KMS",
  kmsKeyId: "alias/aws/kinesis",
  xrayTracingEnabled: true,
  retentionInDays: 30,
  fixedRate: 1,
  recoveryWindowInDays: 30,
  alarmActions: ["arn:aws:sns:eu-west-1:123456789012:oncall"],
};
const also = ({ type }: Named): FoundByResource =>
  type === "aws:apigateway/stage:Stage"
    ? {
        "stage-access-log on it": ["accessLogSettings is not set: nobody sees which requests failed."],
        "stage-execution-log on it": [
          "no MethodSettings for */* belong to this stage: API Gateway logs no error of its own.",
        ],
      }
    : {};

const tooLong = (what: Named): [string, Case] => [
  `a name of ${what.type} that is too long`,
  {
    stack: withName(what, "a".repeat(what.longest + 1)),
    found: { it: [`${what.property ?? "name"} has ${what.longest + 1} characters, AWS takes ${what.longest}.`] },
    also: also(what),
  },
];
const caseOf = (what: Named): [string, Case] => [
  `a name of ${what.type} with characters that AWS does not take`,
  {
    stack: withName(what, what.wrong),
    found: {
      it: [`${what.property ?? "name"} has characters that AWS does not take: it takes ${what.takes}.`],
    },
    also: also(what),
  },
];

describeRule(nameLimits, {
  finds: Object.fromEntries(NAMED.flatMap((what) => [tooLong(what), caseOf(what)])),
  accepts: {
    ...Object.fromEntries(
      NAMED.map((what) => [
        `a name of ${what.type} as long as AWS takes it`,
        { stack: withName(what, "a".repeat(what.longest)), also: also(what) },
      ]),
    ),
    "a name that AWS or Pulumi makes": { stack: change("stream", { name: undefined }) },
    "a name of another type": {
      stack: plus({
        type: "aws:sns/topic:Topic",
        name: "topic",
        inputs: { name: "a b", kmsMasterKeyId: "alias/orders" },
      }),
    },
  },
});
