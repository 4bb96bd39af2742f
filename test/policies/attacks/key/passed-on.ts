import * as apigateway from "@pulumi/aws/apigateway";
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as wafv2 from "@pulumi/aws/wafv2";

import { INTEGRATION, props, withParameters } from "../build/changes";
import { ACCOUNT } from "../build/documents";
import { distribution } from "../build/fronts";
import { r2Key, r4Door } from "../build/kinds";
import type { Mine } from "../build/mine";
import { webAcl } from "../build/web-acl";
import type { Attack } from "../harness/attack";

const change = (name: string, breaks: string, parameters: Record<string, string>): Attack =>
  r2Key(name, breaks, { changes: { [INTEGRATION]: props(withParameters(parameters)) } });

/** Adds a path of the API whose integration is somewhere else. */
function path(b: Mine, integration: Partial<apigateway.IntegrationArgs>): void {
  const { name, region, pipeline } = b;
  const resource = new apigateway.Resource(`${name}-resource`, {
    region,
    restApi: pipeline.apiId,
    parentId: "root",
    pathPart: "other",
  });
  const at = { region, restApi: pipeline.apiId, resourceId: resource.id };
  const method = new apigateway.Method(`${name}-method`, {
    ...at,
    httpMethod: "POST",
    authorization: "NONE",
    apiKeyRequired: true,
  });
  new apigateway.Integration(`${name}-integration`, {
    ...at,
    httpMethod: method.httpMethod,
    integrationHttpMethod: "POST",
    type: "HTTP_PROXY",
    timeoutMilliseconds: 6000,
    ...integration,
  });
}

/** The key goes on to another server, or into a log. */
export const passedOn: readonly Attack[] = [
  r4Door("log-of-headers", "the log of a distribution before the API has each caller's key", {
    add: (b) => {
      const log = new cloudfront.RealtimeLogConfig(`${b.name}-log`, {
        name: "all",
        samplingRate: 100,
        fields: ["timestamp", "cs-headers"],
        endpoint: {
          streamType: "Kinesis",
          kinesisStreamConfig: {
            roleArn: `arn:aws:iam::${ACCOUNT}:role/logs`,
            streamArn: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/logs`,
          },
        },
      });
      return distribution(b, { behavior: { realtimeLogConfigArn: log.arn } });
    },
  }),
  change("multi-value", "a header to Kinesis is the caller's key, as a list", {
    "integration.request.header.X-Trace": "method.request.multivalueheader.x-api-key",
  }),
  change("capital-query", "an address to Kinesis has the caller's key", {
    "integration.request.querystring.k": "method.request.header.X-API-KEY",
  }),
  r2Key("passed-on", "every header of a caller, its key too, goes to somebody else's server", {
    own: true,
    add: (b) => {
      path(b, { uri: "https://collector.example.com/" });
    },
  }),
  r2Key("authorizer-source", "the key goes to a function, which may log it", {
    own: true,
    add: (b) =>
      new apigateway.Authorizer(`${b.name}-authorizer`, {
        region: b.region,
        restApi: b.pipeline.apiId,
        name: "by-key",
        type: "REQUEST",
        identitySource: "method.request.header.x-api-key",
        authorizerUri: `arn:aws:apigateway:${b.region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${b.region}:${ACCOUNT}:function:who/invocations`,
        authorizerResultTtlInSeconds: 300,
      }),
  }),
  r2Key("acl-log", "the log of a web ACL has every header of every caller, the key too", {
    own: true,
    add: (b) => {
      new wafv2.WebAclLoggingConfiguration(`${b.name}-logging`, {
        region: b.region,
        resourceArn: webAcl(b, []).arn,
        logDestinationConfigs: [`arn:aws:logs:${b.region}:${ACCOUNT}:log-group:aws-waf-logs-orders`],
      });
    },
  }),
];
