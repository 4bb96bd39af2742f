"use strict";

const { Account } = require("@pulumi/aws/apigateway/account");
const { Deployment } = require("@pulumi/aws/apigateway/deployment");
const { Integration } = require("@pulumi/aws/apigateway/integration");
const { Method } = require("@pulumi/aws/apigateway/method");
const { MethodSettings } = require("@pulumi/aws/apigateway/methodSettings");
const { RestApi } = require("@pulumi/aws/apigateway/restApi");
const { Stage } = require("@pulumi/aws/apigateway/stage");
const { LogGroup } = require("@pulumi/aws/cloudwatch/logGroup");
const { MetricAlarm } = require("@pulumi/aws/cloudwatch/metricAlarm");
const { Topic } = require("@pulumi/aws/sns/topic");
const { TopicSubscription } = require("@pulumi/aws/sns/topicSubscription");

require("./two-streams.cjs");

const region = "eu-west-1";

const format = JSON.stringify({ id: "$context.requestId", error: "$context.integration.error" });
// They are always there: read, not made.
const settings = Account.get("settings", "123456789012", { region });
const topic = new Topic("alerts", { region });
new TopicSubscription("oncall", { region, topic: topic.arn, protocol: "email", endpoint: "oncall@example.com" });
const group = new LogGroup("access", { region, retentionInDays: 3 });
const api = new RestApi("api", { region });
const root = new Method("get", {
  region,
  restApi: api.id,
  resourceId: api.rootResourceId,
  httpMethod: "GET",
  authorization: "NONE",
});
const integration = new Integration("mock", {
  region,
  restApi: api.id,
  resourceId: api.rootResourceId,
  httpMethod: root.httpMethod,
  type: "MOCK",
});
const deployment = new Deployment("deployment", { region, restApi: api.id }, { dependsOn: integration });
const stage = new Stage("stage", {
  region,
  restApi: api.id,
  deployment: deployment.id,
  stageName: "v1",
  xrayTracingEnabled: true,
  accessLogSettings: { destinationArn: group.arn, format },
});
new MethodSettings("logs", {
  region,
  restApi: api.id,
  stageName: stage.stageName,
  methodPath: "*/*",
  settings: { loggingLevel: "ERROR", metricsEnabled: true },
});
new MetricAlarm("errors", {
  region,
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 1,
  metricName: "5XXError",
  namespace: "AWS/ApiGateway",
  dimensions: { ApiName: api.name, Stage: stage.stageName },
  period: 60,
  statistic: "Sum",
  threshold: 0,
  alarmActions: [topic.arn],
  alarmDescription: settings.cloudwatchRoleArn.apply((role) => `logs are written as ${role}`),
});
