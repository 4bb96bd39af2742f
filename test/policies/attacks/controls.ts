import { ApiKey } from "@pulumi/aws/apigateway/apiKey";
import { Integration } from "@pulumi/aws/apigateway/integration";
import { IntegrationResponse } from "@pulumi/aws/apigateway/integrationResponse";
import { Method } from "@pulumi/aws/apigateway/method";
import { MethodResponse } from "@pulumi/aws/apigateway/methodResponse";
import { MethodSettings } from "@pulumi/aws/apigateway/methodSettings";
import { Resource } from "@pulumi/aws/apigateway/resource";
import { Response } from "@pulumi/aws/apigateway/response";
import { RestApi } from "@pulumi/aws/apigateway/restApi";
import { UsagePlanKey } from "@pulumi/aws/apigateway/usagePlanKey";
import { Role } from "@pulumi/aws/iam/role";
import { Provider } from "@pulumi/aws/provider";

import { SUCCESS_TEMPLATE } from "../../../components/api/response-templates";
import { oddities } from "./crash";
import { harmlessCases } from "./harmless";
import type { Beside, Change, Control, Target } from "./harness/attack";
import {
  answer,
  beforeRecord,
  data,
  INTEGRATION,
  mapping,
  partitionKey,
  streamName,
  templates,
  TEXT_DATA,
  textTemplates,
} from "./harness/changes";

const control = (name: string, harmless: string, apply: Control["apply"]): Control => ({
  name: `fine-${name}`,
  harmless,
  apply,
});

/** Another value of a resource's arguments or options. */
const on =
  (resource: string, change: Change, options?: Change) =>
  ({ change: changeResource }: Target): void => {
    changeResource(resource, change, options);
  };

const pattern = (name: string, selectionPattern: string): Control =>
  control(`pattern-${name}`, "The pattern matches the same successes.", on(mapping(200), { selectionPattern }));

/** Adds a method that API Gateway answers itself. */
const mock =
  (httpMethod: string, api: (name: string, beside: Beside) => RestApi | undefined = () => undefined) =>
  ({ add }: Target): void => {
    let other: RestApi | undefined;
    let path: Resource | undefined;
    add("mock-resource", (name, beside) => {
      other = api(name, beside);
      const parent =
        other ??
        (beside.resource("api") as unknown as { id: RestApi["id"]; rootResourceId: RestApi["rootResourceId"] });
      path = new Resource(name, {
        region: beside.region,
        restApi: parent.id,
        parentId: parent.rootResourceId,
        pathPart: "health",
      });
      return path;
    });
    const place = ({ region, pipeline }: Beside) => ({
      region,
      restApi: other?.id ?? pipeline.apiId,
      resourceId: path!.id,
      httpMethod,
    });
    add("mock", (name, beside) => new Method(name, { ...place(beside), authorization: "NONE" }));
    add(
      "mock-integration",
      (name, beside) =>
        new Integration(name, {
          ...place(beside),
          type: "MOCK",
          passthroughBehavior: "NEVER",
          requestTemplates: { "application/json": '{"statusCode": 200}' },
        }),
    );
    add("mock-200", (name, beside) => new MethodResponse(name, { ...place(beside), statusCode: "200" }));
    add(
      "mock-200-mapping",
      (name, beside) =>
        new IntegrationResponse(name, {
          ...place(beside),
          statusCode: "200",
          responseTemplates: { "application/json": '{"status": "ok"}' },
        }),
    );
  };

const gateway =
  (responseType: string, statusCode: string) =>
  ({ add }: Target): void => {
    add(
      "gateway",
      (name, { region, pipeline }) =>
        new Response(name, {
          region,
          restApiId: pipeline.apiId,
          responseType,
          statusCode,
          responseTemplates: { "application/json": '{"error": "$context.error.responseType"}' },
        }),
    );
  };

const settings =
  (values: object) =>
  ({ add }: Target): void => {
    add(
      "settings",
      (name, { region, pipeline }) =>
        new MethodSettings(name, {
          region,
          restApi: pipeline.apiId,
          stageName: pipeline.stageName,
          methodPath: "*/*",
          settings: { loggingLevel: "ERROR", dataTraceEnabled: false, ...values },
        }),
    );
  };

/** Harmless changes. */
export const controls: readonly Control[] = [
  control("role-description", "A role has another description.", on("access-role", { description: "writes records" })),
  control(
    "more-tags",
    "A stream has one tag more.",
    on("stream", (props) => ({
      ...props,
      tags: { ...(props.tags as object), team: "data" },
    })),
  ),
  control("longer-retention", "Records are kept for two weeks.", on("stream", { retentionPeriod: 336 })),
  control("customer-key", "A key of the customer encrypts the stream.", on("stream", { kmsKeyId: "alias/orders" })),

  // The same request in other words.
  control("literal-stream", "The stream is written where it is used.", ({ change }) => {
    change(INTEGRATION, streamName("fine-literal-stream"));
  }),
  control(
    "data-in-variable",
    "The encoded body is in a variable first.",
    on(INTEGRATION, (props) => data("$data")(beforeRecord(`#set($data = ${TEXT_DATA})`)(props))),
  ),
  control(
    "body-in-variable",
    "The body is in a variable first.",
    on(INTEGRATION, (props) => data("$util.base64Encode($body)")(beforeRecord("#set($body = $input.body)")(props))),
  ),
  control("formal-references", "References are written formally.", on(INTEGRATION, streamName("${stream}"))),
  control("quiet-references", "References are quiet.", on(INTEGRATION, streamName("$!{stream}"))),
  control(
    "key-of-request-id",
    "The partition key is the request's id.",
    on(INTEGRATION, partitionKey("$context.requestId")),
  ),
  control(
    "data-escaped-quotes",
    "Data is encoded in brackets.",
    on(INTEGRATION, data("${util.base64Encode(${input.body})}")),
  ),
  control(
    "comment-in-template",
    "A comment shows another record.",
    on(
      INTEGRATION,
      templates((text) => `## {"StreamName": "x", "PartitionKey": "1", "Data": "e30="}\n${text}`),
    ),
  ),
  control(
    "block-comment-in-template",
    "A comment shows another record.",
    on(
      INTEGRATION,
      templates((text) => `#* {"StreamName": "x", "PartitionKey": "1"} *#${text}`),
    ),
  ),
  control(
    "fields-in-other-order",
    "The fields have another order.",
    on(
      INTEGRATION,
      textTemplates((text) =>
        text.replace(
          /\{"StreamName": "\$stream", ("PartitionKey".*), ("Data".*)\}/,
          (_, key: string, body: string) => `{${body}, ${key}, "StreamName": "$stream"}`,
        ),
      ),
    ),
  ),
  control(
    "one-type-more",
    "One more media type has the same template.",
    on(INTEGRATION, (props) => {
      const given = props.requestTemplates as Record<string, string>;
      return { ...props, requestTemplates: { ...given, "text/plain": given["application/json"]! } };
    }),
  ),
  control(
    "refuses-long-bodies",
    "A body that is too long gets a request that Kinesis cannot read.",
    on(
      INTEGRATION,
      textTemplates((text) => `#if($input.body.length() > 9000000)\n{"StreamName": {}}\n#else\n${text}\n#end`),
    ),
  ),
  control("shorter-timeout", "API Gateway gives up earlier.", on(INTEGRATION, { timeoutMilliseconds: 5000 })),

  // The same answers in other words.
  pattern("of-200-only", "200"),
  pattern("with-dots", "2.."),
  pattern("with-class", "2[0-9]{2}"),
  pattern("with-branches", "200|201"),
  pattern("in-group", String.raw`(?:2\d\d)`),
  pattern("anchored", String.raw`^2\d{2}$`),
  control(
    "client-error-class",
    "The pattern of 4xx is written otherwise.",
    on(mapping(400), { selectionPattern: "4[0-9]{2}" }),
  ),
  control("default-500", "The default is answered by 500.", on("api-post-502", { statusCode: "500" })),
  control("success-201", "A stored record is answered by 201.", on("api-post-200", { statusCode: "201" })),
  control(
    "success-with-comment",
    "The template has a comment.",
    on(mapping(200), answer(`## what Kinesis stored\n${SUCCESS_TEMPLATE}`)),
  ),
  control(
    "success-with-stage",
    "The answer names the stage, too.",
    on(
      mapping(200),
      answer(SUCCESS_TEMPLATE.replace('{"ShardId": $shardId,', '{"stage": "$context.stage", "ShardId": $shardId,')),
    ),
  ),
  control("unavailable-text", "An error has other words.", on(mapping(503), answer('{"error": "TryAgain"}'))),
  control("gateway-missing-key", "A missing key is answered by 401.", gateway("INVALID_API_KEY", "401")),
  control("gateway-wrong-path", "A wrong path is answered by 404.", gateway("MISSING_AUTHENTICATION_TOKEN", "404")),

  // More beside it.
  control(
    "settings-throttle",
    "The stage has a throttle.",
    settings({ throttlingRateLimit: 1000, throttlingBurstLimit: 500 }),
  ),
  control("settings-no-cache", "The cache is switched off in so many words.", ({ change, add, ...target }) => {
    change("api-stage", { cacheClusterEnabled: false });
    settings({ cachingEnabled: false, metricsEnabled: true })({ change, add, ...target });
  }),
  control("health-at-other-path", "A health check at another path.", mock("GET")),
  control(
    "other-api-with-mock",
    "An API without Kinesis answers a POST by itself.",
    mock(
      "POST",
      (name, { region, tags }) =>
        new RestApi(
          `${name}-api`,
          {
            region,
            endpointConfiguration: { types: "REGIONAL" },
            securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            endpointAccessMode: "STRICT",
            tags,
          },
          { protect: true },
        ),
    ),
  ),
  control("second-key", "The plan has a second key, for a rotation.", ({ add }) => {
    let key: ApiKey | undefined;
    add("blue", (name, { region, tags }) => (key = new ApiKey(name, { region, tags }, { protect: true })));
    add(
      "blue-link",
      (name, { region, pipeline }) =>
        new UsagePlanKey(
          name,
          { region, keyId: key!.id, keyType: "API_KEY", usagePlanId: pipeline.usagePlanId },
          { additionalSecretOutputs: ["value"] },
        ),
    );
  }),
  control("role-of-function", "A function has a role of its own.", ({ add }) => {
    add(
      "function-role",
      (name, { tags }) =>
        new Role(name, {
          assumeRolePolicy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
          }),
          tags,
        }),
    );
  }),
  control("stage-seen", "The stage is traced.", on("api-stage", { xrayTracingEnabled: true })),
  control(
    "one-trigger-more",
    "The deployment has a trigger more.",
    on("api-deployment", (props) => ({
      ...props,
      description: "of this run",
      triggers: { ...(props.triggers as object), version: "2" },
    })),
  ),
  control(
    "ignores-tags",
    "Changes of tags are ignored, which no rule judges.",
    on("access-role", {}, { ignoreChanges: ["description"] }),
  ),
  control("protected-stage", "The stage is protected.", on("api-stage", {}, { protect: true })),
  control(
    "created-first",
    "A role is made before it is deleted, in so many words.",
    on("access-role", {}, { deleteBeforeReplace: false }),
  ),
  control(
    "own-provider",
    "A provider of its own, in the same region and account.",
    on("stream", {}, (given) => ({
      ...given,
      provider: new Provider("fine-own-provider-aws", { region: "ap-south-1", allowedAccountIds: ["123456789012"] }),
    })),
  ),

  ...harmlessCases,
  ...oddities,
];
