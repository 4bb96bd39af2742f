import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as sns from "@pulumi/aws/sns";

import type { Attack, Props } from "../harness/attack";
import type { Mine, Parts } from "../mine";
import { props, set } from "../second-round/support";
import { ACCOUNT } from "../shared";
import { attackOf } from "./support";

const attack = attackOf("alarm", "an alarm sees what it watches, goes off when it should, and somebody hears of it");

/** The alarm of the refused records, on a metric of a metric filter. */
const REFUSED = "alarms-refused-records";
/** An alarm on the API's own metrics of the method POST, by metric math. */
const ERRORS = "alarms-server-errors";
/** Without a change of an alarm, the pipeline of a case has none. */
const UNCHANGED = set({});

const ofName = (name: string) => `r4-alarm-${name}`;

/** Other values of a metric filter, and the alarm that reads its metric. */
const filter = (name: string, breaks: string, change: (given: Props) => Props): Attack =>
  attack(name, breaks, { changes: { "api-refused-records": props(change), [REFUSED]: UNCHANGED } });

const alarm = (name: string, breaks: string, key: string, change: Props | ((given: Props) => Props)): Attack =>
  attack(name, breaks, { changes: { [key]: typeof change === "function" ? props(change) : set(change) } });

const added = (name: string, breaks: string, add: NonNullable<Parts["add"]>): Attack =>
  attack(name, breaks, { changes: { "alarms-topic": UNCHANGED }, add });

type Queries = readonly (Props & { readonly metric?: Props; readonly expression?: string })[];
const queries = (change: (query: Queries[number]) => Props) => (given: Props) => ({
  ...given,
  metricQueries: (given.metricQueries as Queries).map((query) => change(query)),
});

export const alarms: readonly Attack[] = [
  alarm(
    "silence-in-silence",
    "Kinesis sends no datapoint when no record comes, and the alarm of silence takes that for good",
    `alarms-silence-${ofName("silence-in-silence")}`,
    { treatMissingData: "notBreaching" },
  ),
  alarm("share-of-five", "an alarm on a share goes off above 500 percent", ERRORS, { threshold: 5 }),
  filter("counts-nothing", "the metric filter counts a status that no line has", (given) => ({
    ...given,
    pattern: '{ ($.httpMethod = "POST") && ($.status = 400) && ($.status = 413) }',
  })),
  filter("other-metric", "the metric filter writes another metric than the alarm reads", (given) => ({
    ...given,
    metricTransformation: { ...(given.metricTransformation as object), name: "RefusedRecord" },
  })),
  filter("other-field", "the metric filter looks for a field that no line has", (given) => ({
    ...given,
    pattern: '{ ($.method = "POST") && ($.status = 400) }',
  })),
  filter("counts-zero", "the metric filter counts 0 for each refused record", (given) => ({
    ...given,
    metricTransformation: { ...(given.metricTransformation as object), value: "0" },
  })),
  attack("methods-not-measured", "API Gateway does not measure the methods apart, on which alarms look", {
    changes: {
      "api-all-methods": props((given) => ({
        ...given,
        settings: { ...(given.settings as object), metricsEnabled: false },
      })),
      [ERRORS]: UNCHANGED,
    },
  }),
  attack("log-without-method", "the access log does not say the method, by which metric filters count", {
    changes: {
      "api-stage": props((given) => {
        const settings = given.accessLogSettings as { readonly format: string };
        const format = settings.format.replace('"httpMethod":"$context.httpMethod",', "");
        return { ...given, accessLogSettings: { ...settings, format } };
      }),
      [REFUSED]: UNCHANGED,
    },
    at: ["api-refused-records"],
  }),
  filter("other-group", "the metric filter reads a log group into which the stage does not write", (given) => ({
    ...given,
    logGroupName: "/aws/apigateway/orders-dev/access",
  })),
  alarm("other-unit", "the alarm asks for a unit that the metric filter does not write", REFUSED, { unit: "Seconds" }),
  alarm("other-api", "the alarm watches the API of another stage", "alarms-latency-p99", (given) => ({
    ...given,
    dimensions: { ...(given.dimensions as object), ApiName: "orders-dev" },
  })),
  alarm("other-method", "the alarm watches a method that the API does not have", "alarms-latency-p99", (given) => ({
    ...given,
    dimensions: { ...(given.dimensions as object), Method: "PUT" },
  })),
  alarm(
    "other-account",
    "the alarm watches the API of another account",
    ERRORS,
    queries((query) => (query.metric ? { ...query, accountId: "999988887777" } : query)),
  ),
  alarm(
    "never-by-math",
    "what the alarm calculates is 0, whatever happens",
    ERRORS,
    queries((query) => (query.expression ? { ...query, expression: "failed * 0" } : query)),
  ),
  alarm(
    "never-by-branch",
    "both branches of what the alarm calculates are below the threshold",
    ERRORS,
    queries((query) => (query.expression ? { ...query, expression: "IF(failed >= 3, 0, 0)" } : query)),
  ),
  alarm("contradiction", "the rule of the composite alarm contradicts itself", "alarms-ours", {
    alarmRule: ['ALARM("', '") AND NOT ALARM("', '")'].join(`${ofName("contradiction")}-prod-server-errors`),
  }),
  alarm("and-never", "one condition of the composite alarm never holds", "alarms-ours", {
    alarmRule: `ALARM("${ofName("and-never")}-prod-server-errors") AND FALSE`,
  }),
  attack("suppressor-always", "an alarm that always stands keeps the side's alarm quiet", {
    changes: {
      "alarms-ours": props((given) => ({
        ...given,
        actionsSuppressor: { alarm: `${ofName("suppressor-always")}-maintenance`, extensionPeriod: 60, waitPeriod: 60 },
      })),
    },
    add: (b: Mine) =>
      new cloudwatch.CompositeAlarm(`${b.name}-maintenance`, {
        region: b.region,
        alarmName: `${ofName("suppressor-always")}-maintenance`,
        alarmRule: "TRUE",
        alarmActions: [`arn:aws:sns:${b.region}:${ACCOUNT}:pager`],
        tags: b.tags,
      }),
  }),
  added(
    "subscription-by-attribute",
    "the pager chooses messages by an attribute that no alarm's message has",
    (b) =>
      new sns.TopicSubscription(`${b.name}-pager`, {
        region: b.region,
        topic: b.pipeline.alarmTopicArn!,
        protocol: "https",
        endpoint: "https://pager.example.com/alarms",
        filterPolicy: '{"severity":["page"]}',
      }),
  ),
  attack("function-not-permitted", "the alarm calls a function that does not let alarms call it", {
    phase: "update",
    changes: {
      "alarms-ours": props((given) => ({
        ...given,
        alarmActions: [
          new lambda.Function(`${ofName("function-not-permitted")}-made-function`, {
            region: "ap-south-1",
            role: `arn:aws:iam::${ACCOUNT}:role/pager`,
            packageType: "Image",
            imageUri: "image",
            tags: given.tags as Record<string, string>,
          }).arn,
        ],
      })),
    },
  }),
];
