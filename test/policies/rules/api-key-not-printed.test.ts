import { putRecordTemplate } from "../../../components/api/request-template";
import { apiKeyNotPrinted } from "../../../policies/rules/api-key-not-printed";
import { awsAssigns } from "../../support/policy";
import { change, plus } from "../../support/policy-pipeline";
import { describeRule } from "../../support/policy-rule";

const format = (key: string) =>
  change("stage", {
    "accessLogSettings.format": JSON.stringify({ id: "$context.requestId", error: "$context.integration.error", key }),
  });
const template = (text: string) => change("get-integration", { requestTemplates: { "application/json": text } });
const PRINTED = {
  "get-integration": ["the template for application/json in requestTemplates prints the caller's API key."],
};

/** As AWS's console generates it, in its own words. */
const PASSTHROUGH = `#set($allParams = $input.params())
{ "params" : {
#foreach($type in $allParams.keySet())
  #set($params = $allParams.get($type))
"$type" : {
  #foreach($paramName in $params.keySet())
  "$paramName" : "$util.escapeJavaScript($params.get($paramName))"
    #if($foreach.hasNext),#end
  #end
}
  #if($foreach.hasNext),#end
#end
} }`;

const loop = (body: string) =>
  template(`#set($h = $input.params().header)#foreach($n in $h.keySet())#set($v = $h.get($n))${body}#end`);

const distribution = (fields: readonly string[], domainName: string) =>
  plus(
    {
      type: "aws:cloudfront/realtimeLogConfig:RealtimeLogConfig",
      name: "log",
      inputs: { fields, samplingRate: 100 },
      outputs: { arn: awsAssigns("arn:aws:cloudfront::123456789012:realtime-log-config/all") },
    },
    {
      type: "aws:cloudfront/distribution:Distribution",
      name: "front",
      inputs: {
        origins: [{ originId: "api", domainName, customOriginConfig: { originProtocolPolicy: "https-only" } }],
        defaultCacheBehavior: {
          targetOriginId: "api",
          viewerProtocolPolicy: "https-only",
          realtimeLogConfigArn: awsAssigns("arn:aws:cloudfront::123456789012:realtime-log-config/all"),
        },
        viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
        tags: {},
      },
      edges: { defaultCacheBehavior: ["log"] },
    },
  );

describeRule(apiKeyNotPrinted, {
  finds: {
    "the log of a distribution with all headers": {
      stack: distribution(["timestamp", "cs-headers"], "a1b2c3.execute-api.eu-west-1.amazonaws.com"),
      found: { log: ["fields has cs-headers: the log holds each header of a caller, and with it the API key."] },
      phases: ["up"],
    },
    "a log of keys": {
      stack: format("$context.identity.apiKey"),
      found: { stage: ["accessLogSettings.format prints the caller's API key into the log."] },
    },
    "a template that sends the key on": {
      stack: change("get-integration", {
        requestTemplates: { "application/json": `{"k": "$input.params('x-api-key')"}` },
      }),
      found: {
        "get-integration": ["the template for application/json in requestTemplates prints the caller's API key."],
      },
    },
    "a key in quiet notation": { stack: template("$!context.identity.apiKey"), found: PRINTED },
    "a key in formal notation": { stack: template("$!{context.identity.apiKey}"), found: PRINTED },
    "a key through a variable": {
      stack: template("#set($k = $context.identity)$util.base64Encode($k.apiKey)"),
      found: PRINTED,
    },
    "a key that is put into a list": {
      stack: template("#set($list = [])#set($done = $list.add($context.identity.apiKey))$list.get(0)"),
      found: PRINTED,
    },
    "the whole context": { stack: template("$context"), found: PRINTED },
    "the context's members": { stack: template("$context.values()"), found: PRINTED },
    "a member of the context whose name is put together": {
      stack: template(`#set($p = "iden" + "tity")$context.get($p).get('api' + 'Key')`),
      found: PRINTED,
    },
    "a member of the identity whose name is put together": {
      stack: template("#set($n = $context.stage)$context.identity.get($n)$context.identity.entrySet()"),
      found: PRINTED,
    },
    "a header whose name is put together": {
      stack: template(`#set($a = "x-api-")#set($n = "\${a}key")$input.params($n)`),
      found: PRINTED,
    },
    "a text that is evaluated": {
      stack: template(`#evaluate("$" + "context.identity.apiKey")`),
      found: {
        "get-integration": ["could not be read, so this rule cannot judge it: a template evaluates other text."],
      },
    },
    "a log of an API of the second generation": {
      stack: plus({
        type: "aws:apigatewayv2/stage:Stage",
        name: "http-stage",
        inputs: { region: "eu-west-1", accessLogSettings: { destinationArn: "x", format: "$context.identity.apiKey" } },
      }),
      found: { "http-stage": ["accessLogSettings.format prints the caller's API key into the log."] },
    },
    "a parameter of an HTTP API": {
      stack: plus({
        type: "aws:apigatewayv2/integration:Integration",
        name: "http-integration",
        inputs: {
          region: "eu-west-1",
          integrationType: "HTTP_PROXY",
          integrationUri: "https://example.com",
          requestParameters: { "append:header.trace": "key=${request.header.X-API-Key}" },
        },
      }),
      found: { "http-integration": ["append:header.trace in requestParameters hands on the caller's API key."] },
    },
    "a key from the map of headers": {
      stack: template("$input.params().header.get('X-Api-Key')"),
      found: PRINTED,
    },
    "a key as a member of that map": {
      stack: template("$input.params().get('header')['x-api-key']$input.params().header.x-api-key"),
      found: PRINTED,
    },
    "one mistake in the templates of two types": {
      stack: change("get-integration", {
        requestTemplates: { "application/json": "$context.identity.apiKey", "text/plain": "$context.identity.apiKey" },
      }),
      found: {
        "get-integration": [
          "the template for application/json (and 1 other type) in requestTemplates prints the caller's API key.",
        ],
      },
    },
    "an authorizer by key": {
      stack: plus({
        type: "aws:apigateway/authorizer:Authorizer",
        name: "authorizer",
        inputs: {
          region: "eu-west-1",
          type: "REQUEST",
          identitySource: "context.stage, method.request.header.X-Api-Key",
        },
      }),
      found: { authorizer: ["identitySource hands the caller's API key to a function, which may log it."] },
    },
    "all headers": { stack: template("$input.params().header"), found: PRINTED },
    "the template of AWS's console": { stack: template(PASSTHROUGH), found: PRINTED },
    "a loop over headers that spares another one": {
      stack: loop(`#if($n.toLowerCase() != "host")$n: $v#end`),
      found: PRINTED,
    },
    "a key in a header of the request that is sent on": {
      stack: template("#set($context.requestOverride.header.k = $input.params('x-api-key')){}"),
      found: PRINTED,
    },
    "a parameter that sends the key on": {
      stack: change("get-integration", {
        requestParameters: { "integration.request.header.k": "method.request.header.X-Api-Key" },
      }),
      found: {
        "get-integration": ["integration.request.header.k in requestParameters hands on the caller's API key."],
      },
    },
    "a parameter that tells the key": {
      stack: change("post-502-mapping", {
        responseParameters: { "method.response.header.k": "context.identity.apiKey" },
      }),
      found: {
        "post-502-mapping": ["method.response.header.k in responseParameters hands on the caller's API key."],
      },
    },
    "a response that tells the key": {
      stack: change("post-502-mapping", { responseTemplates: { "application/json": "${context.identity.apiKey}" } }),
      found: {
        "post-502-mapping": ["the template for application/json in responseTemplates prints the caller's API key."],
      },
    },
    "a gateway response that tells the key": {
      stack: plus({
        type: "aws:apigateway/response:Response",
        name: "denied",
        inputs: { responseTemplates: { "application/json": `{"k": "$context.identity.apiKey"}` } },
      }),
      found: { denied: ["the template for application/json in responseTemplates prints the caller's API key."] },
    },
  },
  accepts: {
    "the log of a distribution with the names of headers": {
      stack: distribution(["timestamp", "cs-header-names"], "a1b2c3.execute-api.eu-west-1.amazonaws.com"),
    },
    "the log of a web site with all headers": { stack: distribution(["cs-headers"], "www.example.com") },
    "a log of the keys' ids": { stack: format("$context.identity.apiKeyId") },
    "a key that is read and not printed": { stack: template("#if($context.identity.apiKey == '')none#end") },
    "another header": { stack: template("$input.params().header.get('host')$input.params('x-api-key').length()") },
    "a header of a list": {
      stack: template("#foreach($n in ['Host', 'X-Trace'])$input.params($n)#end"),
    },
    "a member of the context": { stack: template("$context.get('requestId')$context.identity.get('sourceIp')") },
    "the names of the headers": { stack: template("#foreach($n in $input.params().header.keySet())$n#end") },
    "parameters of the path and the query": {
      stack: template("$input.params().querystring.get('x')$input.params().path"),
    },
    "a loop over headers that spares the key": {
      stack: loop(`#if(!$n.equalsIgnoreCase("x-api-key"))$n: $v#end#if($n.toLowerCase() != "x-api-key")$v#end`),
    },
    "a loop over headers that takes one": {
      stack: loop(`#set($l = $n.toLowerCase())#if($l == 'a')#set($a = $v)#elseif($l == 'b' && $v != "")$v#end$!a`),
    },
    "this program's own template": { stack: template(putRecordTemplate(["orders", "events"], "text")) },
    "other parameters": {
      stack: change("get-integration", {
        requestParameters: {
          "integration.request.header.k": "context.identity.apiKeyId",
          "integration.request.header.x-api-key": "'one of the backend'",
        },
      }),
    },
  },
});
