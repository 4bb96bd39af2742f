import * as apigateway from "@pulumi/aws/apigateway";
import * as apigatewayv2 from "@pulumi/aws/apigatewayv2";
import * as cloudfront from "@pulumi/aws/cloudfront";
import * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";

import { SUCCESS_TEMPLATE } from "../../../../components/api/response-templates";
import type { Attack } from "../harness/attack";
import { answer, INTEGRATION, mapping, replaced } from "../harness/changes";
import type { Mine, Parts } from "../mine";
import { ALL_METHODS, distribution } from "../shared";
import { attackOf, set } from "./support";

const made = attackOf("answer", "a 2xx leaves only if Kinesis named the record");
const on = (name: string, breaks: string, status: number, values: Readonly<Record<string, unknown>>): Attack =>
  made(name, breaks, { changes: { [mapping(status)]: set(values) }, at: [INTEGRATION] });
const success = (name: string, breaks: string, template: string): Attack => on(name, breaks, 200, answer(template));

/** The template of a success with another condition. */
const where = (name: string, says: string, condition: string): Attack =>
  success(
    `where-${name}`,
    `the condition of a success holds always: ${says}`,
    SUCCESS_TEMPLATE.replace(/#if\(\$type == "" .*\)\n\{"ShardId"/, () => `#if(${condition})\n{"ShardId"`),
  );

const templates: Attack[] = [
  where("truthy", "in Velocity an empty text is true", '$type == "" && $sequenceNumber && $shardId'),
  where("itself", "a value is itself", '$type == "" && $sequenceNumber == $sequenceNumber'),
  where("contains", "every text contains the empty one", '$type == "" && $sequenceNumber.contains("")'),
  where("not-word", "nothing is called so", '$type == "" && $sequenceNumber != "none"'),
  where("length", "no length is below 0", '$type == "" && $sequenceNumber.length() >= 0'),
  where("no-error", "an answer that is no error names no record, either", '$type == ""'),
  where("empty-number", "a number may be empty", `$type == "" && $sequenceNumber.matches('"?[0-9]*"?')`),
  where("shard-only", "a shard is no record", `$type == "" && $shardId.matches('"[a-zA-Z0-9_.-]{1,128}"')`),
  success(
    "quoted-reference",
    "where there is no number the text in quotes is the reference itself, and not empty",
    `#set($place = $input.path('$.SequenceNumber'))
#if("$place" != "")
{"SequenceNumber": "$place"}
#else
#set($context.responseOverride.status = 502)
{"error": "UnexpectedAnswer"}
#end`,
  ),
  success(
    "typo-status-code",
    "the status is overridden under a name that API Gateway does not know",
    replaced("responseOverride.status = 502", "responseOverride.statusCode = 502")(SUCCESS_TEMPLATE),
  ),
  success(
    "typo-request",
    "the request's status is overridden, which has none",
    replaced("$context.responseOverride.status", "$context.requestOverride.status")(SUCCESS_TEMPLATE),
  ),
  on("overlap-400", "two patterns take a success, and one answers it by 400", 400, {
    selectionPattern: String.raw`[24]\d{2}`,
  }),
  on("overlap-all", "two patterns take a success, and one answers it by 502", 502, { selectionPattern: ".*" }),
  on("as-bytes", "a success is decoded from Base64, which it is not, and answered by 500", 200, {
    contentHandling: "CONVERT_TO_BINARY",
  }),
];

/** A way in front of the API that is closed, but answers for it. */
const before = (name: string, breaks: string, add: NonNullable<Parts["add"]>): Attack =>
  made(`before-${name}`, breaks, { add });

/** What AWS's own policies hand on of a request: all but the host. */
const FRONT = {
  allowedMethods: ALL_METHODS,
  cachePolicyId: "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
  originRequestPolicyId: "b689b0a8-53d0-40ab-baf2-68738e2966ac",
};

const visible = { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: "m" };
const ofCountry = { geoMatchStatement: { countryCodes: ["KP"] } };
const blocked = { block: { customResponse: { responseCode: 200 } } };
const acl = (b: Mine, more: object): wafv2.WebAcl => {
  const made = new wafv2.WebAcl(`${b.name}-acl`, {
    region: b.region,
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: visible,
    tags: b.tags,
    ...more,
  });
  const stage = b.resource("api-stage") as apigateway.Stage;
  new wafv2.WebAclAssociation(`${b.name}-association`, {
    region: b.region,
    resourceArn: stage.arn,
    webAclArn: made.arn,
  });
  return made;
};

const fronts: Attack[] = [
  before("errors-200", "a distribution answers each 502 of the API by 200", (b) =>
    distribution(b, {
      behavior: FRONT,
      more: { customErrorResponses: [{ errorCode: 502, responseCode: 200, responsePagePath: "/ok.html" }] },
    }),
  ),
  before("function-200", "a function of a distribution answers everything by 200", (b) => {
    const code = new cloudfront.Function(`${b.name}-function`, {
      runtime: "cloudfront-js-2.0",
      code: "function handler(event) { event.response.statusCode = 200; return event.response; }",
    });
    const functionAssociations = [{ eventType: "viewer-response", functionArn: code.arn }];
    distribution(b, { behavior: { ...FRONT, functionAssociations } });
  }),
  before("http-api-200", "an HTTP API before it, with its own authorization, answers each 502 by 200", (b) => {
    const api = new apigatewayv2.Api(`${b.name}-api`, { region: b.region, protocolType: "HTTP", tags: b.tags });
    const target = new apigatewayv2.Integration(`${b.name}-integration`, {
      region: b.region,
      apiId: api.id,
      integrationType: "HTTP_PROXY",
      integrationMethod: "POST",
      integrationUri: b.pipeline.endpoint,
      responseParameters: [{ statusCode: "502", mappings: { "overwrite:statuscode": "200" } }],
    });
    new apigatewayv2.Route(`${b.name}-route`, {
      region: b.region,
      apiId: api.id,
      routeKey: "POST /kinesis",
      authorizationType: "AWS_IAM",
      target: pulumi.interpolate`integrations/${target.id}`,
    });
  }),
  before("rest-api-200", "a REST API before it, with a key, answers whatever it hears by 200", (b) => {
    const api = new apigateway.RestApi(
      `${b.name}-api`,
      {
        region: b.region,
        endpointConfiguration: { types: "REGIONAL" },
        securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09",
        endpointAccessMode: "STRICT",
        tags: b.tags,
      },
      { protect: true },
    );
    const at = { region: b.region, restApi: api.id, resourceId: api.rootResourceId };
    const method = new apigateway.Method(`${b.name}-post`, { ...at, httpMethod: "POST", authorization: "AWS_IAM" });
    const place = { ...at, httpMethod: method.httpMethod };
    new apigateway.Integration(`${b.name}-integration`, {
      ...place,
      type: "HTTP",
      integrationHttpMethod: "POST",
      uri: b.pipeline.endpoint,
      passthroughBehavior: "WHEN_NO_TEMPLATES",
      timeoutMilliseconds: 7000,
    });
    new apigateway.MethodResponse(`${b.name}-200`, { ...place, statusCode: "200" });
    new apigateway.IntegrationResponse(`${b.name}-mapping`, { ...place, statusCode: "200", selectionPattern: "" });
  }),
  before("acl-group-200", "a group of rules answers what it stops by 200", (b) => {
    const group = new wafv2.RuleGroup(`${b.name}-group`, {
      region: b.region,
      scope: "REGIONAL",
      capacity: 10,
      rules: [{ name: "r", priority: 1, statement: ofCountry, action: blocked, visibilityConfig: visible }],
      visibilityConfig: visible,
      tags: b.tags,
    });
    const reference = { ruleGroupReferenceStatement: { arn: group.arn } };
    acl(b, {
      rules: [
        { name: "g", priority: 1, overrideAction: { none: {} }, statement: reference, visibilityConfig: visible },
      ],
    });
  }),
  before("acl-rule-200", "a rule of its own answers what it stops by 200", (b) => {
    new wafv2.WebAclRule(`${b.name}-rule`, {
      region: b.region,
      webAclArn: acl(b, {}).arn,
      name: "r",
      priority: 1,
      statement: ofCountry,
      action: blocked,
      visibilityConfig: visible,
    });
  }),
  before("acl-override-200", "a rule of AWS's group is overridden to answer by 200", (b) =>
    acl(b, {
      rules: [
        {
          name: "m",
          priority: 1,
          overrideAction: { none: {} },
          statement: {
            managedRuleGroupStatement: {
              vendorName: "AWS",
              name: "AWSManagedRulesKnownBadInputsRuleSet",
              ruleActionOverrides: [{ name: "Log4JRCE_BODY", actionToUse: blocked }],
            },
          },
          visibilityConfig: visible,
        },
      ],
    }),
  ),
  before("acl-blocks-all", "a web ACL stops every record", (b) => acl(b, { defaultAction: { block: {} } })),
  before("acl-common-rules", "rules of AWS for web sites stop every record over 8 KB, for ever", (b) =>
    acl(b, {
      rules: [
        {
          name: "common",
          priority: 1,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
          visibilityConfig: visible,
        },
      ],
    }),
  ),
];

export const answers: readonly Attack[] = [...templates, ...fronts];
