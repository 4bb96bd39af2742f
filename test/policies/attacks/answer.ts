import { Integration } from "@pulumi/aws/apigateway/integration";
import { IntegrationResponse } from "@pulumi/aws/apigateway/integrationResponse";
import { Method } from "@pulumi/aws/apigateway/method";
import { MethodResponse } from "@pulumi/aws/apigateway/methodResponse";
import { MethodSettings } from "@pulumi/aws/apigateway/methodSettings";
import { Resource } from "@pulumi/aws/apigateway/resource";
import { Response } from "@pulumi/aws/apigateway/response";

import { SUCCESS_TEMPLATE } from "../../../components/api/response-templates";
import type { Attack, Beside, Target } from "./harness/attack";
import { answer, INTEGRATION, mapping, ofPost, replaced, templates } from "./harness/changes";

const NAMED = "A 2xx leaves the API only if Kinesis named the record.";
const EVERY = "Every answer of Kinesis has a mapping, and an error is never a 2xx.";
const ECHO = "Errors of Kinesis are not echoed.";
const FAILED = "PutRecords answers 200 with failed records inside: its answer is a 2xx only if FailedRecordCount is 0.";

const attack = (name: string, breaks: string, apply: Attack["apply"], at?: readonly string[]): Attack => ({
  name: `answer-${name}`,
  kind: "answer",
  breaks,
  expect: "a 2xx leaves the API only if Kinesis named the record",
  ...(at && { at }),
  apply,
});

/** Changes the mapping of one status. */
const on =
  (status: number, props: Readonly<Record<string, unknown>>) =>
  ({ change }: Target): void => {
    change(mapping(status), props);
  };

const success = (template: string) => on(200, answer(template));
const clientError =
  (change: (template: string) => string) =>
  ({ change: changeResource }: Target) => {
    changeResource(mapping(400), (props) => ({
      ...props,
      ...answer(change((props.responseTemplates as Record<string, string>)["application/json"]!)),
    }));
  };

/** Adds a POST at another path, answered by API Gateway itself. */
const mock =
  (pathPart: string, httpMethod: string) =>
  ({ add }: Target): void => {
    const made: Record<string, Resource> = {};
    const place = ({ region, pipeline }: Beside) => ({
      region,
      restApi: pipeline.apiId,
      resourceId: made.resource!.id,
      httpMethod,
    });
    add(
      "mock-resource",
      (name, { region, pipeline, resource }) =>
        (made.resource = new Resource(name, {
          region,
          restApi: pipeline.apiId,
          parentId: (resource("api") as unknown as { rootResourceId: string }).rootResourceId,
          pathPart,
        })),
    );
    add("mock", (name, beside) => new Method(name, { ...place(beside), authorization: "NONE", apiKeyRequired: true }));
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

/** Adds an answer of API Gateway itself. */
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
          responseTemplates: { "application/json": '{"status": "ok"}' },
        }),
    );
  };

const records = templates((text) =>
  text.replace(
    /\{"StreamName": "\$stream", ("PartitionKey".*")\}/,
    (_, record: string) => `{"StreamName": "$stream", "Records": [{${record}}]}`,
  ),
);
const putRecords =
  (template: string) =>
  ({ change }: Target) => {
    change(INTEGRATION, (props) => ({
      ...records(props),
      uri: "arn:aws:apigateway:ap-south-1:kinesis:action/PutRecords",
    }));
    change(mapping(200), answer(template));
  };

const cached =
  (methodPath: string, settings: object) =>
  ({ change, add }: Target): void => {
    change("api-stage", { cacheClusterEnabled: true, cacheClusterSize: "0.5" });
    add(
      "settings",
      (name, { region, pipeline }) =>
        new MethodSettings(name, {
          region,
          restApi: pipeline.apiId,
          stageName: pipeline.stageName,
          methodPath,
          settings: { loggingLevel: "ERROR", dataTraceEnabled: false, ...settings },
        }),
    );
  };

/** The API answers 2xx though Kinesis stored nothing, or says what Kinesis said. */
export const answers: readonly Attack[] = [
  // No success of Kinesis, but a 2xx.
  attack("default-200", EVERY, on(502, { statusCode: "200" })),
  attack("default-202", EVERY, ({ change }) => {
    change("api-post-502", { statusCode: "202" });
    change(mapping(502), { statusCode: "202" });
  }),
  attack(
    "only-a-default",
    EVERY,
    ({ model }) => {
      model(ofPost((post) => ({ ...post, responses: [{ ...post.responses[0]!, selectionPattern: "" }] })));
    },
    [mapping(200), INTEGRATION],
  ),
  attack("pattern-with-400", EVERY, on(200, { selectionPattern: String.raw`2\d{2}|400` })),
  attack("pattern-dot-star", EVERY, on(200, { selectionPattern: ".*" })),
  attack("pattern-any-digits", EVERY, on(200, { selectionPattern: String.raw`\d+` })),
  attack("pattern-not-5xx", EVERY, on(200, { selectionPattern: String.raw`[^5]\d\d` })),
  attack("pattern-lookahead", EVERY, on(200, { selectionPattern: String.raw`(?!403)\d{3}` })),
  attack("pattern-2-to-4", EVERY, on(200, { selectionPattern: "[2-4][0-9]{2}" })),
  attack("pattern-unreadable", EVERY, on(200, { selectionPattern: String.raw`\p{Nd}{3}` })),
  attack("pattern-throttling-as-2xx", EVERY, on(400, { statusCode: "204" })),
  attack("pattern-5xx-as-2xx", EVERY, on(503, { statusCode: "201" })),
  attack("gap-between-patterns", EVERY, ({ change }) => {
    change(mapping(502), { statusCode: "200" });
    change(mapping(200), { selectionPattern: String.raw`5[1-9]\d`, statusCode: "502" });
  }),
  attack("success-answered-by-502", "A stored record is acknowledged.", on(200, { selectionPattern: "299" }), [
    INTEGRATION,
  ]),
  attack(
    "nothing-without-default",
    EVERY,
    ({ model }) => {
      model(
        ofPost((post) => ({ ...post, responses: post.responses.filter(({ statusCode }) => statusCode !== "502") })),
      );
    },
    [INTEGRATION, mapping(503)],
  ),
  attack(
    "4xx-not-mapped-default-200",
    EVERY,
    ({ model }) => {
      model(
        ofPost((post) => ({
          ...post,
          responses: post.responses
            .filter(({ statusCode }) => statusCode !== "502")
            .map((response) =>
              response.statusCode === "200"
                ? { ...response, selectionPattern: "", ...answer('{"ok": true}') }
                : response,
            ),
        })),
      );
    },
    [mapping(200), INTEGRATION],
  ),
  attack("method-response-missing", "A method response declares every status of a mapping.", ({ change }) => {
    change("api-post-502", { statusCode: "504" });
    change(mapping(502), { statusCode: "502" });
  }),

  // A template changes the status.
  attack(
    "override-400-to-200",
    EVERY,
    clientError((text) => `${text}\n#set($context.responseOverride.status = 200)`),
  ),
  attack("override-503-to-200", EVERY, on(503, answer('#set($context.responseOverride.status = 200){"ok": true}'))),
  attack(
    "override-default-to-200",
    EVERY,
    on(502, answer('#set($context.responseOverride.status = "200"){"ok": true}')),
  ),
  attack(
    "override-by-variable",
    EVERY,
    on(503, answer("#set($status = 200)#set($context.responseOverride.status = $status){}")),
  ),
  attack("override-by-arithmetic", EVERY, on(503, answer("#set($context.responseOverride.status = 100 + 102){}"))),
  attack(
    "override-of-kinesis-status",
    EVERY,
    on(503, answer("#set($context.responseOverride.status = $input.path('$.status')){}")),
  ),
  attack(
    "override-for-throttling",
    EVERY,
    clientError(
      replaced("#set($context.responseOverride.status = 429)", "#set($context.responseOverride.status = 200)"),
    ),
  ),
  attack(
    "override-for-validation",
    EVERY,
    clientError(
      replaced('{"error": "Validation"', '#set($context.responseOverride.status = 204)\n{"error": "Validation"'),
    ),
  ),
  attack("override-in-brackets", EVERY, on(503, answer('#set($context["responseOverride"]["status"] = 200){}'))),
  attack(
    "override-through-alias",
    EVERY,
    on(503, answer("#set($override = $context.responseOverride)#set($override.status = 200){}")),
  ),
  attack("override-by-put", EVERY, on(503, answer('#set($x = $context.responseOverride.put("status", 200)){}'))),
  attack(
    "override-in-macro",
    EVERY,
    on(503, answer("#macro(done $code)#set($context.responseOverride.status = $code)#end#done(200){}")),
  ),
  attack("override-by-request-template", EVERY, ({ change }) => {
    change(
      INTEGRATION,
      templates((text) => `${text}\n#set($context.responseOverride.status = 202)`),
    );
  }),

  // A success of Kinesis that names no record.
  attack("success-constant", NAMED, success('{"ok": true}')),
  attack("success-empty", NAMED, success("")),
  attack("success-without-templates", NAMED, on(200, { responseTemplates: undefined })),
  attack("success-passed-on", NAMED, success("$input.json('$')")),
  attack(
    "success-fields-unchecked",
    NAMED,
    success(`{"ShardId": $input.json('$.ShardId'), "SequenceNumber": $input.json('$.SequenceNumber')}`),
  ),
  attack("success-any-text-matches", NAMED, success(SUCCESS_TEMPLATE.replace(/matches\('[^']*'\)/g, "matches('.*')"))),
  attack("success-or-instead-of-and", NAMED, success(SUCCESS_TEMPLATE.replaceAll("&& $s", "|| $s"))),
  attack(
    "success-condition-inverted",
    NAMED,
    success(replaced('#if($type == "" &&', '#if($type != "" ||')(SUCCESS_TEMPLATE)),
  ),
  attack("success-always-true", NAMED, success(replaced('#if($type == "" &&', "#if(true || ")(SUCCESS_TEMPLATE))),
  attack(
    "success-override-in-both",
    NAMED,
    success(replaced("responseOverride.status = 502", "responseOverride.status = 200")(SUCCESS_TEMPLATE)),
  ),
  attack(
    "success-without-override",
    NAMED,
    success(replaced("#set($context.responseOverride.status = 502)\n", "")(SUCCESS_TEMPLATE)),
  ),
  attack(
    "success-fields-from-constants",
    NAMED,
    success(
      SUCCESS_TEMPLATE.replace("$input.json('$.SequenceNumber')", `'"1"'`).replace(
        "$input.json('$.ShardId')",
        `'"shard-0"'`,
      ),
    ),
  ),
  attack(
    "success-second-media-type",
    NAMED,
    on(200, { responseTemplates: { "application/json": SUCCESS_TEMPLATE, "application/xml": "<ok/>" } }),
  ),
  attack(
    "success-second-type-passed-on",
    NAMED,
    on(200, { responseTemplates: { "application/json": SUCCESS_TEMPLATE, "text/plain": "$input.body" } }),
  ),

  // Many records in one call.
  attack("put-records-constant", FAILED, putRecords('{"ok": true}')),
  attack(
    "put-records-first-record",
    FAILED,
    putRecords(
      SUCCESS_TEMPLATE.replace("$.SequenceNumber", "$.Records[0].SequenceNumber").replace(
        "$.ShardId",
        "$.Records[0].ShardId",
      ),
    ),
  ),
  attack("put-records-passed-on", FAILED, putRecords("$input.json('$')")),
  attack("put-records-count-only-shown", FAILED, putRecords(`{"failed": $input.json('$.FailedRecordCount')}`)),

  // Another way to a 2xx.
  attack("post-is-mock", NAMED, ({ change }) => {
    change(INTEGRATION, {
      type: "MOCK",
      uri: undefined,
      credentials: undefined,
      integrationHttpMethod: undefined,
      requestTemplates: { "application/json": '{"statusCode": 200}' },
    });
  }),
  attack("mock-at-other-path", NAMED, mock("records", "POST")),
  attack("mock-at-any-path", NAMED, mock("{proxy+}", "ANY")),
  attack("gateway-5xx-is-200", EVERY, ({ change }) => {
    change("api-default-5xx", { statusCode: "200" });
  }),
  attack("gateway-4xx-is-202", EVERY, ({ change }) => {
    change("api-default-4xx", { statusCode: "202" });
  }),
  attack("gateway-timeout-is-200", EVERY, gateway("INTEGRATION_TIMEOUT", "200")),
  attack("gateway-failure-is-204", EVERY, gateway("INTEGRATION_FAILURE", "204")),
  attack("gateway-bad-body-is-200", EVERY, gateway("BAD_REQUEST_BODY", "200")),
  attack("gateway-too-large-is-200", EVERY, gateway("REQUEST_TOO_LARGE", "200")),
  attack("gateway-configuration-is-200", EVERY, gateway("API_CONFIGURATION_ERROR", "200")),
  attack("gateway-media-type-is-200", EVERY, gateway("UNSUPPORTED_MEDIA_TYPE", "200")),
  attack(
    "cache-for-all-methods",
    NAMED,
    cached("*/*", { cachingEnabled: true, cacheTtlInSeconds: 3600, cacheDataEncrypted: true }),
    ["api-stage"],
  ),
  attack(
    "cache-for-post",
    NAMED,
    cached("kinesis/POST", { cachingEnabled: true, cacheTtlInSeconds: 60, cacheDataEncrypted: true }),
    ["api-stage"],
  ),
  attack("cache-cluster-only", NAMED, ({ change }) => {
    change("api-stage", { cacheClusterEnabled: true, cacheClusterSize: "0.5" });
  }),

  // What Kinesis said.
  attack("echo-of-body", ECHO, on(503, answer("$input.body"))),
  attack(
    "echo-of-message",
    ECHO,
    clientError(() => `{"error": "$util.escapeJavaScript($input.path('$.message'))"}`),
  ),
  attack("echo-of-json", ECHO, on(502, answer("$input.json('$')"))),
  attack("echo-of-root-path", ECHO, on(502, answer('#set($root = $input.path(\'$\')){"error": "$root.message"}'))),
  attack("echo-without-templates", ECHO, on(503, { responseTemplates: undefined })),
  attack("echo-in-mapped-header", ECHO, ({ change }) => {
    change("api-post-503", {
      responseParameters: { "method.response.header.Retry-After": false, "method.response.header.X-Error": false },
    });
    change(mapping(503), (props) => ({
      ...props,
      responseParameters: {
        ...(props.responseParameters as object),
        "method.response.header.X-Error": "integration.response.body.message",
      },
    }));
  }),
  attack(
    "echo-in-header-override",
    ECHO,
    on(
      503,
      answer(`#set($context.responseOverride.header["X-Error"] = $input.path('$.message')){"error": "Unavailable"}`),
    ),
  ),
  attack(
    "echo-other-media-type",
    ECHO,
    on(503, { responseTemplates: { "application/json": '{"error": "Unavailable"}', "text/plain": "$input.body" } }),
  ),
];
