import { transportHttps } from "../../../policies/rules/transport-https";
import { awsAssigns, type Fixture } from "../../support/policy";
import { plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/orders";

/** A listener before a function, and what the function's role may do with another stream. */
const listener = (protocol: string, action: string): readonly Fixture[] =>
  plus(
    {
      type: "aws:iam/role:Role",
      name: "worker",
      inputs: {
        assumeRolePolicy: JSON.stringify({
          Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
        }),
        inlinePolicies: [
          {
            name: "stream",
            policy: JSON.stringify({
              Statement: [{ Effect: "Allow", Action: action, Resource: ARN.replace("orders", "clicks") }],
            }),
          },
        ],
        tags: {},
      },
    },
    {
      type: "aws:lambda/function:Function",
      name: "handler",
      inputs: { role: awsAssigns("arn:aws:iam::123456789012:role/worker"), tags: {} },
      edges: { role: ["worker"] },
    },
    { type: "aws:lb/targetGroup:TargetGroup", name: "group", inputs: { tags: {} } },
    {
      type: "aws:lb/targetGroupAttachment:TargetGroupAttachment",
      name: "attachment",
      inputs: { targetGroupArn: awsAssigns("g1"), targetId: awsAssigns("f1") },
      edges: { targetGroupArn: ["group"], targetId: ["handler"] },
    },
    {
      type: "aws:lb/listener:Listener",
      name: "listener",
      inputs: { protocol, defaultActions: [{ type: "forward", targetGroupArn: awsAssigns("g1") }], tags: {} },
      edges: { defaultActions: ["group"] },
    },
  );

const redirect = (protocol: string) =>
  plus({
    type: "aws:lb/listener:Listener",
    name: "listener",
    inputs: {
      protocol: "HTTPS",
      defaultActions: [{ type: "redirect", redirect: { protocol, statusCode: "HTTP_301" } }],
      tags: {},
    },
  });

const API = "a1b2c3.execute-api.eu-west-1.amazonaws.com";
const distribution = (
  viewer: string,
  origin: string,
  host = API,
  viewerCertificate: object = {},
  originSslProtocols = ["TLSv1.2"],
) =>
  plus({
    type: "aws:cloudfront/distribution:Distribution",
    name: "distribution",
    inputs: {
      origins: [
        {
          originId: "api",
          domainName: host,
          customOriginConfig: { originProtocolPolicy: origin, originSslProtocols },
        },
        { originId: "site", domainName: "site.s3.amazonaws.com" },
      ],
      defaultCacheBehavior: { targetOriginId: "site", viewerProtocolPolicy: "allow-all" },
      orderedCacheBehaviors: [{ targetOriginId: "api", viewerProtocolPolicy: viewer }],
      viewerCertificate,
      tags: {},
    },
  });

const delivery = (url: string, configuration = "httpEndpointConfiguration", path = "url") =>
  plus({
    type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    name: "delivery",
    inputs: {
      destination: "http_endpoint",
      kinesisSourceConfiguration: { kinesisStreamArn: awsAssigns(ARN) },
      [configuration]: { [path]: url },
      tags: {},
    },
    edges: { kinesisSourceConfiguration: ["stream"] },
  });

describeRule(transportHttps, {
  finds: {
    "a distribution that speaks an older TLS with the API": {
      stack: distribution("https-only", "https-only", API, {}, ["TLSv1.1", "TLSv1.2"]),
      found: {
        distribution: ["originSslProtocols of an origin that is an API has one that is older than TLS 1.2."],
      },
    },
    "records that leave for Splunk in plain http": {
      stack: delivery("http://splunk.example.com:8088", "splunkConfiguration", "hecEndpoint"),
      found: {
        delivery: ["splunkConfiguration.hecEndpoint does not begin with https://: records leave in clear text."],
      },
    },
    "a listener for plain http before a function that may write": {
      stack: listener("HTTP", "kinesis:PutRecord"),
      found: {
        listener: ['protocol is "HTTP": records for a function that may write to a stream come in clear text.'],
      },
    },
    "a distribution that takes and passes on plain http": {
      stack: distribution("allow-all", "match-viewer"),
      found: {
        distribution: [
          'originProtocolPolicy of an origin that is an API is "match-viewer".',
          'viewerProtocolPolicy before an API is "allow-all": keys and records come in clear text.',
        ],
      },
    },
    "a distribution that takes an older TLS": {
      stack: distribution("https-only", "https-only", API, { minimumProtocolVersion: "TLSv1.1_2016" }),
      found: {
        distribution: [
          "viewerCertificate.minimumProtocolVersion before an API is older than TLS 1.2: keys and records can be read.",
        ],
      },
    },
    "a listener that sends callers from https to http": {
      stack: redirect("HTTP"),
      found: { listener: ["a redirect leads from https to http: what comes then comes in clear text."] },
    },
    "a delivery stream to a server over plain http": {
      stack: delivery("http://example.com/"),
      found: { delivery: ["httpEndpointConfiguration.url does not begin with https://: records leave in clear text."] },
    },
  },
  accepts: {
    "a listener for https": { stack: listener("HTTPS", "kinesis:PutRecord") },
    "a listener that sends callers to https": { stack: redirect("HTTPS") },
    "a distribution of something else that takes an older TLS": {
      stack: distribution("allow-all", "match-viewer", "www.example.com", { minimumProtocolVersion: "TLSv1" }),
    },
    "a listener before a function that only reads": { stack: listener("HTTP", "kinesis:GetRecords") },
    "a distribution for https": { stack: distribution("redirect-to-https", "https-only") },
    "a distribution before something else": { stack: distribution("allow-all", "match-viewer", "www.example.com") },
    "a delivery stream to a server over TLS": { stack: delivery("https://example.com/") },
  },
});
