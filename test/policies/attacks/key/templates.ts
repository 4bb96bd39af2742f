import { set } from "../build/changes";
import { ACCOUNT } from "../build/documents";
import { leak } from "../build/kinds";
import type { Parts } from "../build/mine";
import type { Attack, Props } from "../harness/attack";

/** A template of the API that prints the caller's key: another response of the method that writes. */
const template = (name: string, breaks: string, text: string): Attack =>
  leak(`template-${name}`, breaks, {
    changes: {
      "api-post-503-mapping": {
        props: (props: Props) => ({ ...props, responseTemplates: { "application/json": text } }),
      },
    },
  });

const change = (name: string, breaks: string, changes: NonNullable<Parts["changes"]>): Attack =>
  leak(name, breaks, { changes });

/** The key in what a template or a mapped parameter of the API gives. */
export const templates: readonly Attack[] = [
  template("one-header", "an answer has the caller's key", `{"k": "$input.params('x-api-key')"}`),
  template(
    "header-case",
    "an answer has the caller's key, its header in other letters",
    `{"k": "$input.params('X-API-Key')"}`,
  ),
  template("whole-map", "an answer has all parameters", `{"k": "$util.escapeJavaScript($input.params())"}`),
  template(
    "map-get",
    "an answer has the caller's key, taken from the map",
    `{"k": "$input.params().get('header').get('x-api-key')"}`,
  ),
  template("map-header", "an answer has all headers", `{"k": "$input.params().header"}`),
  template(
    "loop-headers",
    "an answer has every header in turn",
    `#foreach($n in $input.params().header.keySet())"$n": "$input.params().header.get($n)",#end`,
  ),
  template(
    "loop-params",
    "an answer has every parameter of every kind",
    `#foreach($t in $input.params().keySet())#foreach($n in $input.params().get($t).keySet())$input.params().get($t).get($n)#end#end`,
  ),
  template(
    "joined-name",
    "the header's name is put together",
    `#set($a = "x-api-")#set($n = "\${a}key")"$input.params($n)"`,
  ),
  template("named-by-caller", "the caller says which header it wants back", `"$input.params($input.params('echo'))"`),
  template(
    "chosen-name-header",
    "the caller says which header of the map it wants back",
    `#set($h = $input.params().header)"$h.get($input.path('$.want'))"`,
  ),
  template(
    "variable",
    "the key goes through a variable",
    `#set($a = $input.params("x-api-key"))#set($b = $a)"$b.substring(1)"`,
  ),
  template("encoded", "an answer has the caller's key in Base64", `"$util.base64Encode($input.params('x-api-key'))"`),
  template("whole-identity", "an answer has all that is known of the caller", `{"k": "$context.identity"}`),
  template(
    "identity-get",
    "an answer has the key, taken from the identity",
    `{"k": "$context.identity.get('apiKey')"}`,
  ),
  template("identity-index", "an answer has the key, by an index", `{"k": "$context.identity['apiKey']"}`),
  template("identity-braces", "an answer has the key, in braces and quietly", '{"k": "$!{context.identity.apiKey}"}'),
  template(
    "identity-variable",
    "an answer has the key, by another name of the identity",
    `#set($who = $context.identity)"$who.apiKey"`,
  ),
  template("whole-context", "an answer has the whole context", `{"k": "$context"}`),
  template(
    "context-get",
    "an answer has the key by names that are put together",
    `#set($p = "identity")"$context.get($p).get('api' + 'Key')"`,
  ),
  template(
    "override",
    "a header of the answer is the key",
    `#set($context.responseOverride.header.X-Echo = $context.identity.apiKey){}`,
  ),
  template("macro", "a macro prints the key", "#macro(m $x)$x#end#m($context.identity.apiKey)"),
  template("evaluate", "a text is evaluated", `#evaluate("$" + "context.identity.apiKey")`),
  template("multi-line", "a comment hides nothing", `## nothing here\n#*\n*#"$context.identity.apiKey"`),
  change("template-health", "a health check has its caller's key back", {
    "api-get-200-mapping": set({
      responseTemplates: { "application/json": `{"status": "$input.params('x-api-key')"}` },
    }),
  }),
  change("template-gateway", "an answer of API Gateway has the key", {
    "api-throttled": set({ responseTemplates: { "application/json": `{"k": "$context.identity.apiKey"}` } }),
  }),
  change("gateway-header-request", "a header of API Gateway's answer is the key", {
    "api-throttled": set({
      responseParameters: { "gatewayresponse.header.X-Echo": "method.request.header.x-api-key" },
    }),
  }),
  change("gateway-header-context", "a header of API Gateway's answer is the key, from the context", {
    "api-throttled": set({ responseParameters: { "gatewayresponse.header.X-Echo": "context.identity.apiKey" } }),
  }),
  change("parameter-forwarded", "a header to Kinesis is the caller's key", {
    "api-post-integration": set({
      requestParameters: {
        "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
        "integration.request.header.X-Trace": "method.request.header.x-api-key",
      },
    }),
  }),
  change("parameter-querystring", "an address to Kinesis has the caller's key", {
    "api-post-integration": set({
      requestParameters: {
        "integration.request.header.Content-Type": "'application/x-amz-json-1.1'",
        "integration.request.querystring.k": "context.identity.apiKey",
      },
    }),
  }),
  change("log-line", "each line of the access log has the key", {
    "api-stage": set({
      accessLogSettings: {
        destinationArn: `arn:aws:logs:ap-south-1:${ACCOUNT}:log-group:orders`,
        format:
          '{"requestId":"$context.requestId","error":"$context.integration.error","key":"$context.identity.apiKey"}',
      },
    }),
  }),
  change("log-braces", "each line of the access log has the key, in braces", {
    "api-stage": set({
      accessLogSettings: {
        destinationArn: `arn:aws:logs:ap-south-1:${ACCOUNT}:log-group:orders`,
        format:
          '{"requestId":"$context.requestId","error":"$context.integration.error","key":"${context.identity.apiKey}"}',
      },
    }),
  }),
];
