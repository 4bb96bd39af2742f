import assert from "node:assert/strict";

import fc from "fast-check";

import { putRecordTemplate } from "../../../../components/api/request-template";
import { CLIENT_ERROR_TEMPLATE, SUCCESS_TEMPLATE } from "../../../../components/api/response-templates";
import { readRequestTemplate } from "../../../../policies/read/api/request-template";
import { readResponseTemplate } from "../../../../policies/read/api/response-template";

const KEY = `"PartitionKey": "$context.requestId"`;
const DATA = `"Data": "$util.base64Encode($input.body)"`;
const WHOLE = `{"StreamName": "orders", ${KEY}, ${DATA}}`;
const withData = (data: string, before = "") => `${before}{"StreamName": "orders", ${KEY}, "Data": "${data}"}`;
const withKey = (key: string, before = "") => `${before}{"StreamName": "orders", "PartitionKey": "${key}", ${DATA}}`;
/** A template that takes the second text where the request names the first, and the fourth where it names the third. */
const choice = (asked: string, taken: string, otherAsked: string, otherTaken: string) =>
  withStream(
    '"$s"',
    `#set($s = "")#set($r = $input.params('s'))#if($r == ${asked})#set($s = ${taken})#end#if($r == ${otherAsked})#set($s = ${otherTaken})#end##\n`,
  );
const withStream = (stream: string, before = "") => `${before}{"StreamName": ${stream}, ${KEY}, ${DATA}}`;

type Aspect = "record" | "stream" | "form" | "encoding" | "override";

/** What is wrong with a template for a text type, as the rules ask it. */
function faultsOf(source: string): readonly Aspect[] {
  const { findings, openStreams, streams, data, printed, overrides } = readRequestTemplate(source);
  const encodings = data.map((one) => one.encodings);
  const faults: readonly (readonly [Aspect, boolean])[] = [
    ["record", findings.length > 0 || encodings.includes(undefined)],
    ["stream", openStreams.length > 0 || streams.some(({ name }) => !/^(orders|events|arn:.*)$/.test(name))],
    ["form", printed.some(({ form, isBodyAsData }) => /^(raw|json|apostrophes)$/.test(form) && !isBodyAsData)],
    ["encoding", encodings.some((times) => times !== undefined && times !== 1)],
    ["override", overrides.length > 0],
  ];
  return faults.flatMap(([aspect, isWrong]) => (isWrong ? [aspect] : []));
}

const BAD: Readonly<Record<string, readonly [template: string, ...aspects: readonly Aspect[]]>> = {
  "drops the bins of deletes": [
    `#if($input.path('$.metadata.op') == 'delete')${withData("$util.base64Encode($input.json('$.metadata'))")}#else${WHOLE}#end`,
    "record",
  ],
  "drops the body of deletes": [`#if($x == 'delete')${withData("")}#else${WHOLE}#end`, "record"],
  "stores a constant": [withData("e30="), "record"],
  "stores a constant in a nested branch": [
    `#if($a)#if($b)${WHOLE}#{else}${withData("e30=")}#end#else${WHOLE}#end`,
    "record",
  ],
  "stores a header": [withData("$util.base64Encode($input.params('x'))"), "record"],
  "stores the body cut to a length": [withData("$util.base64Encode($input.body.substring(0, 100))"), "record"],
  "stores the body cut on one branch": [
    withData(
      "$util.base64Encode($b)",
      "#set($b = $input.body)#if($b.length() > 1000)#set($b = $b.substring(0, 1000))#end",
    ),
    "record",
  ],
  "stores the body with a replacement": [withData(`$util.base64Encode($input.body.replaceAll("a", "b"))`), "record"],
  "stores the body twice": [withData(`$util.base64Encode("$input.body$input.body")`), "record"],
  "stores the body inside of another text": [withData(`$util.base64Encode("[$input.body]")`), "record"],
  "stores the body and more behind it": [withData(`$util.base64Encode($input.body)AAAA`), "record"],
  "stores the body as Java prints a map": [withData("$util.base64Encode($input.path('$'))"), "record"],
  "stores the body as JSON that API Gateway writes anew": [withData("$util.base64Encode($input.json('$'))"), "record"],
  "gives every record the same hash key": [
    `{"StreamName": "orders", ${KEY}, ${DATA}, "ExplicitHashKey": "0"}`,
    "record",
  ],
  "gives every record the id of the caller's key": [withKey("$context.identity.apiKeyId"), "record"],
  "gives every record the name of the stream": [withKey("$s", "#set($s = 'orders')"), "record"],
  "stores the escaped body": [withData("$util.base64Encode($util.escapeJavaScript($input.body))"), "record"],
  "stores the body encoded for a URL": [withData("$util.urlEncode($input.body)"), "record"],
  "stores the decoded body": [withData("$util.base64Encode($util.base64Decode($input.body))"), "record"],
  "stores a body that another branch replaces": [
    withData("$d", "#set($d = $util.base64Encode($input.body))#if($input.params('dry') == '1')#set($d = 'e30=')#end"),
    "record",
  ],
  "stores a variable that is set nowhere": [withData("$data"), "record"],
  "stores a member of a map": [withData("$m.d", "#set($m = {'d': 'e30='})"), "record"],
  "stores the body twice encoded": [withData("$util.base64Encode($util.base64Encode($input.body))"), "encoding"],
  "stores the body twice encoded in a loop": [
    withData(
      "$d",
      "#set($d = $util.base64Encode($input.body))#foreach($i in [1..1])#set($d = $util.base64Encode($d))#end",
    ),
    "encoding",
  ],
  "stores the body as it came": [withData("$input.body"), "encoding"],
  "writes two records of one body": [
    `{"StreamName": "orders", "Records": [{${KEY}, ${DATA}}, {${KEY}, ${DATA}}]}`,
    "record",
  ],
  "writes a record for each element": [
    `{"StreamName": "orders", "Records": [#foreach($r in $input.path('$.records')){"Data": "$util.base64Encode($r.data)", "PartitionKey": "$r.key"}#if($foreach.hasNext),#end#end]}`,
    "record",
  ],
  "lets the caller write the records": [`{"StreamName": "orders", "Records": $input.json('$.records')}`, "record"],
  "gives every record the same key": [withKey("1"), "record"],
  "gives every record the length of its key": [withKey("$input.params('k').length()"), "record"],
  "replaces every key by one": [withKey("$util.urlEncode($input.params('k')).replaceAll('.+', '1')"), "record"],
  "says after which record it comes": [
    `{"StreamName": "orders", ${KEY}, ${DATA}, "SequenceNumberForOrdering": "0"}`,
    "record",
  ],
  "stores nothing from a day on": [
    `#if($context.requestTimeEpoch > 1800000000000){"StreamName": {}}#else${WHOLE}#end`,
    "record",
  ],
  "swaps two streams": [choice("'orders'", "'events'", "'events'", "'orders'"), "stream"],
  "takes a stream for an unknown name": [
    choice("'orders'", "'orders'", "'events'", "'events'").replace(
      "#end##",
      `#end#if($s == "")#set($s = 'orders')#end`,
    ),
    "stream",
  ],
  "takes a stream for the beginning of its name": [
    choice("'orders'", "'orders'", "'events'", "'events'").replace("$r == 'orders'", "$r.startsWith('orders')"),
    "stream",
  ],
  "gives every record the name of the API": [withKey("$context.apiId-$context.stage"), "record"],
  "gives every record the same key on one branch": [
    withKey("$k", "#set($k = $context.requestId)#if($x)#set($k = 'late')#end"),
    "record",
  ],
  "gives a record no key in a variable's name": [withKey("$kye", "#set($key = $context.requestId)"), "record"],
  "prints a header as the key": [withKey("$input.params('k')"), "form"],
  "prints a header with its apostrophes": [withKey("$util.escapeJavaScript($input.params('k'))"), "form"],
  "cuts the escaped key": [
    withKey(String.raw`$util.escapeJavaScript($input.params('k')).replaceAll("\\'", "'").substring(0, 10)`),
    "form",
  ],
  "prints the decoded key": [withKey("$util.urlDecode($util.urlEncode($input.params('k')))"), "form"],
  "prints a header where it refuses": [
    `#if($x)${WHOLE}#else{"StreamName": {}, "Error": "$input.params('k')"}#end`,
    "form",
  ],
  "prints a header in the loop's variable": [
    withKey(
      "$k",
      "#set($k = $context.requestId)#foreach($h in $input.params().header.keySet())#set($k = $input.params().header.get($h))#end",
    ),
    "form",
  ],
  "prints the stream of a header": [withStream(`"$util.urlEncode($input.params('s'))"`), "stream"],
  "prints the stream of the body, unquoted": [withStream("$input.json('$.s')"), "stream"],
  "prints the stream of a stage": [withStream('"$stageVariables.stream"'), "stream"],
  "prints the name of another stream": [withStream('"audit"'), "stream"],
  "prints the name of another stream on one branch": [
    withStream('"$s"', "#set($s = 'orders')#if($input.params('debug') != '')#set($s = 'debug')#end"),
    "stream",
  ],
  "prints a name that it puts together": [withStream("\"ord$util.urlEncode($input.params('s'))\""), "stream"],
  "prints the other stream's ARN from a header": [
    `{"StreamARN": "arn:aws:kinesis:eu-west-1:1:stream/$util.urlEncode($input.params('s'))", ${KEY}, ${DATA}}`,
    "stream",
  ],
  "overrides a header of the call": [
    `#set($context.requestOverride.header.X-Amz-Target = 'Kinesis_20131202.DescribeStream')${WHOLE}`,
    "override",
  ],
  "overrides through a bracket": [`#set($context.requestOverride.header['X-Amz-Target'] = 'x')${WHOLE}`, "override"],
  "overrides under another name": [
    `#set($o = $context.requestOverride)#set($o.header.X-Amz-Target = 'x')${WHOLE}`,
    "record",
  ],
  "hands on the body": ["$input.body", "record"],
  "hands on the body in an object": [`{"a": 1, $input.body}`, "record"],
  "hands on the body on one branch": [`#if($input.params('raw') == 'true')$input.json('$')#else${WHOLE}#end`, "record"],
  "prints no JSON": [`{"StreamName": "orders", ${KEY}, ${DATA}`, "record"],
  "prints another member": [`{"StreamName": "orders", ${KEY}, ${DATA}, "ConsumerARN": "x"}`, "record"],
  "is a macro": [`#macro(d)$input.body#end${withData("#d()")}`, "record"],
  "is evaluated": [`#evaluate("$input.body")${WHOLE}`, "record"],
  "is another file": [`#parse("other")${WHOLE}`, "record"],
  "calls what it may not": [`#set($x = $input.body.class.forName('java.lang.Runtime'))${WHOLE}`, "record"],
  "has no end": [`#if($x)${WHOLE}`, "record"],
  "is nested too deep": [`${"#if($x)".repeat(500)}${WHOLE}${"#end".repeat(500)}`, "record"],
  "nests parentheses too deep": [`#set($x = ${"(".repeat(20_000)}1${")".repeat(20_000)})${WHOLE}`, "record"],
  "has too many branches": [
    `${Array.from({ length: 12 }, (_, index) => `#if($a${index})${index}#end`).join(" ")}${WHOLE}`,
    "record",
  ],
  "is too long": [`## ${"x".repeat(70_000)}\n${WHOLE}`, "record"],
};

/** The templates of others (see each) with the key and the stream as the rules want them, where the original has not. */
const GOOD: Readonly<Record<string, string>> = {
  "our own for text": putRecordTemplate(["orders"], "text"),
  "our own for two streams": putRecordTemplate(["orders", "events"], "text"),
  "the body and the request's id": WHOLE,
  "members in another order, over lines": `{\n  "Data": "$util.base64Encode($input.body)",\n  "PartitionKey": "$context.requestId",\n  "StreamName": "orders"\n}\n`,
  // https://docs.aws.amazon.com/solutions/latest/constructs/aws-apigateway-kinesisstreams.html
  "a key of the body": withKey(
    String.raw`$util.escapeJavaScript($input.path('$.partitionKey')).replaceAll("\\'", "'")`,
  ),
  "a key of the body, as JSON": `{"StreamName": "orders", "PartitionKey": $input.json('$.id'), ${DATA}}`,
  "a key of the body as Base64": withKey("$util.base64Encode($input.path('$.id'))"),
  "the caller's address as the key": withKey("$context.identity.sourceIp"),
  "a number of the request as the key": withKey("$input.params('user').hashCode()"),
  "the time as the key": withKey("$context.requestTimeEpoch"),
  "a key with a prefix": withKey("esp-$context.requestId"),
  "a formal reference": withKey("${context.requestId}"),
  "a quiet one": withKey("$!{context.requestId}"),
  "a key that falls back": withKey(
    String.raw`$util.escapeJavaScript($key).replaceAll("\\'", "'")`,
    `#set($key = $input.params('k'))#if(!$key || $key == "")#set($key = $context.requestId)#end`,
  ),
  "a hash key": `{"StreamName": "orders", ${KEY}, ${DATA}, "ExplicitHashKey": "$util.urlEncode($input.params('h'))"}`,
  "an order": `{"StreamName": "orders", ${KEY}, ${DATA}, "SequenceNumberForOrdering": null}`,
  "an ARN": `{"StreamARN": "arn:aws:kinesis:eu-west-1:123456789012:stream/orders", ${KEY}, ${DATA}}`,
  "comments and a #stop": `## writes a record\n#* of the\nwhole body *#\n${WHOLE}\n#stop\n$input.body`,
  variables: `#set($body = $input.body)#set($data = $util.base64Encode($body))\n${withData("$data")}`,
  "JSON in a variable": `#set($s = '{"StreamName": "orders", ')$s${KEY}, ${DATA}}`,
  "branches that print it each": `#if($input.params('streamname') == 'events')${WHOLE.replace("orders", "events")}#elseif($input.params('streamname') == 'orders')${WHOLE}#{else}{}#end`,
  "a map of names": withStream(`"$names.get($input.params('s'))"`, `#set($names = {"o": "orders", "e": "events"})`),
  "a choice by a loop": `#set($s = '')#foreach($n in ['orders', 'events'])#if($n == $input.params('s'))#set($s = $n)#end#end#if($s == ''){}#else${withStream('"$s"')}#end`,
  "a refusal without a body": `#if($input.body == '{}')#else${WHOLE}#end`,
  "a refusal of deletes": `#if($input.path('$.op') == 'delete'){"StreamName": {}}#else${WHOLE}#end`,
  "a refusal in words": `#if($x)${WHOLE}#{else}refused#end`,
  "one record for PutRecords": `{"StreamName": "orders", "Records": [{${KEY}, ${DATA}}]}`,
};

describe("a request template, rendered for every request at once", () => {
  for (const [what, [template, ...aspects]] of Object.entries(BAD)) {
    it(`is not proven where it ${what}`, () => {
      assert.deepEqual(faultsOf(template), aspects);
    });
  }

  for (const [what, template] of Object.entries(GOOD)) {
    it(`is proven: ${what}`, () => {
      assert.deepEqual(faultsOf(template), []);
    });
  }

  it("is proven for hundred streams, in a moment", () => {
    const names = Array.from({ length: 100 }, (_, index) => `stream-${index}`);
    const { findings, streams } = readRequestTemplate(putRecordTemplate(names, "text"));
    assert.deepEqual(findings, []);
    assert.deepEqual(streams.map(({ name }) => name).sort(), names.sort());
  });

  it("is proven for streams of another account, of which the last one is left over", () => {
    const arnOf = (name: string) => `arn:aws:kinesis:eu-west-1:999988887777:stream/${name}`;
    const names = ["orders", "events", "returns"];
    const arns = Object.fromEntries(names.map((name) => [name, arnOf(name)]));
    const { findings, streams, openStreams } = readRequestTemplate(putRecordTemplate(names, "text", arns));
    assert.deepEqual([findings, openStreams], [[], []]);
    assert.deepEqual(streams.map(({ name }) => name).sort(), Object.values(arns).sort());
  });

  it("says on which line it is wrong", () => {
    const { findings, printed } = readRequestTemplate(`#set($x = 1)\n\n${withKey("$input.params('k')")}\n#bad`);
    assert.deepEqual(findings, [
      { line: 4, message: "could not be read: it has a directive that this pack does not know." },
    ]);
    assert.deepEqual(printed, []);
    const [key] = readRequestTemplate(`\n${withKey("\n$input.params('k')".trim())}`).printed;
    assert.equal(key?.line, 2);
  });

  it("is read to its end, whatever it is", () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(
        ...[
          "#if($x)",
          "#if(",
          "#set($a = ",
          "#set($a = $a.trim())",
          "#end",
          "#{else}",
          "#foreach($i in $a)",
          ")",
          "(",
          "[",
          "{",
        ],
        ...[
          "$input.params('x')",
          "$input.body",
          "$util.base64Encode($a)",
          "${",
          "$!",
          "$a.b(",
          '"',
          "'",
          "#*",
          "##",
          "\\",
          "\n",
          WHOLE,
        ],
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        readRequestTemplate(parts.join(""));
        readResponseTemplate(parts.join(""));
      }),
      { numRuns: 500 },
    );
  });
});

describe("a response template, rendered for every answer at once", () => {
  it("is proven: our own of a success", () => {
    const branches = readResponseTemplate(SUCCESS_TEMPLATE);
    assert.ok(!("message" in branches));
    assert.deepEqual(
      branches.map(({ statuses, keepsStatus, hasSequenceNumber }) => [statuses, keepsStatus, hasSequenceNumber]),
      [
        [[], true, true],
        [["502"], false, false],
      ],
    );
  });

  it("is proven: our own of an error", () => {
    const branches = readResponseTemplate(CLIENT_ERROR_TEMPLATE);
    assert.ok(!("message" in branches));
    assert.deepEqual([...new Set(branches.flatMap(({ statuses }) => statuses))], ["429", "502"]);
    assert.deepEqual(
      branches.flatMap(({ echoes }) => echoes),
      [],
    );
  });
});
